package org.seqnet.cudnn.convolution;

import java.util.List;
import java.util.stream.IntStream;
import org.seqnet.cudnn.card.Queue;
import org.seqnet.cudnn.card.Room;
import org.seqnet.cudnn.layer.CardBatch;
import org.seqnet.cudnn.layer.Mode;

/** The signals of a mini-batch and their gradients, each B x C x P. */
final class Signals {
    /** P is a multiple of it: rows begin where tensor cores like it, and mini-batches differ in fewer sizes. */
    private static final int ALIGNMENT = 4;

    private final List<Integer> channels;
    private final GradientFlow flow;
    private final List<Room> values;
    private final List<Room> gradients;

    Signals(Queue queue, List<Integer> channels, GradientFlow flow) {
        this.channels = channels;
        this.flow = flow;
        this.values = rooms(queue);
        this.gradients = rooms(queue);
    }

    private List<Room> rooms(Queue queue) {
        return IntStream.range(0, channels.size()).mapToObj(i -> queue.room()).toList();
    }

    /** Returns the places of a mini-batch. */
    static Planes planes(CardBatch batch) {
        int places = Math.addExact(batch.longest(), ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
        return new Planes(batch.size(), places, batch.lengths());
    }

    void prepare(CardBatch batch, Mode mode) {
        for (int i = 0; i < channels.size(); i++) {
            int count = planes(batch).count(channels.get(i));
            values.get(i).ofFloats(count);
            if (mode == Mode.TRAINING && flow.hasOwnGradient(i)) {
                gradients.get(i).ofFloats(count);
            }
        }
    }

    int channels(int signal) {
        return channels.get(signal);
    }

    long values(int signal) {
        return values.get(signal).address();
    }

    long gradients(int signal) {
        return gradients.get(flow.gradient(signal)).address();
    }
}
