package org.seqnet.engine.accelerator;

import java.util.stream.IntStream;
import org.seqnet.engine.network.Architecture;
import org.seqnet.engine.options.LearnedLayers;
import org.seqnet.engine.sequence.SequenceShape;
import org.seqnet.engine.sequence.Sequences;

/**
 * What is to be computed, as far as it decides on the device.
 *
 * @param input the shape of the sequences that the first layer reads
 * @param steps how many time steps a sequence has, or the mean of them; 0 if there is none
 * @param batchSize how many sequences are computed at once
 * @param threads how many threads the processor would compute with
 * @param learns whether they are learned; otherwise, answered
 * @param learned which layers learn, and how fast, if they are learned
 * @param operations how many floating-point operations all of it takes
 */
public record Job(
        Architecture architecture,
        SequenceShape input,
        double steps,
        int batchSize,
        int threads,
        boolean learns,
        LearnedLayers learned,
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
            LearnedLayers learned,
            int epochs) {
        int size = sequences.size();
        double steps = meanSteps(input, sequences, 0, size);
        double answers = LEARNING * epochs * size;
        return of(architecture, input, steps, Math.min(batchSize, size), threads, true, learned, answers);
    }

    /**
     * Returns the job of answering sequences.
     *
     * @param steps as {@link #meanSteps} gives them
     * @param answers how many answers there will be in all, as far as it is known
     */
    public static Job answering(
            Architecture architecture, SequenceShape input, double steps, int batchSize, int threads, double answers) {
        return of(architecture, input, steps, batchSize, threads, false, LearnedLayers.ALL, answers);
    }

    private static Job of(
            Architecture architecture,
            SequenceShape input,
            double steps,
            int batchSize,
            int threads,
            boolean learns,
            LearnedLayers learned,
            double answers) {
        var usual = new SequenceShape((int) Math.max(1, Math.round(steps)), input.features());
        double operations = steps == 0 ? 0 : answers * architecture.operations(usual);
        return new Job(architecture, input, steps, batchSize, threads, learns, learned, operations);
    }

    /**
     * Returns how many time steps {@code count} sequences from {@code first} on have on average; if there are none, as
     * many as the network reads, or 0 if it reads any.
     *
     * @param input the shape of the sequences that the first layer reads
     */
    public static double meanSteps(SequenceShape input, Sequences sequences, int first, int count) {
        return IntStream.range(first, first + count)
                .map(sequences::timeSteps)
                .average()
                .orElse(input.isAnyLength() ? 0 : input.timeSteps());
    }
}
