package org.seqnet.knime.learner;

import java.util.Optional;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.migration.LoadDefaultsForAbsentFields;
import org.knime.node.parameters.persistence.Persistor;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.Effect.EffectType;
import org.knime.node.parameters.updates.ParameterReference;
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.widget.choices.ValueSwitchWidget;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsNonNegativeValidation;
import org.knime.node.parameters.widget.text.TextInputWidget;
import org.seqnet.engine.options.LearnedLayers;
import org.seqnet.knime.dialog.ShownWhen;

/** What becomes of a network that is connected. The names of the fields are settings keys and never change. */
@LoadDefaultsForAbsentFields
public final class TransferParameters implements NodeParameters {
    @Widget(
            title = "Connected network",
            description = "How to use the network at the optional port, if one is connected. Its layers must match the "
                    + "network settings.")
    @ValueSwitchWidget
    @ValueReference(UseReference.class)
    NetworkUse connectedNetwork = NetworkUse.RESUME;

    @Widget(
            title = "Frozen layers",
            description = "How many layers of the connected network are not trained, counted from the input. They stay "
                    + "exactly as they are, without dropout, and an epoch is faster. Set to 0 to train all layers. An "
                    + "embedding of symbols is the first layer; the view of the network port lists all of them.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    @Effect(predicate = IsTransferred.class, type = EffectType.SHOW)
    int frozenLayers;

    @Widget(
            title = "Learning rate factor of the transferred layers",
            description = "What the learning rate is multiplied by for the layers of the connected network that are "
                    + "trained, more than 0 to 10. With a factor below 1, such as 0.1, they change slowly while the "
                    + "new output layer learns.")
    @TextInputWidget(patternValidation = TypedNumber.Positive.class)
    @Persistor(LearningRateFactor.class)
    @Effect(predicate = IsTransferred.class, type = EffectType.SHOW)
    String learningRateFactor = "1";

    private interface UseReference extends ParameterReference<NetworkUse> {}

    private static final class IsTransferred extends ShownWhen<NetworkUse> {
        IsTransferred() {
            super(UseReference.class, NetworkUse.TRANSFER);
        }
    }

    /** Saves the factor, here and in a learner with settings of its own. */
    static final class LearningRateFactor extends TypedNumber {
        LearningRateFactor() {
            super("learningRateFactor");
        }
    }

    /**
     * Returns which layers learn, and how fast, if the network is transferred; empty if it is trained on.
     *
     * @throws org.seqnet.engine.SeqNetException if a setting is outside its range
     */
    Optional<LearnedLayers> transfer() {
        return switch (connectedNetwork) {
            case RESUME -> Optional.empty();
            case TRANSFER -> Optional.of(learned(frozenLayers, learningRateFactor));
        };
    }

    /**
     * Returns which layers learn, and how fast.
     *
     * @throws org.seqnet.engine.SeqNetException if a setting is outside its range
     */
    static LearnedLayers learned(int frozenLayers, String learningRateFactor) {
        return new LearnedLayers(frozenLayers, TypedNumber.number(learningRateFactor));
    }
}
