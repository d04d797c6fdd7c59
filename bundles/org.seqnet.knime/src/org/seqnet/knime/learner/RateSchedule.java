package org.seqnet.knime.learner;

import org.knime.node.parameters.widget.choices.Label;
import org.seqnet.engine.options.Schedule;

/** How the learning rate changes during training; the names are saved in settings and never change. */
enum RateSchedule {
    @Label(value = "Constant", description = "The learning rate stays the same.")
    CONSTANT,
    @Label(
            value = "Cosine decay",
            description = "The learning rate decreases from mini-batch to mini-batch along half a cosine curve, to the "
                    + "final fraction at the end of the last epoch. A good default for a fixed number of epochs.")
    COSINE,
    @Label(
            value = "One cycle",
            description = "The learning rate increases from 4% of the maximum to the maximum in the first 30% of all "
                    + "mini-batches and then decreases to nearly 0, both along half a cosine curve. The learning rate "
                    + "setting is the maximum, which can be higher than a constant rate. Often reaches the same "
                    + "accuracy in fewer epochs.")
    ONE_CYCLE,
    @Label(
            value = "Reduce on plateau",
            description = "The learning rate is multiplied by the factor whenever the loss has not decreased for some "
                    + "epochs: the validation loss, or the training loss if there is no validation data.")
    REDUCE_ON_PLATEAU;

    static RateSchedule of(Schedule schedule) {
        return schedule.fold(
                constant -> CONSTANT, cosine -> COSINE, oneCycle -> ONE_CYCLE, plateau -> REDUCE_ON_PLATEAU);
    }
}
