package org.seqnet.knime.learner;

import java.util.concurrent.ThreadLocalRandom;
import org.knime.core.webui.node.dialog.defaultdialog.internal.button.SimpleButtonWidget;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.persistence.Persistor;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.Effect.EffectType;
import org.knime.node.parameters.updates.ValueProvider;
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.updates.util.BooleanReference;
import org.knime.node.parameters.widget.choices.Label;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation;
import org.seqnet.engine.network.LinearClassifier;
import org.seqnet.engine.network.Rocket;

/** How MiniRocket is built and fitted. The names of the fields are settings keys and never change. */
public final class RocketParameters implements NodeParameters {
    @Widget(title = "Classifier", description = "The linear classifier that is fitted to the features.")
    Classifier classifier = Classifier.AUTOMATIC;

    @Widget(
            title = "Number of features",
            description = "The maximum number of features, from 84 to 100,000. The largest multiple of 84 is used, "
                    + "which is 9,996 for the default of 10,000. Fewer features need less time and memory.")
    @NumberInputWidget(minValidation = Kernels.class, maxValidation = Limits.RocketFeatures.class)
    int features = 10_000;

    @Widget(
            title = "Use fixed random seed",
            description = "If checked, the random choices are reproducible: the same table and settings give the same "
                    + "network on the same machine. Otherwise, each execution uses a new seed.")
    @ValueReference(FixedSeed.class)
    boolean useSeed = true;

    @Widget(
            title = "Random seed",
            description = "An integer. It determines from which training rows the thresholds of the features are "
                    + "taken and, for sequences of several features, which features each kernel reads.")
    @ValueProvider(DrawnSeed.class)
    @Effect(predicate = FixedSeed.class, type = EffectType.SHOW)
    long seed = 42;

    @Widget(title = "Draw new seed", description = "Replaces the random seed with a new one.")
    @SimpleButtonWidget(ref = DrawnSeed.Button.class)
    @Effect(predicate = FixedSeed.class, type = EffectType.SHOW)
    Void newSeed;

    @ValueReference(ReadKind.Current.class)
    @Persistor(ReadKind.Tensors.class)
    ReadKind reads = ReadKind.TENSORS;

    /** The classifiers; the names are saved in settings and never change. */
    enum Classifier {
        @Label(
                value = "Automatic",
                description = "The ridge classifier for up to 4,000 training rows, and logistic regression for more.")
        AUTOMATIC(LinearClassifier.AUTOMATIC),
        @Label(
                value = "Ridge classifier",
                description = "Ridge regression on the classes. Its penalty is chosen by leave-one-out "
                        + "cross-validation on all training rows. Best for small and medium tables: the time grows "
                        + "with the cube of the number of rows or features, whichever is smaller.")
        RIDGE(LinearClassifier.RIDGE),
        @Label(
                value = "Logistic regression",
                description = "Logistic regression with an L2 penalty, which is chosen on 20% of the training rows. "
                        + "The final classifier is fitted to all training rows. Best for large tables.")
        LOGISTIC(LinearClassifier.LOGISTIC);

        private final LinearClassifier classifier;

        Classifier(LinearClassifier classifier) {
            this.classifier = classifier;
        }
    }

    /** Bounds the number of features from below. */
    static final class Kernels extends MinValidation {
        @Override
        protected double getMin() {
            return Rocket.KERNELS;
        }
    }

    /** Refers to the switch above the seed. */
    static final class FixedSeed implements BooleanReference {}

    /**
     * Returns the encoder to fit; draws a seed if none is fixed.
     *
     * @throws org.seqnet.engine.SeqNetException if the number of features is outside its range
     */
    Rocket encoder() {
        long drawn = useSeed ? seed : ThreadLocalRandom.current().nextLong();
        return Rocket.ofMost(features, drawn, classifier.classifier);
    }
}
