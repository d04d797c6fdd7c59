package org.seqnet.knime.learner;

import org.knime.node.parameters.widget.choices.Label;
import org.seqnet.engine.options.Weighting;

/** How much each row of the training table counts; the names are saved in settings and never change. */
enum ClassWeights {
    @Label(value = "None", description = "All rows have the same weight.")
    NONE(Weighting.EQUAL),
    @Label(
            value = "Balanced",
            description = "All classes have the same total weight: the weight of a row is N / (K x n) for N rows, K "
                    + "classes and n rows of its class. Use this if some classes are rare. Only available with one "
                    + "class per row.")
    BALANCED(Weighting.BALANCED),
    @Label(
            value = "From column",
            description = "A column of the training table contains the weight of each row. The weights are divided by "
                    + "their mean.")
    COLUMN(Weighting.GIVEN);

    private final Weighting weighting;

    ClassWeights(Weighting weighting) {
        this.weighting = weighting;
    }

    Weighting weighting() {
        return weighting;
    }
}
