package org.seqnet.engine.accelerator;

import org.seqnet.engine.network.Architecture;
import org.seqnet.engine.options.LearnedLayers;
import org.seqnet.engine.options.TrainingOptions;
import org.seqnet.engine.sequence.SequenceShape;
import org.seqnet.engine.sequence.Sequences;
import org.seqnet.engine.sequence.Targets;

/**
 * What a device is to learn, and from where it starts.
 *
 * @param input the shape of the sequences that the first layer reads
 * @param parameters the parameters to start with; copied
 * @param updaterState what the updater carries from step to step; empty if it is fresh or carries nothing
 * @param steps how many steps the updater has done
 * @param learned which layers learn, and how fast; an accelerator is asked for nothing uneven
 * @param sequences the preprocessed training sequences
 * @param targets what each of them teaches
 * @param batches the mini-batches as the processor makes them, changed at random if the options say so
 */
public record LearningPlan(
        Architecture architecture,
        SequenceShape input,
        float[] parameters,
        float[] updaterState,
        long steps,
        LearnedLayers learned,
        TrainingOptions options,
        Sequences sequences,
        Targets targets,
        BatchSource batches) {

    /** Says whether the encoder learns; otherwise it computes as in prediction and stays as it is. */
    public boolean trainsEncoder() {
        return learned.trainsEncoder();
    }

    /** Returns the same plan with other options. */
    public LearningPlan with(TrainingOptions others) {
        return new LearningPlan(
                architecture, input, parameters, updaterState, steps, learned, others, sequences, targets, batches);
    }
}
