package org.seqnet.cudnn.network;

import java.util.stream.IntStream;
import org.seqnet.cudnn.card.DeviceMemory;
import org.seqnet.cudnn.card.Queue;
import org.seqnet.cudnn.layer.CardBatch;
import org.seqnet.cudnn.layer.CardHead;
import org.seqnet.cudnn.layer.CardLayer;
import org.seqnet.cudnn.layer.CardTargets;
import org.seqnet.cudnn.layer.Mode;
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
    private final CardLayer encoder;
    private final CardHead head;
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
        this.trainsEncoder = trainsEncoder;
        this.members = architecture.members();
        this.count = Math.addExact(encoder.parameterCount(), head.parameterCount());
        this.spaceSize = Math.addExact(encoder.alignedSize(), head.alignedSize());
        this.places = queue.allocate(4L * count);
        this.parameters = queue.allocate(4L * members * count);
        this.weights = queue.allocate(4L * members * spaceSize);
        this.gradients = queue.allocate(4L * spaceSize);
        place();
    }

    private void place() {
        var all = new int[count];
        encoder.place(all, 0, 0);
        head.place(all, encoder.parameterCount(), encoder.alignedSize());
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
        encoder.prepare(batch, encoderMode(mode));
        head.prepare(batch, mode);
    }

    private Mode encoderMode(Mode mode) {
        return trainsEncoder ? mode : Mode.PREDICTION;
    }

    /** Queues a prediction of one member, after {@link #prepare}; {@code output} is B x K. */
    void predict(int member, CardBatch batch, long input, long output) {
        long space = weights(member);
        long encoded = encoder.forward(batch, input, space, Mode.PREDICTION);
        head.predict(batch, encoded, headSpace(space), output);
    }

    private long headSpace(long space) {
        return space + 4L * encoder.alignedSize();
    }

    /**
     * Queues the forward and backward pass of one member, after {@link #prepare}; {@link #gradients} are then the sums
     * over the mini-batch.
     *
     * @param figures the address of the figures, added to
     */
    void differentiate(int member, CardBatch batch, long input, CardTargets targets, long figures) {
        queue.clear(gradients.address(), spaceSize);
        long space = weights(member);
        long encoded = encoder.forward(batch, input, space, encoderMode(Mode.TRAINING));
        long gradient = head.differentiate(batch, encoded, headSpace(space), headSpace(gradients()), targets, figures);
        if (trainsEncoder) {
            encoder.backward(batch, input, gradient, space, gradients());
        }
    }
}
