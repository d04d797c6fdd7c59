package org.seqnet.cudnn.network;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.seqnet.cudnn.card.DeviceMemory;
import org.seqnet.cudnn.card.Queue;
import org.seqnet.cudnn.layer.CardBatch;
import org.seqnet.cudnn.layer.CardHead;
import org.seqnet.cudnn.layer.CardLayer;
import org.seqnet.cudnn.layer.CardTargets;
import org.seqnet.cudnn.layer.Mode;
import org.seqnet.cudnn.layer.Part;
import org.seqnet.engine.network.Architecture;
import org.seqnet.engine.sequence.LabelSets;
import org.seqnet.engine.sequence.SequenceShape;

/**
 * A network on a card, or all members of an ensemble. Parameters are flat, in the engine's order, one member after
 * another; each member has a space in which the layers keep its weights as they like them, and all share one space of
 * gradients.
 */
final class CardNetwork {
    private final Queue queue;
    private final List<CardLayer> encoder;
    private final CardHead head;
    private final List<Part> parts;
    private final boolean trainsEncoder;
    private final int members;
    private final int count;
    private final int spaceSize;
    private final DeviceMemory places;
    private final DeviceMemory parameters;
    private final DeviceMemory weights;
    private final DeviceMemory gradients;

    /**
     * Makes room for a network on the queue's card.
     *
     * @param trainsEncoder whether {@link #differentiate} trains all layers; otherwise the encoder computes as in
     *     prediction, and its gradients are 0
     */
    CardNetwork(Queue queue, Architecture architecture, SequenceShape input, boolean trainsEncoder) {
        var layers = CardLayers.of(queue, architecture.member(), input);
        this.queue = queue;
        this.encoder = layers.encoder();
        this.head = layers.head();
        this.parts = new ArrayList<>(encoder);
        parts.add(head);
        this.trainsEncoder = trainsEncoder;
        this.members = architecture.members();
        this.count = parts.stream().mapToInt(Part::parameterCount).reduce(0, Math::addExact);
        this.spaceSize = parts.stream().mapToInt(CardNetwork::aligned).reduce(0, Math::addExact);
        this.places = queue.allocate(4L * count);
        this.parameters = queue.allocate(4L * members * count);
        this.weights = queue.allocate(4L * members * spaceSize);
        this.gradients = queue.allocate(4L * spaceSize);
        place();
    }

    /** Each part's space begins at a multiple of 256 bytes, as cuDNN likes it. */
    private static int aligned(Part part) {
        return Math.addExact(part.spaceSize(), 63) / 64 * 64;
    }

    private void place() {
        var all = new int[count];
        int at = 0;
        int base = 0;
        for (var part : parts) {
            part.place(all, at, base);
            at += part.parameterCount();
            base += aligned(part);
        }
        var pinned = queue.pinned(4L * count);
        pinned.write(0, all, 0, count);
        queue.upload(pinned, 0, places.address(), 4L * count);
        queue.clear(weights.address(), (long) members * spaceSize);
        queue.synchronize();
    }

    /** Returns how many parameters one member has. */
    int parameterCount() {
        return count;
    }

    /** Returns how many members there are. */
    int members() {
        return members;
    }

    /** Returns the address of the parameters, members x count. */
    long parameters() {
        return parameters.address();
    }

    /** Returns the address of the places of a member's parameters in its space, count integers. */
    long places() {
        return places.address();
    }

    /** Returns the address of a member's space of weights. */
    long weights(int member) {
        return weights.address() + 4L * member * spaceSize;
    }

    /** Returns the address of the space of gradients. */
    long gradients() {
        return gradients.address();
    }

    /** Queues that all weights become what the parameters say. */
    void placeParameters() {
        for (int member = 0; member < members; member++) {
            queue.launchFor(
                    "scatterParameters",
                    count,
                    parameters.address() + 4L * member * count,
                    places.address(),
                    count,
                    weights(member));
        }
    }

    /** Says what is learned in the mini-batches that are prepared from now on. */
    void expect(LabelSets labels) {
        head.expect(IntStream.range(0, labels.size()).map(labels::count).max().orElse(0));
    }

    /** Makes sure that there is room for such a mini-batch. */
    void prepare(CardBatch batch, Mode mode) {
        for (var part : encoder) {
            part.prepare(batch, encoderMode(mode));
        }
        head.prepare(batch, mode);
    }

    private Mode encoderMode(Mode mode) {
        return trainsEncoder ? mode : Mode.PREDICTION;
    }

    /** Queues a prediction of one member, after {@link #prepare}; {@code output} is B x K. */
    void predict(int member, CardBatch batch, long input, long output) {
        var inputs = forward(member, batch, input, Mode.PREDICTION);
        head.predict(batch, inputs[encoder.size()], headSpace(weights(member)), output);
    }

    /** Returns what each layer reads, and last what the head does. */
    private long[] forward(int member, CardBatch batch, long input, Mode mode) {
        var inputs = new long[encoder.size() + 1];
        inputs[0] = input;
        long space = weights(member);
        for (int i = 0; i < encoder.size(); i++) {
            inputs[i + 1] = encoder.get(i).forward(batch, inputs[i], space, mode);
            space += 4L * aligned(encoder.get(i));
        }
        return inputs;
    }

    private long headSpace(long space) {
        return space + 4L * (spaceSize - aligned(head));
    }

    /**
     * Queues the forward and backward pass of one member, after {@link #prepare}; {@link #gradients} are then the sums
     * over the mini-batch.
     *
     * @param figures the address of the figures, added to
     */
    void differentiate(int member, CardBatch batch, long input, CardTargets targets, long figures) {
        queue.clear(gradients.address(), spaceSize);
        var inputs = forward(member, batch, input, encoderMode(Mode.TRAINING));
        long gradient = head.differentiate(
                batch,
                inputs[encoder.size()],
                headSpace(weights(member)),
                headSpace(gradients.address()),
                targets,
                figures);
        long offset = 4L * (spaceSize - aligned(head));
        for (int i = encoder.size() - 1; trainsEncoder && i >= 0; i--) {
            var layer = encoder.get(i);
            offset -= 4L * aligned(layer);
            gradient =
                    layer.backward(batch, inputs[i], gradient, weights(member) + offset, gradients.address() + offset);
        }
    }
}
