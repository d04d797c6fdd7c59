package org.seqnet.knime.learner;

import org.knime.node.parameters.Widget;
import org.knime.node.parameters.migration.LoadDefaultsForAbsentFields;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.Effect.EffectType;
import org.seqnet.knime.dialog.ShownWhen;

/** What a network that reads time steps does with sequences before its first layer. */
@LoadDefaultsForAbsentFields
public final class SequencePreprocessingParameters extends PreprocessingParameters {
    @Widget(
            title = "Add mask features",
            description =
                    "If checked, the network also gets a mask for each feature: 1 where its value was missing, and "
                            + "0 elsewhere. This helps if it matters which values are missing.")
    @Effect(predicate = Filled.class, type = EffectType.SHOW)
    boolean maskFeatures;

    /** Holds while missing values are filled in. */
    static final class Filled extends ShownWhen<MissingSteps> {
        Filled() {
            super(MissingInSequence.class, MissingSteps.PREVIOUS, MissingSteps.LINEAR, MissingSteps.MEAN);
        }
    }

    @Override
    boolean addsMask() {
        return maskFeatures;
    }
}
