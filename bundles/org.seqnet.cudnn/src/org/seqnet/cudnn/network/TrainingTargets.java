package org.seqnet.cudnn.network;

import org.seqnet.cudnn.card.DeviceMemory;
import org.seqnet.cudnn.card.Queue;
import org.seqnet.cudnn.card.Staging;
import org.seqnet.cudnn.layer.CardTargets;
import org.seqnet.engine.sequence.Sequences;
import org.seqnet.engine.sequence.Targets;

/** What all training sequences teach, how long they are and in which order an epoch visits them, on a card. */
final class TrainingTargets {
    private final Staging staging;
    private final int size;
    private final float smoothing;
    private final DeviceMemory timeSteps;
    private final DeviceMemory starts;
    private final DeviceMemory labels;
    private final DeviceMemory weights;
    private final DeviceMemory order;

    TrainingTargets(Queue queue, Staging staging, Sequences sequences, Targets targets) {
        this.staging = staging;
        this.size = sequences.size();
        this.smoothing = (float) targets.smoothing();
        var sets = targets.labels();
        var ends = new int[size + 1];
        var shares = new float[size];
        for (int n = 0; n < size; n++) {
            ends[n + 1] = Math.addExact(ends[n], sets.count(n));
            shares[n] = targets.weights().get(n);
        }
        var all = new int[ends[size]];
        for (int n = 0; n < size; n++) {
            System.arraycopy(sets.labels(n), 0, all, ends[n], sets.count(n));
        }
        this.timeSteps = uploaded(queue, sequences.timeSteps(0, size));
        this.starts = uploaded(queue, ends);
        this.labels = uploaded(queue, all);
        this.weights = queue.allocate(Float.BYTES * (long) size);
        staging.upload(shares, size, weights.address());
        this.order = queue.allocate(Integer.BYTES * (long) size);
    }

    private DeviceMemory uploaded(Queue queue, int[] numbers) {
        var memory = queue.allocate(Integer.BYTES * (long) numbers.length);
        staging.upload(numbers, numbers.length, memory.address());
        return memory;
    }

    /** Takes the order of an epoch to the card. */
    void beginEpoch(int[] numbers) {
        staging.upload(numbers, size, order.address());
    }

    /** Returns the address of the order, N integers. */
    long order() {
        return order.address();
    }

    /** Returns the address of the number of time steps of each sequence, N integers. */
    long timeSteps() {
        return timeSteps.address();
    }

    /** Returns what heads need of it. */
    CardTargets on(long control) {
        return new CardTargets(
                starts.address(), labels.address(), weights.address(), order.address(), control, smoothing);
    }
}
