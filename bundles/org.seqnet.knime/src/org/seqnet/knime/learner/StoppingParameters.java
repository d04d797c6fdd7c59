package org.seqnet.knime.learner;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Supplier;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.migration.LoadDefaultsForAbsentFields;
import org.knime.node.parameters.persistence.Persistor;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.Effect.EffectType;
import org.knime.node.parameters.updates.StateProvider;
import org.knime.node.parameters.updates.ValueProvider;
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

/**
 * When training stops before its last epoch, and which network it keeps then. The names of the fields are settings keys
 * and never change.
 */
@LoadDefaultsForAbsentFields
public class StoppingParameters implements NodeParameters {
    @Widget(
            title = "Early stopping",
            description = "If checked, training stops once the monitored validation measure no longer improves, "
                    + "and the network of the best epoch is kept. Requires validation rows.")
    @ValueReference(Enabled.class)
    @ValueProvider(DisabledByPreset.class)
    boolean enabled;

    @TextMessage(NoValidationTable.class)
    Void noValidationTable;

    @Widget(title = "Monitored measure", description = "The validation measure that determines which epoch is best.")
    @ValueSwitchWidget
    @Effect(predicate = Enabled.class, type = EffectType.SHOW)
    Measure measure = Measure.VALIDATION_LOSS;

    @Widget(
            title = "Patience",
            description = "The number of consecutive epochs without improvement after which training stops.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Effect(predicate = Enabled.class, type = EffectType.SHOW)
    int patience = 3;

    @Widget(
            title = "Minimum improvement",
            description = "The smallest improvement over the best epoch that counts, for example 0.001. With 0, "
                    + "any improvement counts.")
    @TextInputWidget(patternValidation = TypedNumber.NotNegative.class)
    @Persistor(MinimalImprovement.class)
    @Effect(predicate = Enabled.class, type = EffectType.SHOW)
    String minimalImprovement = "0";

    @Widget(
            title = "Stop at target accuracy",
            description = "If checked, training stops after the first epoch that reaches the target accuracy, and "
                    + "the network of that epoch is kept. Use this to compare how long networks need to reach the "
                    + "same accuracy.")
    @ValueReference(StopsAtAccuracy.class)
    @ValueProvider(NoTargetOfPreset.class)
    boolean stopAtAccuracy;

    @Widget(
            title = "Target accuracy",
            description = "The accuracy on the validation rows, or on the training rows if there are no "
                    + "validation rows. Greater than 0 and at most 1. With several labels per row, it is the fraction "
                    + "of rows whose labels are all predicted correctly; with numeric values, R².")
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class, maxValidation = Share.AtMostOne.class)
    @Effect(predicate = StopsAtAccuracy.class, type = EffectType.SHOW)
    double accuracy = 0.98;

    @Widget(
            title = "Time limit (minutes)",
            description = "The maximum training time in minutes. If early stopping is enabled, the best network so "
                    + "far is kept, otherwise the latest. Set to 0 for no limit.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    double timeLimit;

    /** Refers to the checkbox at the top. */
    public static final class Enabled implements BooleanReference {}

    /** A schedule over all epochs needs them all. */
    static final class DisabledByPreset extends PresetValue<Boolean> {
        DisabledByPreset() {
            super(Enabled.class, preset -> preset.earlyStopping().isPresent());
        }
    }

    /** Keeps the minimum improvement. */
    static final class MinimalImprovement extends TypedNumber {
        MinimalImprovement() {
            super("minimalImprovement");
        }
    }

    /** Warns while the dialog is open that early stopping lacks its validation table. */
    static final class NoValidationTable implements StateProvider<Optional<Message>> {
        private static final Message MESSAGE = new Message(
                "No validation table connected",
                "Early stopping requires a validation table or a validation share. Use the node's \"...\" menu to add "
                        + "the port \"Validation table\" and connect rows that are not used for training, set a "
                        + "validation share, or disable early stopping.",
                MessageType.WARNING);

        private Supplier<Boolean> enabled;
        private Supplier<Integer> share;

        @Override
        public void init(StateProviderInitializer initializer) {
            initializer.computeBeforeOpenDialog();
            enabled = initializer.computeFromValueSupplier(Enabled.class);
            share = initializer.computeFromValueSupplier(ValidationParameters.Percent.class);
        }

        @Override
        public Optional<Message> computeState(NodeParametersInput input) {
            // without tables, a learner reads its rows elsewhere
            boolean validates = share.get() > 0 || ValidationParameters.tables(input) != 1;
            return enabled.get() && !validates ? Optional.of(MESSAGE) : Optional.empty();
        }
    }

    /** Refers to the checkbox above the target accuracy. */
    static final class StopsAtAccuracy implements BooleanReference {}

    static final class NoTargetOfPreset extends PresetValue<Boolean> {
        NoTargetOfPreset() {
            super(StopsAtAccuracy.class, preset -> preset.stopAtAccuracy().isPresent());
        }
    }

    /** The monitored measure; the names are saved in settings and never change. */
    enum Measure {
        @Label(value = "Loss", description = "The validation loss; lower is better.")
        VALIDATION_LOSS(EarlyStopping.Measure.VALIDATION_LOSS),
        @Label(value = "Accuracy", description = "The validation accuracy, or R² of numeric values; higher is better.")
        VALIDATION_ACCURACY(EarlyStopping.Measure.VALIDATION_ACCURACY);

        private final EarlyStopping.Measure measure;

        Measure(EarlyStopping.Measure measure) {
            this.measure = measure;
        }
    }

    /** Sets what suits most tables in a node that is new. */
    void becomeNew() {
        enabled = true;
        patience = 20;
    }

    /** Returns the target accuracy, if training stops at one. */
    OptionalDouble accuracyToStopAt() {
        return stopAtAccuracy ? OptionalDouble.of(accuracy) : OptionalDouble.empty();
    }

    /** Returns the engine's rule for early stopping, if it is enabled. */
    Optional<EarlyStopping> rule() {
        return enabled
                ? Optional.of(new EarlyStopping(measure.measure, patience, TypedNumber.number(minimalImprovement)))
                : Optional.empty();
    }
}
