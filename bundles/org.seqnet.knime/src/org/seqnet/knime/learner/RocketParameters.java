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

/**
 * How MiniRocket is built and fitted. The names of the fields are settings keys and never change; KNIME writes those of
 * the superclass first.
 */
public final class RocketParameters extends RocketSizeParameters {
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

    /** Refers to the switch above the seed. */
    static final class FixedSeed implements BooleanReference {}

    /**
     * Returns the encoder to fit; draws a seed if none is fixed.
     *
     * @throws org.seqnet.engine.SeqNetException if the number of features is outside its range
     */
    Rocket encoder() {
        return encoder(useSeed ? seed : ThreadLocalRandom.current().nextLong());
    }
}
