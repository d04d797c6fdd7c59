package org.seqnet.knime.learner;

import org.knime.node.parameters.Advanced;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveIntegerValidation;

/** How many networks predict together. The names of the fields are settings keys and never change. */
public final class EnsembleParameters implements NodeParameters {
    @Widget(
            title = "Ensemble members",
            description = "The number of networks that are trained together and predict by the mean of their "
                    + "probabilities or values, from 1 (a single network) to 100. They differ in their initial weights "
                    + "and in "
                    + "dropout. An ensemble of 5 is usually more accurate than a single network, but takes five times "
                    + "as long.")
    @Advanced
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class, maxValidation = Limits.Members.class)
    int members = 1;
}
