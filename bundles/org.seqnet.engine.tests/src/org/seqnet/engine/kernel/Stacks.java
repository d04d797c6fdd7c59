package org.seqnet.engine.kernel;

import org.seqnet.engine.kernel.product.MatrixProducts;
import org.seqnet.engine.network.Architecture;
import org.seqnet.engine.network.Classes;
import org.seqnet.engine.network.Encoder;
import org.seqnet.engine.network.Recurrent;
import org.seqnet.engine.network.SeedStream;
import org.seqnet.engine.network.SeedStream.Purpose;
import org.seqnet.engine.sequence.SequenceShape;

/** Networks of layers for tests. */
final class Stacks {
    private Stacks() {}

    /** Returns a network of classes for sequences of this shape. */
    static LayerStack of(Encoder encoder, SequenceShape input, int classes, int threads, MatrixProducts products) {
        return new LayerStack(new Architecture(encoder, new Classes(classes)), input, threads, 0, products);
    }

    /** Returns a network of classes for sequences of any length. */
    static LayerStack of(Recurrent network, int features, int classes, int threads) {
        return of(network, SequenceShape.ofAnyLength(features), classes, threads, MatrixProducts.fastest());
    }

    /** Returns the outputs for all sequences of a mini-batch. */
    static float[] predict(NetworkKernel kernel, float[] parameters, MiniBatch batch, int features, int outputs) {
        var target = new float[batch.size() * outputs];
        kernel.load(parameters);
        kernel.predict(source(batch, features), batch.timeSteps(), batch.size(), target, 0);
        return target;
    }

    /** Returns the sequences of a mini-batch. */
    static SequenceSource source(MiniBatch batch, int features) {
        var starts = new int[batch.size() + 1];
        for (int i = 0; i < batch.size(); i++) {
            starts[i + 1] = starts[i] + batch.timeSteps()[i] * features;
        }
        return (index, target, at) ->
                System.arraycopy(batch.values(), starts[index], target, at, starts[index + 1] - starts[index]);
    }

    /** Returns a stream to draw dropout by. */
    static SeedStream dropout(long seed) {
        return new SeedStream(seed, Purpose.DROPOUT);
    }
}
