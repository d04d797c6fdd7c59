package org.seqnet.cudnn.layer;

import org.seqnet.cudnn.card.DeviceMemory;
import org.seqnet.cudnn.card.Queue;
import org.seqnet.cudnn.card.Room;
import org.seqnet.engine.network.Cell;
import org.seqnet.engine.network.LabelPath;

/**
 * A path through the labels of each sequence, as {@link LabelPath} defines it: in training, loss = -log p(path); in
 * prediction, the sequence's part of the joint space, E values, from which the processor searches for a path.
 *
 * <p>All paths of a mini-batch take as many steps as the longest of all, and those that have ended put nothing into
 * sums. So all mini-batches queue the same work, whatever their labels. Only the LSTM takes one step after another;
 * if the network chooses the order of labels, the scores do, too, since the next step reads what they choose.
 */
public final class LabelPathHead implements CardHead {
    private static final int GATES = Cell.LSTM.gates();
    /** Where the products like a matrix to begin, in floats. */
    private static final int ALIGNMENT = 64;

    /** As in paths.cu. */
    private static final int LOSS_THREADS = 32;
    /** As in heads.cu. */
    private static final int SUM_THREADS = 64;

    private final Queue queue;
    private final int inputs;
    private final int labels;
    private final int size;
    private final int units;
    private final boolean chooses;
    /** Of each block of parameters, in the engine's order: its size, and where it begins in the space. */
    private final int[] counts;

    private final int[] starts;
    private final int spaceSize;
    /** The place of each label in the order; null if there is none. */
    private final DeviceMemory places;

    private final PathRows rows;
    /** What each label puts into the gates, and its gradient: (K + 2) x 4H. */
    private final Room table;

    private final Room tableGradients;
    /** The encoder's part of the joint space, B x E. */
    private final Room images;

    private final Room imageGradients;
    private final Room cellGradients;
    private final Room inputGradients;
    private int steps;

    /** @param inputs the number of values that it reads, D */
    public LabelPathHead(Queue queue, int inputs, LabelPath path) {
        this.queue = queue;
        this.inputs = inputs;
        this.labels = path.count();
        this.size = path.embeddingSize();
        this.units = path.hiddenUnits();
        this.chooses = path.isOrderFree();
        this.counts = new int[] {
            Math.multiplyExact(labels + 2, size),
            GATES * units * size,
            GATES * units * units,
            GATES * units,
            units * size,
            Math.multiplyExact(inputs, size),
            size
        };
        this.starts = new int[counts.length];
        int end = 0;
        for (int i = 0; i < counts.length; i++) {
            starts[i] = end;
            end = Math.addExact(end, (counts[i] + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT);
        }
        this.spaceSize = end;
        this.rows = new PathRows(queue);
        this.table = queue.room();
        this.tableGradients = queue.room();
        this.images = queue.room();
        this.imageGradients = queue.room();
        this.cellGradients = queue.room();
        this.inputGradients = queue.room();
        this.places = chooses ? null : placesOnCard(path);
    }

    private DeviceMemory placesOnCard(LabelPath path) {
        int[] order = path.order().stream().mapToInt(Integer::intValue).toArray();
        var memory = queue.allocate(4L * order.length);
        var pinned = queue.pinned(4L * order.length);
        pinned.write(0, order, 0, order.length);
        queue.upload(pinned, 0, memory.address(), 4L * order.length);
        return memory;
    }

    @Override
    public void expect(int mostLabels) {
        steps = mostLabels + 1;
    }

    @Override
    public int parameterCount() {
        int count = 0;
        for (int block : counts) {
            count = Math.addExact(count, block);
        }
        return count;
    }

    @Override
    public int spaceSize() {
        return spaceSize;
    }

    @Override
    public void place(int[] target, int from, int base) {
        int at = from;
        for (int i = 0; i < counts.length; i++) {
            for (int k = 0; k < counts[i]; k++) {
                target[at++] = base + starts[i] + k;
            }
        }
    }

    @Override
    public void prepare(CardBatch batch, Mode mode) {
        if (mode == Mode.PREDICTION) {
            return;
        }
        if (steps == 0) {
            throw new IllegalStateException("How many labels there are at most has not been said.");
        }
        images.ofFloats((long) batch.size() * size);
        imageGradients.ofFloats((long) batch.size() * size);
        cellGradients.ofFloats((long) batch.size() * units);
        inputGradients.ofFloats((long) batch.size() * inputs);
        table.ofFloats((labels + 2L) * GATES * units);
        tableGradients.ofFloats((labels + 2L) * GATES * units);
        rows.prepare((long) batch.size() * steps, units, size, labels + 1);
    }

    @Override
    public void predict(CardBatch batch, long input, long weights, long output) {
        var own = new Blocks(weights);
        queue.launchFor("repeatRow", (long) batch.size() * size, own.jointBias, size, (long) batch.size(), output);
        queue.multiply(false, true, batch.size(), size, inputs, input, own.imageProjection, output, true);
    }

    @Override
    public long differentiate(
            CardBatch batch, long input, long weights, long gradients, CardTargets targets, long figures) {
        var own = new Blocks(weights);
        forward(batch, input, own, targets);
        long losses = rows.losses.address();
        long hits = rows.hits.address();
        queue.launchFor("pathOutcomes", batch.size(), steps, batch.size(), losses, hits);
        queue.launch("addFigures", 1, SUM_THREADS, losses, hits, batch.size(), targets.control(), figures);
        var sums = new Blocks(gradients);
        backThroughJoint(batch, input, own, sums);
        backThroughSteps(batch, own, sums);
        return inputGradients.address();
    }

    private void forward(CardBatch batch, long input, Blocks own, CardTargets targets) {
        int size = batch.size();
        queue.launchFor(
                "pathLabels",
                size,
                targets.starts(),
                targets.labels(),
                targets.order(),
                targets.control(),
                chooses ? 0L : places.address(),
                size,
                steps,
                labels,
                rows.taught.address());
        predict(batch, input, own.start, images.address());
        int width = GATES * units;
        queue.launchFor("repeatRow", (labels + 2L) * width, own.bias, width, labels + 2L, table.address());
        queue.multiply(
                false, true, labels + 2, width, this.size, own.embeddings, own.inputWeights, table.address(), true);
        for (int t = 0; t < steps; t++) {
            step(t, size, own);
            if (chooses) {
                score(t * size, size, size, own, targets);
            }
        }
        if (!chooses) {
            score(0, steps * size, size, own, targets);
        }
    }

    private void step(int t, int batch, Blocks own) {
        int width = GATES * units;
        if (t > 0) {
            long before = row(rows.outputs, (t - 1) * batch, units);
            long sums = row(rows.gates, t * batch, width);
            queue.multiply(false, true, batch, width, units, before, own.recurrentWeights, sums, false);
        }
        queue.launchFor(
                "pathStep",
                (long) batch * units,
                table.address(),
                rows.taught.address(),
                t,
                batch,
                labels,
                units,
                rows.gates.address(),
                rows.cells.address(),
                rows.outputs.address());
    }

    /** From h to the gradients of the scores. */
    private void score(int firstRow, int count, int batch, Blocks own, CardTargets targets) {
        long joint = row(rows.joint, firstRow, size);
        long outputs = row(rows.outputs, firstRow, units);
        queue.multiply(false, true, count, size, units, outputs, own.outputProjection, joint, false);
        queue.launchFor(
                "pathJoin",
                (long) count * size,
                images.address(),
                (long) firstRow,
                (long) count,
                batch,
                size,
                rows.joint.address());
        long scores = row(rows.scores, firstRow, labels + 1);
        queue.multiply(false, true, count, labels + 1, size, joint, own.embeddings, scores, false);
        queue.launch(
                "pathLoss",
                count,
                LOSS_THREADS,
                firstRow,
                batch,
                labels,
                chooses ? 1 : 0,
                targets.weights(),
                targets.order(),
                targets.control(),
                rows.taught.address(),
                rows.scores.address(),
                rows.losses.address(),
                rows.hits.address());
    }

    /** From the gradients of the scores to those of the encoder's values and of what the LSTM gives. */
    private void backThroughJoint(CardBatch batch, long input, Blocks own, Blocks sums) {
        int count = steps * batch.size();
        long scores = rows.scores.address();
        long joint = rows.jointGradients.address();
        queue.multiply(true, false, labels + 1, size, count, scores, rows.joint.address(), sums.embeddings, true);
        queue.multiply(false, false, count, size, labels + 1, scores, own.embeddings, joint, false);
        queue.launchFor(
                "pathJoinBack",
                (long) batch.size() * size,
                rows.joint.address(),
                steps,
                batch.size(),
                size,
                joint,
                imageGradients.address());
        long image = imageGradients.address();
        queue.launch("addColumnSums", size, SUM_THREADS, image, (long) batch.size(), size, sums.jointBias);
        queue.multiply(true, false, size, inputs, batch.size(), image, input, sums.imageProjection, true);
        queue.multiply(
                false, false, batch.size(), inputs, size, image, own.imageProjection, inputGradients.address(), false);
        queue.multiply(true, false, size, units, count, joint, rows.outputs.address(), sums.outputProjection, true);
        queue.multiply(
                false, false, count, units, size, joint, own.outputProjection, rows.outputGradients.address(), false);
    }

    private void backThroughSteps(CardBatch batch, Blocks own, Blocks sums) {
        int width = GATES * units;
        int sequences = batch.size();
        long outputGradients = rows.outputGradients.address();
        for (int t = steps - 1; t >= 0; t--) {
            queue.launchFor(
                    "pathStepBack",
                    (long) sequences * units,
                    rows.cells.address(),
                    outputGradients,
                    t,
                    t == steps - 1 ? 1 : 0,
                    sequences,
                    units,
                    rows.gates.address(),
                    cellGradients.address());
            if (t > 0) {
                long gates = row(rows.gates, t * sequences, width);
                long before = row(rows.outputGradients, (t - 1) * sequences, units);
                queue.multiply(false, false, sequences, units, width, gates, own.recurrentWeights, before, true);
            }
        }
        if (steps > 1) {
            long later = row(rows.gates, sequences, width);
            int count = (steps - 1) * sequences;
            long outputs = rows.outputs.address();
            queue.multiply(true, false, width, units, count, later, outputs, sums.recurrentWeights, true);
        }
        backThroughTable(sequences, own, sums);
    }

    private void backThroughTable(int sequences, Blocks own, Blocks sums) {
        int width = GATES * units;
        int entries = labels + 2;
        long table = tableGradients.address();
        queue.launchFor(
                "pathTableBack",
                (long) entries * width,
                rows.gates.address(),
                rows.taught.address(),
                steps,
                sequences,
                labels,
                width,
                table);
        queue.launch("addColumnSums", width, SUM_THREADS, table, (long) entries, width, sums.bias);
        queue.multiply(true, false, width, size, entries, table, own.embeddings, sums.inputWeights, true);
        queue.multiply(false, false, entries, size, width, table, own.inputWeights, sums.embeddings, true);
    }

    private static long row(Room room, int row, int width) {
        return room.address() + 4L * row * width;
    }

    /** Where the blocks of weights, or of gradients, begin: matrices row-major. */
    private final class Blocks {
        final long start;
        /** (K + 2) x E: labels, end, start. */
        final long embeddings;
        /** 4H x E. */
        final long inputWeights;
        /** 4H x H. */
        final long recurrentWeights;
        /** 4H. */
        final long bias;
        /** A, E x H. */
        final long outputProjection;
        /** B, E x D. */
        final long imageProjection;
        /** b, E. */
        final long jointBias;

        Blocks(long start) {
            this.start = start;
            embeddings = start + 4L * starts[0];
            inputWeights = start + 4L * starts[1];
            recurrentWeights = start + 4L * starts[2];
            bias = start + 4L * starts[3];
            outputProjection = start + 4L * starts[4];
            imageProjection = start + 4L * starts[5];
            jointBias = start + 4L * starts[6];
        }
    }
}
