package org.seqnet.engine.kernel;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.seqnet.engine.kernel.convolution.ImageGrouping;
import org.seqnet.engine.kernel.layer.Batch;
import org.seqnet.engine.kernel.layer.Columns;
import org.seqnet.engine.kernel.layer.Derivatives;
import org.seqnet.engine.kernel.layer.Group;
import org.seqnet.engine.kernel.layer.Grouping;
import org.seqnet.engine.kernel.layer.Head;
import org.seqnet.engine.kernel.layer.StepOrder;
import org.seqnet.engine.kernel.product.MatrixProducts;
import org.seqnet.engine.kernel.product.Workers;
import org.seqnet.engine.network.Composition;
import org.seqnet.engine.network.Encoder;
import org.seqnet.engine.network.TemporalConvolutional;
import org.seqnet.engine.sequence.SequenceShape;

/**
 * The branches that an encoder stands for; what they give stands side by side in a row for each sequence.
 *
 * @param widths how many values each gives
 * @param grouping how they want sequences to be shared out
 */
record Branches(List<Branch> all, List<Integer> widths, Grouping grouping) implements AutoCloseable {

    /**
     * Returns the branches of an encoder that has some.
     *
     * @param head the network's head, which no branch computes
     * @param frozenLayers how many layers do not learn, if it is a single branch
     * @param derivatives whether the input is to be differentiated
     */
    static Branches of(
            Encoder encoder,
            SequenceShape input,
            Head head,
            int frozenLayers,
            Derivatives derivatives,
            MatrixProducts products) {
        return encoder.fold(
                recurrent -> none(),
                convolutional -> none(),
                temporal -> temporal(temporal, input, frozenLayers, derivatives, products),
                composition -> composition(composition, input, head, derivatives, products),
                rocket -> none());
    }

    private static Branches none() {
        throw new IllegalArgumentException("This encoder is one stack of layers.");
    }

    private static Branches temporal(
            TemporalConvolutional network,
            SequenceShape input,
            int frozenLayers,
            Derivatives derivatives,
            MatrixProducts products) {
        Branch branch = new TemporalBranch(network, input.features(), frozenLayers, derivatives, products);
        return new Branches(List.of(branch), List.of(network.outputs()), new ImageGrouping());
    }

    private static Branches composition(
            Composition network, SequenceShape input, Head head, Derivatives derivatives, MatrixProducts products) {
        var recurrent = network.recurrent();
        var layers = NetworkLayers.recurrent(recurrent, input, head, 0, derivatives, products);
        return new Branches(
                List.of(
                        new LayerBranch(layers, recurrent.outputs(), derivatives.areOfInput()),
                        new TemporalBranch(network.convolutional(), input.features(), 0, derivatives, products)),
                List.of(recurrent.outputs(), network.convolutional().outputs()),
                layers.grouping());
    }

    /** Returns the length of a row. */
    int width() {
        return widths.stream().mapToInt(Integer::intValue).sum();
    }

    int parameterCount() {
        return all.stream().mapToInt(Branch::parameterCount).reduce(0, Math::addExact);
    }

    private interface TaskMaker {
        List<Runnable> tasks(Branch branch, FloatBuffer part);
    }

    private List<Runnable> tasks(float[] numbers, TaskMaker maker) {
        var made = new ArrayList<Runnable>();
        int at = 0;
        for (var branch : all) {
            made.addAll(maker.tasks(branch, FloatBuffer.wrap(numbers).slice(at, branch.parameterCount())));
            at += branch.parameterCount();
        }
        return made;
    }

    /** Returns tasks by which all take over their parameters. */
    List<Runnable> packing(float[] parameters, boolean training) {
        return tasks(parameters, (branch, part) -> branch.packing(part, training));
    }

    /** Returns tasks by which all write their gradients. */
    List<Runnable> gradients(float[] target) {
        return tasks(target, Branch::gradients);
    }

    private interface ColumnsAction {
        void accept(int branch, Columns columns);
    }

    private void forColumns(float[] rows, ColumnsAction action) {
        int first = 0;
        for (int i = 0; i < all.size(); i++) {
            action.accept(i, new Columns(rows, width(), first));
            first += widths.get(i);
        }
    }

    void forward(Batch batch, float[] values, Workers workers, float[] rows) {
        forColumns(rows, (i, columns) -> all.get(i).forward(batch, values, workers, columns));
    }

    void backward(Workers workers, float[] gradientRows) {
        forColumns(gradientRows, (i, columns) -> all.get(i).backward(workers, columns));
    }

    /** Writes the gradients of a mini-batch's values unless there is no room for them. */
    void writeInputGradients(float[] target, MiniBatch batch, int features) {
        if (target.length > 0) {
            int steps = Arrays.stream(batch.timeSteps(), 0, batch.size()).sum();
            Arrays.fill(target, 0, steps * features, 0f);
            all.forEach(branch -> branch.addInputGradients(target));
        }
    }

    /** A thread's way through all branches in prediction. */
    final class Reading implements AutoCloseable {
        private final List<Branch.Reader> readers;
        private final float[] rows;

        /** @param sequences the most of a group */
        Reading(int sequences) {
            readers = all.stream().map(branch -> branch.reader(sequences)).toList();
            rows = new float[sequences * width()];
        }

        /** Returns the rows of a group, overwritten by the next. */
        float[] rows(SequenceSource source, StepOrder order, Group group) {
            forColumns(rows, (i, columns) -> readers.get(i).read(source, order, group, columns));
            return rows;
        }

        @Override
        public void close() {
            readers.forEach(Branch.Reader::close);
        }
    }

    @Override
    public void close() {
        all.forEach(Branch::close);
    }
}
