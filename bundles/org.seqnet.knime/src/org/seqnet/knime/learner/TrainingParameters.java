package org.seqnet.knime.learner;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.ThreadLocalRandom;
import org.knime.core.webui.node.dialog.defaultdialog.internal.button.SimpleButtonWidget;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.persistence.Persistor;
import org.knime.node.parameters.updates.ButtonReference;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.Effect.EffectType;
import org.knime.node.parameters.updates.StateProvider;
import org.knime.node.parameters.updates.ValueProvider;
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.updates.util.BooleanReference;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsNonNegativeValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveIntegerValidation;
import org.knime.node.parameters.widget.text.TextInputWidget;
import org.seqnet.engine.options.EarlyStopping;
import org.seqnet.engine.options.TrainingOptions;

/** How a network learns; all learners share it. The names of the fields are settings keys and never change. */
public final class TrainingParameters implements NodeParameters {
    @Widget(
            title = "Epochs",
            description = "How often the network sees the whole training table. Each epoch is a line of the log and a "
                    + "row of the training history.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    int epochs = 10;

    @Widget(
            title = "Batch size",
            description = "How many sequences are learned from at once. Larger batches run faster and take fewer, "
                    + "smoother steps.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    int batchSize = 100;

    @Widget(title = "Updater", description = "The rule that turns gradients into steps. Adam suits most tasks.")
    UpdateRule updater = UpdateRule.ADAM;

    @Widget(
            title = "Learning rate",
            description = "The length of the steps, a number above 0. Common rates are 0.001 for Adam and 0.1 or 0.01 "
                    + "for gradient descent. Lower it if the loss jumps or grows, raise it if the loss hardly falls.")
    @TextInputWidget(patternValidation = TypedNumber.Positive.class)
    @Persistor(LearningRate.class)
    String learningRate = "0.001";

    @Widget(
            title = "L2 penalty",
            description = "The strength of the penalty on large weights, which reduces overfitting. Common values are "
                    + "0.0001 and 0.001. Set to 0 to disable.")
    @TextInputWidget(patternValidation = TypedNumber.NotNegative.class)
    @Persistor(L2.class)
    String l2 = "0";

    @Widget(
            title = "Gradient clipping",
            description = "The longest gradient; a longer one is scaled down to it. It helps when the loss leaps on "
                    + "long sequences; 0 is off.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    double gradientClipping;

    @Widget(
            title = "Average the last weights",
            description = "Whether the network gets the mean of its weights over about the last twentieth of all steps"
                    + " instead of those of the very last one. It learns the same, and ends a little better and steadier;"
                    + " switch it off to compare with other libraries step by step.")
    boolean averageWeights = true;

    @Widget(
            title = "Shuffle",
            description = "Whether each epoch draws a new order of the rows. Without it, sorted tables are learned "
                    + "badly.")
    boolean shuffle = true;

    @Widget(
            title = "Use a fixed seed",
            description = "Whether the seed below fixes start weights and order, so that the same table gives the same "
                    + "network on the same machine. Otherwise each execution draws its own.")
    @ValueReference(FixedSeed.class)
    boolean useSeed = true;

    @Widget(title = "Seed", description = "Any whole number; another one gives another network.")
    @ValueProvider(DrawnSeed.class)
    @Effect(predicate = FixedSeed.class, type = EffectType.SHOW)
    long seed = 42;

    @Widget(title = "New seed", description = "Draws another seed, for another network of the same kind.")
    @SimpleButtonWidget(ref = NewSeed.class)
    @Effect(predicate = FixedSeed.class, type = EffectType.SHOW)
    Void newSeed;

    /** Keeps the learning rate. */
    static final class LearningRate extends TypedNumber {
        LearningRate() {
            super("learningRate");
        }
    }

    /** Keeps the L2 penalty. */
    static final class L2 extends TypedNumber {
        L2() {
            super("l2");
        }
    }

    /** Refers to the switch above the seed. */
    static final class FixedSeed implements BooleanReference {}

    /** Refers to the button below the seed. */
    static final class NewSeed implements ButtonReference {}

    /** Draws a seed that is short enough to be read out. */
    static final class DrawnSeed implements StateProvider<Long> {
        @Override
        public void init(StateProviderInitializer initializer) {
            initializer.computeOnButtonClick(NewSeed.class);
        }

        @Override
        public Long computeState(NodeParametersInput input) {
            return ThreadLocalRandom.current().nextLong(1_000_000_000);
        }
    }

    /** Returns the options for the engine; a seed is drawn if none is fixed; 0 threads are as many as preferred. */
    TrainingOptions options(Optional<EarlyStopping> earlyStopping, OptionalDouble stopAtAccuracy, int threads) {
        return new TrainingOptions(
                epochs,
                batchSize,
                updater.updater(),
                TypedNumber.number(learningRate),
                TypedNumber.number(l2),
                gradientClipping,
                shuffle,
                useSeed ? seed : ThreadLocalRandom.current().nextLong(),
                earlyStopping,
                stopAtAccuracy,
                threads,
                averageWeights);
    }
}
