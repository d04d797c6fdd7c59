package org.seqnet.engine.kernel;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.seqnet.engine.kernel.product.MatrixProducts;
import org.seqnet.engine.network.Architecture;
import org.seqnet.engine.network.Classes;
import org.seqnet.engine.network.Encoder;
import org.seqnet.engine.network.ParameterBlock;
import org.seqnet.engine.network.SeedStream;
import org.seqnet.engine.network.SeedStream.Purpose;
import org.seqnet.engine.network.StartWeights;
import org.seqnet.engine.network.TemporalConvolutional;
import org.seqnet.engine.sequence.LabelSets;
import org.seqnet.engine.sequence.SequenceShape;
import org.seqnet.engine.sequence.Targets;

/** A network with branches, and sequences of these lengths that it reads. */
record TemporalCase(Encoder network, int features, int... timeSteps) {
    static final int CLASSES = 3;

    @Override
    public String toString() {
        return network.title() + ", " + features + " features, steps " + Arrays.toString(timeSteps);
    }

    static TemporalConvolutional network(
            TemporalConvolutional.Design design, int filters, int depth, int kernelSize, int dilationGrowth) {
        return new TemporalConvolutional(design, filters, depth, kernelSize, dilationGrowth, 0);
    }

    SequenceShape shape() {
        return SequenceShape.ofAnyLength(features);
    }

    Architecture architecture() {
        return new Architecture(network, new Classes(CLASSES));
    }

    BranchKernel kernel(int threads, MatrixProducts products) {
        return new BranchKernel(architecture(), shape(), threads, 0, products);
    }

    BranchKernel kernel(int threads) {
        return kernel(threads, MatrixProducts.fastest());
    }

    /** Returns parameters of which none is 0 or 1, so that each one counts. */
    float[] parameters() {
        var parameters = StartWeights.of(architecture(), shape(), 3);
        var stream = new SeedStream(4, Purpose.ORDER);
        for (int i = 0; i < parameters.length; i++) {
            parameters[i] += (float) (0.1 * stream.nextGaussian());
        }
        return parameters;
    }

    float[] values() {
        var stream = new SeedStream(5, Purpose.ORDER);
        var values = new float[IntStream.of(timeSteps).sum() * features];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) stream.nextGaussian();
        }
        return values;
    }

    int[] labels() {
        return IntStream.range(0, timeSteps.length).map(n -> n * 7 % CLASSES).toArray();
    }

    MiniBatch batch() {
        return new MiniBatch(values(), timeSteps, new Targets(LabelSets.ofClasses(labels())), timeSteps.length);
    }

    float[] predict(NetworkKernel kernel) {
        return Stacks.predict(kernel, parameters(), batch(), features, CLASSES);
    }

    float[] gradients(NetworkKernel kernel) {
        var gradients = new float[kernel.parameterCount()];
        kernel.differentiate(parameters(), batch(), Stacks.dropout(1), gradients);
        return gradients;
    }

    /** Returns the sequences, T x F each. */
    List<double[][]> sequences() {
        var values = values();
        var starts = new int[timeSteps.length + 1];
        for (int n = 0; n < timeSteps.length; n++) {
            starts[n + 1] = starts[n] + timeSteps[n];
        }
        return IntStream.range(0, timeSteps.length)
                .mapToObj(n -> IntStream.range(starts[n], starts[n + 1])
                        .mapToObj(row -> IntStream.range(row * features, (row + 1) * features)
                                .mapToDouble(i -> values[i])
                                .toArray())
                        .toArray(double[][]::new))
                .toList();
    }

    /** Says for each parameter of the encoder whether it is learned, and no moving mean or variance. */
    boolean[] learned() {
        var blocks = network.parameters(shape());
        var learned = new boolean
                [(int) blocks.stream().mapToLong(ParameterBlock::count).sum()];
        int at = 0;
        for (var block : blocks) {
            int end = (int) (at + block.count());
            Arrays.fill(learned, at, end, block.kind() != ParameterBlock.Kind.STATISTICS);
            at = end;
        }
        return learned;
    }
}
