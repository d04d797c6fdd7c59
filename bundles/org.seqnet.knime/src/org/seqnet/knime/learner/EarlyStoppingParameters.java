package org.seqnet.knime.learner;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.knime.core.data.DataTableSpec;
import org.knime.core.node.BufferedDataTable;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.migration.LoadDefaultsForAbsentFields;
import org.knime.node.parameters.persistence.Persistor;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.Effect.EffectType;
import org.knime.node.parameters.updates.StateProvider;
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.updates.util.BooleanReference;
import org.knime.node.parameters.widget.choices.Label;
import org.knime.node.parameters.widget.choices.ValueSwitchWidget;
import org.knime.node.parameters.widget.message.TextMessage;
import org.knime.node.parameters.widget.message.TextMessage.Message;
import org.knime.node.parameters.widget.message.TextMessage.MessageType;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsNonNegativeValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveDoubleValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveIntegerValidation;
import org.knime.node.parameters.widget.text.TextInputWidget;
import org.seqnet.engine.options.EarlyStopping;
import org.seqnet.knime.dialog.Share;

/** When training ends before its last epoch, and which network it keeps then. The names of the fields are settings keys and never change. */
@LoadDefaultsForAbsentFields
public final class EarlyStoppingParameters implements NodeParameters {
    @Widget(
            title = "Stop early by the validation table",
            description = "If checked, training ends once the network no longer gets better on the validation table, "
                    + "which must be connected to the node's optional port. The network of the best epoch is kept.")
    @ValueReference(Enabled.class)
    boolean enabled;

    @TextMessage(NoValidationTable.class)
    Void noValidationTable;

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
            description = "The smallest improvement over the best epoch that counts, such as 0.001 or 0.")
    @TextInputWidget(patternValidation = TypedNumber.NotNegative.class)
    @Persistor(MinimalImprovement.class)
    @Effect(predicate = Enabled.class, type = EffectType.SHOW)
    String minimalImprovement = "0";

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
            description =
                    "After how many minutes training ends with the network that it has by then: the best epoch's if "
                            + "it stops early, else the latest. 0 is no limit.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    double timeLimit;

    @Widget(
            title = "Stop file",
            description = "The full path of a file that is not there. As soon as it is created, by hand or by a script,"
                    + " training ends and keeps its network as at the time limit. Cancelling the node, in"
                    + " contrast, discards the network. Empty: no such file.")
    String stopFile = "";

    /** Refers to the switch on top. */
    static final class Enabled implements BooleanReference {}

    /** Keeps the minimal improvement. */
    static final class MinimalImprovement extends TypedNumber {
        MinimalImprovement() {
            super("minimalImprovement");
        }
    }

    /** Tells while the dialog is open that what is switched on cannot work yet. */
    static final class NoValidationTable implements StateProvider<Optional<Message>> {
        private static final Message MESSAGE = new Message(
                "No validation table is connected",
                "Stopping early needs one. Add the port \"Validation table\" with the node's \"...\" button and "
                        + "connect rows that are not learned from, or switch this off.",
                MessageType.WARNING);

        private Supplier<Boolean> enabled;

        @Override
        public void init(StateProviderInitializer initializer) {
            initializer.computeBeforeOpenDialog();
            enabled = initializer.computeFromValueSupplier(Enabled.class);
        }

        @Override
        public Optional<Message> computeState(NodeParametersInput input) {
            return enabled.get() && tables(input) < 2 ? Optional.of(MESSAGE) : Optional.empty();
        }

        /** Counts tables by their ports, or their specs, of which one may be unknown yet. */
        private static long tables(NodeParametersInput input) {
            var types = input.getInPortTypes();
            var specs = input.getInPortSpecs();
            return IntStream.range(0, specs.length)
                    .filter(i -> types[i].equals(BufferedDataTable.TYPE) || specs[i] instanceof DataTableSpec)
                    .count();
        }
    }

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
                ? Optional.of(new EarlyStopping(measure.measure, patience, TypedNumber.number(minimalImprovement)))
                : Optional.empty();
    }
}
