package org.seqnet.knime.learner;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.ThreadLocalRandom;
import org.knime.core.webui.node.dialog.defaultdialog.internal.button.SimpleButtonWidget;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.migration.LoadDefaultsForAbsentFields;
import org.knime.node.parameters.persistence.Persistor;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.Effect.EffectType;
import org.knime.node.parameters.updates.ParameterReference;
import org.knime.node.parameters.updates.ValueProvider;
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.updates.util.BooleanReference;
import org.knime.node.parameters.widget.message.TextMessage;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsNonNegativeValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveIntegerValidation;
import org.knime.node.parameters.widget.text.TextInputWidget;
import org.seqnet.engine.augmentation.Augmentation;
import org.seqnet.engine.options.EarlyStopping;
import org.seqnet.engine.options.TrainingOptions;

/** How a network learns; all learners share it. The names of the fields are settings keys and never change. */
@LoadDefaultsForAbsentFields
public final class TrainingParameters implements NodeParameters {
    @Widget(
            title = "Preset",
            description =
                    "Settings that work well together. Selecting a preset in the dialog fills in epochs, batch size, "
                            + "optimizer, learning rate and its schedule, L2 regularization, gradient clipping, "
                            + "averaged weights, shuffling, early stopping and stopping at a target accuracy. These "
                            + "remain visible and can be changed afterwards. Other settings, such as the validation "
                            + "share, augmentation, class weights, label smoothing and the search, are not changed. "
                            + "Only the values of all these settings determine the training: setting the preset by a "
                            + "flow variable or on the command line has no effect.")
    @ValueReference(Preset.Selected.class)
    Preset preset = Preset.CUSTOM;

    @TextMessage(Preset.TableNotAvailable.class)
    Void tableNotAvailable;

    @Widget(
            title = "Epochs",
            description = "The number of passes over the training table. Each epoch adds a row to the training "
                    + "history and a line to the log.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @ValueReference(Epochs.class)
    @ValueProvider(Epochs.class)
    int epochs = 10;

    @Widget(
            title = "Automatic batch size",
            description = "If checked, the batch size is 32 for fewer than 5,000 training rows, and 100 otherwise.")
    @ValueReference(AutomaticBatchSize.class)
    @ValueProvider(CustomBatchSize.class)
    boolean automaticBatchSize;

    @Widget(
            title = "Batch size",
            description = "The number of sequences per weight update. Larger batches train faster per epoch but "
                    + "update the weights less often.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @ValueReference(BatchSize.class)
    @ValueProvider(BatchSize.class)
    @Effect(predicate = AutomaticBatchSize.class, type = EffectType.HIDE)
    int batchSize = 100;

    @Widget(
            title = "Optimizer",
            description = "The algorithm that updates the weights from the gradients. Adam works well for most tasks.")
    @ValueReference(Optimizer.class)
    @ValueProvider(Optimizer.class)
    UpdateRule updater = UpdateRule.ADAM;

    @Widget(
            title = "Learning rate",
            description = "The step size of each weight update, greater than 0. Common values are 0.001 for Adam "
                    + "and 0.1 or 0.01 for gradient descent. Decrease it if the loss jumps or increases; increase "
                    + "it if the loss barely decreases.")
    @TextInputWidget(patternValidation = TypedNumber.Positive.class)
    @Persistor(LearningRate.class)
    @ValueReference(Rate.class)
    @ValueProvider(Rate.class)
    @Effect(predicate = LearningRateParameters.IsCustom.class, type = EffectType.SHOW)
    String learningRate = "0.001";

    @Widget(
            title = "L2 regularization",
            description = "The strength of the penalty on large weights, which reduces overfitting. Common values "
                    + "are 0.0001 and 0.001. Set to 0 to disable.")
    @TextInputWidget(patternValidation = TypedNumber.NotNegative.class)
    @Persistor(L2.class)
    @ValueReference(Penalty.class)
    @ValueProvider(Penalty.class)
    String l2 = "0";

    @Widget(
            title = "Gradient clipping (max. norm)",
            description = "Gradients with a larger L2 norm are scaled down to this value. Useful if the loss "
                    + "spikes on long sequences. Set to 0 to disable.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    @ValueReference(Clipping.class)
    @ValueProvider(Clipping.class)
    double gradientClipping;

    @Widget(
            title = "Average final weights",
            description = "If checked, the network uses the average of its weights over roughly the last 5% of all "
                    + "updates, which is usually slightly more accurate. Uncheck to compare with other libraries "
                    + "step by step.")
    @ValueReference(Averaging.class)
    @ValueProvider(Averaging.class)
    boolean averageWeights = true;

    @Widget(
            title = "Shuffle rows before each epoch",
            description = "If checked, rows are presented in a new random order in each epoch. Keep this checked "
                    + "if the table is sorted, for example by class.")
    @ValueReference(Shuffling.class)
    @ValueProvider(Shuffling.class)
    boolean shuffle = true;

    @Widget(
            title = "Use fixed random seed",
            description = "If checked, the initial weights and the row order are reproducible: the same table and "
                    + "settings give the same network on the same machine. Otherwise, each execution uses a new "
                    + "seed.")
    @ValueReference(FixedSeed.class)
    boolean useSeed = true;

    @Widget(title = "Random seed", description = "An integer. A different seed leads to a slightly different network.")
    @ValueProvider(DrawnSeed.class)
    @Effect(predicate = FixedSeed.class, type = EffectType.SHOW)
    long seed = 42;

    @Widget(title = "Draw new seed", description = "Replaces the random seed with a new one.")
    @SimpleButtonWidget(ref = DrawnSeed.Button.class)
    @Effect(predicate = FixedSeed.class, type = EffectType.SHOW)
    Void newSeed;

    static final class Epochs extends PresetValue<Integer> implements ParameterReference<Integer> {
        Epochs() {
            super(Epochs.class, TrainingOptions::epochs);
        }
    }

    static final class CustomBatchSize extends PresetValue<Boolean> {
        CustomBatchSize() {
            super(AutomaticBatchSize.class, preset -> false);
        }
    }

    static final class BatchSize extends PresetValue<Integer> implements ParameterReference<Integer> {
        BatchSize() {
            super(BatchSize.class, TrainingOptions::batchSize);
        }
    }

    static final class Optimizer extends PresetValue<UpdateRule> implements ParameterReference<UpdateRule> {
        Optimizer() {
            super(Optimizer.class, preset -> UpdateRule.of(preset.updater()));
        }
    }

    static final class Rate extends PresetValue<String> implements ParameterReference<String> {
        Rate() {
            super(Rate.class, preset -> TypedNumber.text(preset.learningRate()));
        }
    }

    static final class Penalty extends PresetValue<String> implements ParameterReference<String> {
        Penalty() {
            super(Penalty.class, preset -> TypedNumber.text(preset.l2()));
        }
    }

    static final class Clipping extends PresetValue<Double> implements ParameterReference<Double> {
        Clipping() {
            super(Clipping.class, TrainingOptions::gradientClipping);
        }
    }

    static final class Averaging extends PresetValue<Boolean> implements ParameterReference<Boolean> {
        Averaging() {
            super(Averaging.class, TrainingOptions::averageWeights);
        }
    }

    static final class Shuffling extends PresetValue<Boolean> implements ParameterReference<Boolean> {
        Shuffling() {
            super(Shuffling.class, TrainingOptions::shuffle);
        }
    }

    /** Keeps the learning rate. */
    static final class LearningRate extends TypedNumber {
        LearningRate() {
            super("learningRate");
        }
    }

    /** Keeps the strength of the L2 regularization. */
    static final class L2 extends TypedNumber {
        L2() {
            super("l2");
        }
    }

    /** Refers to the checkbox above the batch size. */
    static final class AutomaticBatchSize implements BooleanReference {}

    /** Refers to the switch above the seed. */
    static final class FixedSeed implements BooleanReference {}

    /** Sets what suits most tables in a node that is new. */
    void becomeNew() {
        epochs = 50;
        automaticBatchSize = true;
    }

    /** Returns the engine's options; draws a seed if none is fixed; 0 threads stand for the preferred number. */
    TrainingOptions options(
            Optional<EarlyStopping> earlyStopping,
            OptionalDouble stopAtAccuracy,
            int threads,
            Augmentation augmentation) {
        return TrainingOptions.defaults().with(draft -> {
            draft.epochs = epochs;
            draft.batchSize = batchSize;
            draft.updater = updater.updater();
            draft.learningRate = TypedNumber.number(learningRate);
            draft.l2 = TypedNumber.number(l2);
            draft.gradientClipping = gradientClipping;
            draft.shuffle = shuffle;
            draft.seed = useSeed ? seed : ThreadLocalRandom.current().nextLong();
            draft.earlyStopping = earlyStopping;
            draft.stopAtAccuracy = stopAtAccuracy;
            draft.threads = threads;
            draft.averageWeights = averageWeights;
            draft.augmentation = augmentation;
        });
    }
}
