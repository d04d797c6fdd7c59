package org.seqnet.engine.accelerator;

import java.util.stream.IntStream;
import org.seqnet.engine.network.Architecture;
import org.seqnet.engine.sequence.SequenceShape;
import org.seqnet.engine.sequence.Sequences;

/**
 * What is to be computed, as far as it decides on the device.
 *
 * @param input the shape of the sequences that the first layer reads
 * @param steps how many time steps a sequence has, or the mean of them
 * @param batchSize how many sequences are computed at once
 * @param threads how many threads the processor would compute with
 * @param learns whether they are learned; otherwise, answered
 * @param operations how many floating-point operations all of it takes
 */
public record Job(
        Architecture architecture,
        SequenceShape input,
        double steps,
        int batchSize,
        int threads,
        boolean learns,
        double operations) {
    /** A step forward and backward takes three times the operations of an answer. */
    private static final double LEARNING = 3;

    /**
     * Returns the job of learning from sequences.
     *
     * @param sequences not empty
     */
    public static Job training(
            Architecture architecture,
            SequenceShape input,
            Sequences sequences,
            int batchSize,
            int threads,
            int epochs) {
        int size = sequences.size();
        double steps = meanSteps(sequences, 0, size);
        double answers = LEARNING * epochs * size;
        return of(architecture, input, steps, Math.min(batchSize, size), threads, true, answers);
    }

    /**
     * Returns the job of answering sequences.
     *
     * @param sequences some of them, not empty
     * @param first the first of those that are looked at
     * @param count how many are looked at
     * @param answers how many answers there will be in all, as far as it is known
     */
    public static Job answering(
            Architecture architecture,
            SequenceShape input,
            Sequences sequences,
            int first,
            int count,
            int threads,
            double answers) {
        return of(architecture, input, meanSteps(sequences, first, count), count, threads, false, answers);
    }

    private static Job of(
            Architecture architecture,
            SequenceShape input,
            double steps,
            int batchSize,
            int threads,
            boolean learns,
            double answers) {
        var usual = new SequenceShape((int) Math.max(1, Math.round(steps)), input.features());
        double operations = answers * architecture.operations(usual);
        return new Job(architecture, input, steps, batchSize, threads, learns, operations);
    }

    private static double meanSteps(Sequences sequences, int first, int count) {
        return IntStream.range(first, first + count)
                .map(sequences::timeSteps)
                .average()
                .orElse(1);
    }
}
