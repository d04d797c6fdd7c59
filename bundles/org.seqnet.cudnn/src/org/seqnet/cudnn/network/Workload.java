package org.seqnet.cudnn.network;

import org.seqnet.engine.accelerator.Job;
import org.seqnet.engine.network.Composition;
import org.seqnet.engine.network.Convolutional;
import org.seqnet.engine.network.Head;
import org.seqnet.engine.network.Recurrent;
import org.seqnet.engine.network.TemporalConvolutional;
import org.seqnet.engine.sequence.SequenceShape;

/**
 * What one network has to do to answer a mini-batch, as far as it takes time.
 *
 * @param operations of floating-point, in products
 * @param gates how many sums recurrent cells take, each through a tanh or a sigmoid
 * @param rows how many times recurrent layers take a step of a sequence
 * @param values what convolutions give, each of which is normalized, rectified and so on
 * @param chain products that wait for each other: the steps of recurrent layers
 * @param launches how many other kernels there are
 * @param input the numbers that the first layer reads
 * @param parameters the numbers that learn
 */
record Workload(
        double operations,
        double gates,
        double rows,
        double values,
        double chain,
        double launches,
        double input,
        double parameters) {
    /** What is done once for a mini-batch: its sequences are laid out, figures are counted. */
    private static final Workload ONCE = new Workload(0, 0, 0, 0, 0, 4, 0, 0);

    private static final double LAUNCHES_OF_LAYER = 4;
    private static final int LAUNCHES_OF_OPERATION = 2;
    private static final double LAUNCHES_OF_PATH_STEP = 2;

    /**
     * Returns the work of one member of an ensemble, or of a network that is none.
     *
     * @throws IllegalArgumentException for a kind of network that no card computes
     */
    static Workload of(Job job) {
        var architecture = job.architecture();
        int batchSize = job.batchSize();
        var shape = new SequenceShape(
                (int) Math.max(1, Math.round(job.steps())), job.input().features());
        var encoder = architecture
                .encoder()
                .fold(
                        recurrent -> of(recurrent, shape, batchSize),
                        convolutional -> of(convolutional, shape, batchSize),
                        temporal -> of(temporal, shape, batchSize),
                        composition -> of(composition, shape, batchSize),
                        rocket -> {
                            throw new IllegalArgumentException("A card does not compute this network.");
                        });
        double operations = (double) batchSize * architecture.member().operations(shape);
        double parameters = architecture.member().parameterCount(shape);
        double read = (double) batchSize * shape.values();
        var rest = new Workload(operations, 0, 0, 0, 0, launches(architecture.head()), read, parameters);
        return ONCE.plus(encoder).plus(rest);
    }

    private static double launches(Head head) {
        return head.<Double>fold(
                classes -> LAUNCHES_OF_LAYER,
                labels -> LAUNCHES_OF_LAYER,
                path -> LAUNCHES_OF_LAYER + LAUNCHES_OF_PATH_STEP * (path.count() + 1),
                values -> LAUNCHES_OF_LAYER,
                steps -> LAUNCHES_OF_LAYER);
    }

    private static Workload of(Recurrent recurrent, SequenceShape shape, int batchSize) {
        int directions = recurrent.bidirectional() ? 2 : 1;
        double chain = (double) recurrent.layers() * directions * shape.timeSteps();
        double rows = chain * batchSize;
        double gates = rows * recurrent.hiddenUnits() * recurrent.cell().gates();
        return new Workload(0, gates, rows, 0, chain, recurrent.layers() * LAUNCHES_OF_LAYER, 0, 0);
    }

    private static Workload of(Convolutional convolutional, SequenceShape shape, int batchSize) {
        var images = convolutional.images(shape);
        var blocks = convolutional.blocks();
        double values = convolutional.denseUnits();
        for (int i = 0; i < blocks.size(); i++) {
            values += blocks.get(i).convolved(images.get(i)).values();
        }
        return new Workload(0, 0, 0, batchSize * values, 0, (blocks.size() + 1.0) * LAUNCHES_OF_LAYER, 0, 0);
    }

    private static Workload of(TemporalConvolutional temporal, SequenceShape shape, int batchSize) {
        var operations = temporal.graph(shape.features()).operations();
        double filters = operations.stream()
                .mapToInt(operation -> operation.fold(convolution -> convolution.filters(), pool -> 0, norm -> 0))
                .sum();
        double values = filters * shape.timeSteps() * batchSize;
        return new Workload(0, 0, 0, values, 0, (double) operations.size() * LAUNCHES_OF_OPERATION, 0, 0);
    }

    private static Workload of(Composition composition, SequenceShape shape, int batchSize) {
        return of(composition.recurrent(), shape, batchSize).plus(of(composition.convolutional(), shape, batchSize));
    }

    private Workload plus(Workload other) {
        return new Workload(
                operations + other.operations,
                gates + other.gates,
                rows + other.rows,
                values + other.values,
                chain + other.chain,
                launches + other.launches,
                input + other.input,
                parameters + other.parameters);
    }
}
