package org.seqnet.engine.kernel;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.seqnet.engine.kernel.layer.Derivatives;
import org.seqnet.engine.kernel.product.MatrixProducts;
import org.seqnet.engine.network.Architecture;
import org.seqnet.engine.network.Embedding;
import org.seqnet.engine.network.SeedStream;
import org.seqnet.engine.sequence.SequenceShape;

/**
 * Computes a network that reads symbols: puts their vectors in their place and has another kernel compute the rest. The
 * gradient of a vector is the sum of those of all places where its symbol stands, added up in the order of the
 * sequences; so results do not depend on the number of threads.
 *
 * <p>Looking up and adding up takes as long as copying what the encoder reads, which is little beside its products; so
 * one thread does it.
 */
final class EmbeddingKernel implements NetworkKernel {
    private final Embedding embedding;
    private final EncoderKernel kernel;
    private final EmbeddedSteps steps;
    private final int features;
    private final boolean learns;
    private final float[] encoderParameters;
    private final float[] encoderGradients;
    private float[] loaded = new float[0];
    private float[] values = new float[0];
    private float[] inputGradients = new float[0];

    private EmbeddingKernel(Embedding embedding, int features, boolean learns, EncoderKernel kernel) {
        this.embedding = embedding;
        this.kernel = kernel;
        this.steps = new EmbeddedSteps(embedding, features);
        this.features = features;
        this.learns = learns;
        this.encoderParameters = new float[kernel.parameterCount()];
        this.encoderGradients = new float[kernel.parameterCount()];
    }

    /**
     * Returns the kernel of a network with an embedding.
     *
     * @param frozenLayers how many layers do not learn; the embedding is the first
     */
    static EmbeddingKernel of(
            Architecture architecture, SequenceShape input, int threads, int frozenLayers, MatrixProducts products) {
        var above = architecture.with(Optional.empty());
        var read = architecture.encoded(input);
        boolean learns = frozenLayers == 0;
        int frozenAbove = Math.max(0, frozenLayers - 1);
        var derivatives = learns ? Derivatives.OF_WEIGHTS_AND_INPUT : Derivatives.OF_WEIGHTS;
        Supplier<EncoderKernel> branches =
                () -> new BranchKernel(above, read, threads, frozenAbove, derivatives, products);
        EncoderKernel kernel = architecture
                .encoder()
                .fold(
                        recurrent -> new LayerStack(above, read, threads, frozenAbove, derivatives, products),
                        convolutional -> refused(),
                        temporal -> branches.get(),
                        composition -> branches.get(),
                        rocket -> refused());
        return new EmbeddingKernel(architecture.embedding().orElseThrow(), input.features(), learns, kernel);
    }

    private static EncoderKernel refused() {
        throw new IllegalArgumentException("No architecture embeds symbols for this encoder.");
    }

    @Override
    public int parameterCount() {
        return Math.addExact(embedding.parameterCount(), kernel.parameterCount());
    }

    private float[] ofEncoder(float[] parameters) {
        requireAll(parameters);
        System.arraycopy(parameters, embedding.parameterCount(), encoderParameters, 0, encoderParameters.length);
        return encoderParameters;
    }

    @Override
    public void load(float[] parameters) {
        kernel.load(ofEncoder(parameters));
        loaded = parameters;
    }

    private SequenceSource embedded(SequenceSource source, int[] timeSteps) {
        return (index, target, at) -> {
            int count = timeSteps[index];
            int raw = at + count * (steps.width() - features);
            source.copyTo(index, target, raw);
            steps.embed(loaded, target, raw, count, target, at);
        };
    }

    @Override
    public void predict(SequenceSource source, int[] timeSteps, int count, float[] target, int offset) {
        kernel.predict(embedded(source, timeSteps), timeSteps, count, target, offset);
    }

    @Override
    public List<float[]> attention(SequenceSource source, int[] timeSteps, int count) {
        return kernel.attention(embedded(source, timeSteps), timeSteps, count);
    }

    @Override
    public int batchSize(int asked) {
        return kernel.batchSize(asked);
    }

    @Override
    public Outcome differentiate(float[] parameters, MiniBatch batch, SeedStream dropout, float[] gradients) {
        batch.require(features);
        requireAll(gradients);
        int count = IntStream.of(batch.timeSteps()).limit(batch.size()).sum();
        reserve(Math.multiplyExact(count, steps.width()));
        steps.embed(parameters, batch.values(), 0, count, values, 0);
        var outcome = kernel.differentiate(
                ofEncoder(parameters),
                new MiniBatch(values, batch.timeSteps(), batch.targets(), batch.size()),
                dropout,
                encoderGradients,
                learns ? inputGradients : EncoderKernel.NONE);
        System.arraycopy(encoderGradients, 0, gradients, embedding.parameterCount(), encoderGradients.length);
        Arrays.fill(gradients, 0, embedding.parameterCount(), 0);
        if (learns) {
            steps.addGradients(batch.values(), count, inputGradients, gradients);
        }
        return outcome;
    }

    private void reserve(int length) {
        if (values.length < length) {
            values = new float[length];
            inputGradients = new float[learns ? length : 0];
        }
    }

    @Override
    public void close() {
        kernel.close();
    }
}
