package org.seqnet.engine.kernel;

import java.nio.FloatBuffer;
import org.seqnet.engine.kernel.layer.Batch;
import org.seqnet.engine.kernel.layer.Derivatives;
import org.seqnet.engine.kernel.layer.Head;
import org.seqnet.engine.kernel.layer.StepOrder;
import org.seqnet.engine.kernel.product.MatrixProducts;
import org.seqnet.engine.kernel.product.Workers;
import org.seqnet.engine.network.Architecture;
import org.seqnet.engine.network.SeedStream;
import org.seqnet.engine.network.SeedStream.Purpose;
import org.seqnet.engine.sequence.SequenceShape;

/** The input gradients of an encoder with branches: the sums of theirs. */
final class BranchInputGradients implements InputGradients {
    private final Head head;
    private final Branches branches;
    private final int features;
    private final Pool<HeadRoom> headRooms;
    private final Workers workers;

    BranchInputGradients(
            Architecture architecture, SequenceShape input, float[] parameters, int threads, MatrixProducts products) {
        head = NetworkLayers.head(architecture, products);
        branches = Branches.of(architecture.encoder(), input, head, 0, Derivatives.OF_INPUT, products);
        features = input.features();
        headRooms = new Pool<>(capacity -> new HeadRoom(head, capacity));
        branches.packing(parameters, true).forEach(Runnable::run);
        var headPart = FloatBuffer.wrap(parameters).slice(branches.parameterCount(), head.parameterCount());
        head.packing(headPart, true).forEach(Runnable::run);
        // Last, so that no thread stays behind if there is too little memory for the layers.
        workers = new Workers(threads, products);
    }

    @Override
    public void differentiate(MiniBatch batch, float[] gradients, double[] losses) {
        batch.require(features);
        var order = StepOrder.of(batch.timeSteps(), batch.size());
        var groups = branches.grouping().training(order, workers.threads());
        var known = Batch.of(order, groups.tasks().size(), new SeedStream(0, Purpose.DROPOUT), false, batch.targets());
        int width = branches.width();
        var rows = new float[Math.multiplyExact(order.sequences(), width)];
        var gradientRows = new float[rows.length];
        head.prepare(known, false);
        branches.forward(known, batch.values(), workers, rows);
        workers.run(groups.tasks().size(), task -> {
            var room = headRooms.take(groups.largest());
            try {
                groups.tasks().get(task).forEach(group -> room.run(group, rows, gradientRows, width));
            } finally {
                headRooms.give(room);
            }
        });
        branches.backward(workers, gradientRows);
        branches.writeInputGradients(gradients, batch, features);
        for (int n = 0; n < order.sequences(); n++) {
            losses[order.sequence(n)] = head.loss(n);
        }
    }

    @Override
    public void close() {
        workers.close();
        branches.close();
        head.close();
        headRooms.close();
    }
}
