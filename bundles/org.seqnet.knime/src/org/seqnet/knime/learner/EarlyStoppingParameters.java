package org.seqnet.knime.learner;

import java.util.Optional;
import java.util.OptionalDouble;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.migration.LoadDefaultsForAbsentFields;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.Effect.EffectType;
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.updates.util.BooleanReference;
import org.knime.node.parameters.widget.choices.Label;
import org.knime.node.parameters.widget.choices.ValueSwitchWidget;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsNonNegativeValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveDoubleValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveIntegerValidation;
import org.seqnet.engine.training.EarlyStopping;
import org.seqnet.knime.Share;

/** When training ends before its last epoch, and which network it keeps then. The names of the fields are settings keys and never change. */
@LoadDefaultsForAbsentFields
public final class EarlyStoppingParameters implements NodeParameters {
    @Widget(
            title = "Stop early",
            description = "Whether training ends once the validation table stops getting better. The network of the "
                    + "best epoch is kept. Needs a validation table.")
    @ValueReference(Enabled.class)
    boolean enabled;

    @Widget(title = "Measure", description = "What tells whether an epoch was better than the best one so far.")
    @ValueSwitchWidget
    @Effect(predicate = Enabled.class, type = EffectType.SHOW)
    Measure measure = Measure.VALIDATION_LOSS;

    @Widget(
            title = "Patience",
            description = "How many epochs in a row may pass without getting better before training ends.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Effect(predicate = Enabled.class, type = EffectType.SHOW)
    int patience = 3;

    @Widget(
            title = "Minimal improvement",
            description = "By how much an epoch must beat the best one to count as better.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    @Effect(predicate = Enabled.class, type = EffectType.SHOW)
    double minimalImprovement;

    @Widget(
            title = "Stop at accuracy",
            description = "Whether training ends with the first epoch that reaches a given accuracy. The network of "
                    + "that epoch is kept, whatever early stopping holds to be the best. So the time can be compared "
                    + "that networks take to learn a task equally well.")
    @ValueReference(StopsAtAccuracy.class)
    boolean stopAtAccuracy;

    @Widget(
            title = "Accuracy",
            description = "The share of sequences, above 0 and at most 1, that must be classified correctly: of the "
                    + "validation table's, or of the training table's as they are learned if there is no validation "
                    + "table.")
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class, maxValidation = Share.AtMostOne.class)
    @Effect(predicate = StopsAtAccuracy.class, type = EffectType.SHOW)
    double accuracy = 0.98;

    @Widget(
            title = "Time limit (minutes)",
            description = "After how many minutes training ends with the network that it has by then: the best epoch's if "
                    + "it stops early, else the latest. 0 is no limit.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    double timeLimit;

    @Widget(
            title = "Stop file",
            description = "The full path of a file that is not there. As soon as it is created, by hand or by a script, "
                    + "training ends and keeps its network as at the time limit. Cancelling the node, in contrast, "
                    + "discards the network. Empty: no such file.")
    String stopFile = "";

    /** Refers to the switch on top. */
    static final class Enabled implements BooleanReference {}

    /** Refers to the switch above the accuracy. */
    static final class StopsAtAccuracy implements BooleanReference {}

    /** What is watched. */
    enum Measure {
        @Label(value = "Loss", description = "The validation loss: less is better.")
        VALIDATION_LOSS(EarlyStopping.Measure.VALIDATION_LOSS),
        @Label(value = "Accuracy", description = "The validation accuracy: more is better.")
        VALIDATION_ACCURACY(EarlyStopping.Measure.VALIDATION_ACCURACY);

        private final EarlyStopping.Measure measure;

        Measure(EarlyStopping.Measure measure) {
            this.measure = measure;
        }
    }

    /** Returns what ends a training that starts now before its time. */
    StopRequest stopRequest() {
        return StopRequest.of(timeLimit, stopFile);
    }

    /** Returns the accuracy whose first epoch ends training, if there is one. */
    OptionalDouble accuracyToStopAt() {
        return stopAtAccuracy ? OptionalDouble.of(accuracy) : OptionalDouble.empty();
    }

    /** Returns the rule for the engine, if training may end early. */
    Optional<EarlyStopping> rule() {
        return enabled
                ? Optional.of(new EarlyStopping(measure.measure, patience, minimalImprovement))
                : Optional.empty();
    }
}
