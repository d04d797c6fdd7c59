package org.seqnet.cudnn.convolution;

import java.util.ArrayList;
import java.util.List;
import org.seqnet.cudnn.card.Queue;
import org.seqnet.cudnn.card.Room;
import org.seqnet.cudnn.layer.CardBatch;
import org.seqnet.cudnn.layer.CardLayer;
import org.seqnet.cudnn.layer.Mode;
import org.seqnet.engine.network.TemporalConvolutional;

/**
 * Convolutions over time, and the mean of each channel over a sequence's own steps: the engine's
 * {@code TemporalEncoder} on a card. It does not give the input's gradient.
 */
public final class TemporalLayer implements CardLayer {
    /** As in signals.cu. */
    private static final int AVERAGE_THREADS = 64;

    private final Queue queue;
    private final int features;
    private final int last;
    private final int outputs;
    private final Drops drops;
    private final Signals signals;
    private final List<SignalOperation> operations;
    private final Room means;

    /** Makes the layer for sequences of so many features. */
    public TemporalLayer(Queue queue, TemporalConvolutional network, int features) {
        var graph = network.graph(features);
        var flow = new GradientFlow(graph);
        var rooms = SignalConvolution.Rooms.of(queue);
        this.queue = queue;
        this.features = features;
        this.last = graph.channels().size() - 1;
        this.outputs = graph.channels().get(last);
        // The engine takes random numbers of its own: those of recurrent layers beside it count from 0.
        this.drops = new Drops(network.dropout(), -1);
        this.signals = new Signals(queue, graph.channels(), flow);
        this.operations = new ArrayList<>();
        for (var operation : graph.operations()) {
            operations.add(operation.fold(
                    convolution -> new SignalConvolution(queue, convolution, signals, flow, rooms),
                    pooling -> new SignalPooling(queue, pooling, signals, flow),
                    normalization -> new SignalNormalization(queue, normalization, signals, flow)));
        }
        this.means = queue.room();
    }

    @Override
    public int parameterCount() {
        return operations.stream().mapToInt(SignalOperation::parameterCount).reduce(0, Math::addExact);
    }

    @Override
    public int spaceSize() {
        return operations.stream().mapToInt(SignalOperation::alignedSize).reduce(0, Math::addExact);
    }

    @Override
    public void place(int[] places, int from, int base) {
        int at = from;
        int space = base;
        for (var operation : operations) {
            operation.place(places, at, space);
            at += operation.parameterCount();
            space += operation.alignedSize();
        }
    }

    @Override
    public void prepare(CardBatch batch, Mode mode) {
        signals.prepare(batch, mode);
        operations.forEach(operation -> operation.prepare(batch, mode));
        means.ofFloats(new Planes(batch.size(), 1, 0).count(outputs));
    }

    @Override
    public long forward(CardBatch batch, long input, long weights, Mode mode) {
        var planes = Signals.planes(batch);
        int inputs = planes.count(features);
        queue.launchFor(
                "layOutSteps",
                inputs,
                input,
                planes.lengths(),
                planes.images(),
                features,
                planes.places(),
                inputs,
                signals.values(0));
        long at = weights;
        for (var operation : operations) {
            operation.forward(batch, at, mode);
            at += 4L * operation.alignedSize();
        }
        queue.launch(
                "averageSignal",
                new Planes(batch.size(), 1, 0).count(outputs),
                AVERAGE_THREADS,
                signals.values(last),
                planes.lengths(),
                outputs,
                planes.places(),
                drops.seeds(batch, mode),
                drops.stream(),
                drops.threshold(),
                drops.scale(mode),
                means.address());
        return means.address();
    }

    @Override
    public long backward(CardBatch batch, long input, long outputGradient, long weights, long gradients) {
        var planes = Signals.planes(batch);
        int count = planes.count(outputs);
        queue.launchFor(
                "spreadGradient",
                count,
                outputGradient,
                planes.lengths(),
                outputs,
                planes.places(),
                count,
                drops.seeds(batch, Mode.TRAINING),
                drops.stream(),
                drops.threshold(),
                drops.scale(Mode.TRAINING),
                signals.gradients(last));
        long offset = 4L * spaceSize();
        for (int i = operations.size() - 1; i >= 0; i--) {
            offset -= 4L * operations.get(i).alignedSize();
            operations.get(i).backward(batch, weights + offset, gradients + offset);
        }
        return 0;
    }
}
