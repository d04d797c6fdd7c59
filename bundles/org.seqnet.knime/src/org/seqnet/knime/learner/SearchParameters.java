package org.seqnet.knime.learner;

import java.util.Optional;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.migration.LoadDefaultsForAbsentFields;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.Effect.EffectType;
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.updates.util.BooleanReference;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MaxValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveIntegerValidation;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.search.SearchSpace;

/** Whether settings are searched for. The names of the fields are settings keys and never change. */
@LoadDefaultsForAbsentFields
public final class SearchParameters implements NodeParameters {
    @Widget(
            title = "Search for better settings",
            description =
                    "If checked, several settings are tried before training, and the network is trained with the best "
                            + "of them. All trials get a few epochs; the third with the smallest validation loss gets "
                            + "three times as many, and so on (successive halving). The first trial has the settings "
                            + "of this dialog. With 9 trials, the search takes about as long as two "
                            + "trainings. It requires a validation table or a validation share. Since it "
                            + "chooses by the "
                            + "validation rows, measure the final accuracy on another table.")
    @ValueReference(Enabled.class)
    boolean enabled;

    @Widget(
            title = "Trials",
            description = "The number of settings to try, from 2 to 243. With 3, 9, 27 or 81, each third is whole.")
    @Effect(predicate = Enabled.class, type = EffectType.SHOW)
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class, maxValidation = MostTrials.class)
    int trials = 9;

    @Widget(
            title = "Vary hidden units",
            description = "If checked, trials have from a quarter to twice the hidden units, or filters and dense "
                    + "units, of this dialog.")
    @Effect(predicate = Enabled.class, type = EffectType.SHOW)
    boolean size = true;

    @Widget(
            title = "Vary learning rate",
            description = "If checked, trials have a learning rate from a tenth to ten times the one of this dialog.")
    @Effect(predicate = Enabled.class, type = EffectType.SHOW)
    boolean learningRate = true;

    @Widget(title = "Vary dropout", description = "If checked, trials have a dropout from 0 to 0.5.")
    @Effect(predicate = Enabled.class, type = EffectType.SHOW)
    boolean dropout = true;

    /** Refers to the checkbox at the top. */
    static final class Enabled implements BooleanReference {}

    /** Bounds the trials. */
    static final class MostTrials extends MaxValidation {
        @Override
        protected double getMax() {
            return SearchSpace.MOST;
        }
    }

    /**
     * Returns what is varied, if there is to be a search.
     *
     * @throws SeqNetException if a setting is out of range
     */
    Optional<SearchSpace> space() {
        return enabled ? Optional.of(new SearchSpace(trials, size, learningRate, dropout)) : Optional.empty();
    }
}
