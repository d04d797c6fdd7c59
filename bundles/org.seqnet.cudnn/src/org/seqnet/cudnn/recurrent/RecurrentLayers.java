package org.seqnet.cudnn.recurrent;

import java.util.ArrayList;
import java.util.List;
import org.seqnet.cudnn.card.Queue;
import org.seqnet.cudnn.card.Room;
import org.seqnet.cudnn.layer.CardBatch;
import org.seqnet.cudnn.layer.CardLayer;
import org.seqnet.cudnn.layer.Mode;
import org.seqnet.engine.network.Pooling;
import org.seqnet.engine.network.Recurrent;

/**
 * All recurrent layers of a network. They read T x B x F; their output is B x O, of two directions the last outputs of
 * each side by side, or, below a pooling, T x B x O with zeros as padding.
 *
 * <p>Without dropout, cuDNN computes all layers in one call. Otherwise it computes one after another, and what the
 * engine drops between them is dropped here.
 */
public final class RecurrentLayers implements CardLayer {
    private final Queue queue;
    private final Recurrent network;
    private final boolean passesGradient;
    private final List<RnnStack> stacks = new ArrayList<>();
    private final List<StepDropout> dropouts = new ArrayList<>();
    private final List<Room> dropped = new ArrayList<>();
    private final int[] bases;
    private final long[] inputs;
    private final int spaceSize;
    /** Both directions' last outputs side by side. */
    private final Room sides;

    private final Room lastGradients;
    private final Room zeros;
    private long zeroCount;

    /**
     * Makes the layers.
     *
     * @param features how many values they read at a step, F
     * @param passesGradient whether {@link #backward} gives the input's gradient
     */
    public RecurrentLayers(Queue queue, Recurrent network, int features, boolean passesGradient) {
        this.queue = queue;
        this.network = network;
        this.passesGradient = passesGradient;
        int atOnce = network.drops() ? 1 : network.layers();
        int count = network.layers() / atOnce;
        this.bases = new int[count];
        this.inputs = new long[count];
        var work = queue.room();
        int width = features;
        int size = 0;
        for (int i = 0; i < count; i++) {
            var shape = new RnnShape(network.cell(), width, network.hiddenUnits(), atOnce, network.bidirectional());
            var stack = new RnnStack(queue, shape, work);
            stacks.add(stack);
            dropouts.add(new StepDropout(network.dropout(), i, count));
            dropped.add(queue.room());
            bases[i] = size;
            size = aligned(Math.addExact(size, stack.spaceSize()));
            width = network.outputs();
        }
        this.spaceSize = size;
        this.sides = queue.room();
        this.lastGradients = queue.room();
        this.zeros = queue.room();
    }

    /** Each stack's space begins at a multiple of 256 bytes. */
    private static int aligned(int floats) {
        return Math.addExact(floats, 63) / 64 * 64;
    }

    /** Returns all layers of a recurrent encoder, from the input up. */
    public static List<CardLayer> encoder(Queue queue, Recurrent network, int features, boolean passesGradient) {
        var layers = new RecurrentLayers(queue, network, features, passesGradient);
        int outputs = network.outputs();
        var dropout = new StepDropout(network.dropout(), network.layers() - 1, network.layers());
        return switch (network.pooling()) {
            case LAST_STEP -> List.of(layers);
            case MEAN -> List.of(layers, new MeanPoolingLayer(queue, outputs, dropout));
            case ATTENTION -> List.of(layers, new AttentionPoolingLayer(queue, outputs, dropout));
        };
    }

    private boolean isPooled() {
        return network.pooling() != Pooling.LAST_STEP;
    }

    private RnnStack top() {
        return stacks.get(stacks.size() - 1);
    }

    private StepDropout topDropout() {
        return dropouts.get(stacks.size() - 1);
    }

    @Override
    public int parameterCount() {
        return stacks.stream().mapToInt(stack -> stack.shape().parameterCount()).reduce(0, Math::addExact);
    }

    @Override
    public int spaceSize() {
        return spaceSize;
    }

    @Override
    public void place(int[] places, int from, int base) {
        int at = from;
        for (int i = 0; i < stacks.size(); i++) {
            stacks.get(i).place(places, at, base + bases[i]);
            at += stacks.get(i).shape().parameterCount();
        }
    }

    @Override
    public void prepare(CardBatch batch, Mode mode) {
        long values = batch.rows() * network.outputs();
        for (int i = 0; i < stacks.size(); i++) {
            stacks.get(i).prepare(batch, mode);
            if (i < stacks.size() - 1 && dropouts.get(i).drops(mode)) {
                dropped.get(i).ofFloats(values);
            }
        }
        if (isPooled()) {
            return;
        }
        sides.ofFloats((long) batch.size() * network.outputs());
        if (mode == Mode.TRAINING) {
            lastGradients.ofFloats((long) top().shape().states() * batch.size() * network.hiddenUnits());
            zeros.ofFloats(values);
            if (values > zeroCount) {
                queue.clear(zeros.address(), values);
                zeroCount = values;
            }
        }
    }

    @Override
    public long forward(CardBatch batch, long input, long weights, Mode mode) {
        int width = network.outputs();
        long x = input;
        for (int i = 0; i < stacks.size(); i++) {
            inputs[i] = x;
            stacks.get(i).forward(x, weights + 4L * bases[i], mode);
            x = stacks.get(i).outputs();
            if (i < stacks.size() - 1 && dropouts.get(i).drops(mode)) {
                dropouts.get(i).dropSteps(queue, batch, x, dropped.get(i).address(), width);
                x = dropped.get(i).address();
            }
        }
        if (isPooled()) {
            return x;
        }
        long last = top().lastOutputs(batch);
        if (network.bidirectional()) {
            long count = (long) batch.size() * width;
            queue.launchFor("sideBySide", count, last, batch.size(), network.hiddenUnits(), sides.address());
            last = sides.address();
        }
        if (topDropout().drops(mode)) {
            topDropout().dropLast(queue, batch, last, width);
        }
        return last;
    }

    @Override
    public long backward(CardBatch batch, long input, long outputGradient, long weights, long gradients) {
        int width = network.outputs();
        long dy = isPooled() ? outputGradient : zeros.address();
        long dhy = isPooled() ? 0 : lastGradients(batch, outputGradient);
        for (int i = stacks.size() - 1; i >= 0; i--) {
            long offset = 4L * bases[i];
            dy = stacks.get(i).backward(inputs[i], dy, dhy, weights + offset, gradients + offset);
            dhy = 0;
            if (i > 0) {
                dropouts.get(i - 1).dropSteps(queue, batch, dy, dy, width);
            }
        }
        if (!passesGradient) {
            return 0;
        }
        if (!batch.equal()) {
            int features = stacks.get(0).shape().inputs();
            long count = batch.rows() * features;
            queue.launchFor("clearPadding", count, dy, batch.lengths(), batch.size(), features, count);
        }
        return dy;
    }

    /** Returns the gradient of all layers' last outputs, states x B x H. */
    private long lastGradients(CardBatch batch, long outputGradient) {
        if (topDropout().drops(Mode.TRAINING)) {
            topDropout().dropLast(queue, batch, outputGradient, network.outputs());
        }
        var shape = top().shape();
        if (shape.states() == 1) {
            return outputGradient;
        }
        queue.launchFor(
                "lastGradients",
                (long) shape.states() * batch.size() * shape.units(),
                outputGradient,
                batch.size(),
                shape.units(),
                shape.directions(),
                shape.states(),
                lastGradients.address());
        return lastGradients.address();
    }
}
