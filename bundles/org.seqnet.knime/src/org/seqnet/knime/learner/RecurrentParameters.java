package org.seqnet.knime.learner;

import org.knime.node.parameters.Advanced;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsNonNegativeValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveIntegerValidation;
import org.seqnet.engine.network.Cell;
import org.seqnet.engine.network.Recurrent;

/** How an LSTM network is built. The names of the fields are settings keys and never change. */
public final class RecurrentParameters implements NodeParameters {
    static final String LAYERS = "Layers";
    static final String LAYERS_STORY =
            "How many recurrent layers stand on top of each other; each reads the outputs of the one below. One or two "
                    + "suffice for most tasks.";
    static final String HIDDEN_UNITS = "Hidden units";
    static final String HIDDEN_UNITS_STORY =
            "The size of each layer's memory. More units can learn more and take longer: twice the units mean about "
                    + "four times the work.";
    static final String DROPOUT = "Dropout";
    static final String DROPOUT_STORY =
            "The share of a layer's outputs that training sets to zero at random, from 0 (off) to below 1. Try 0.2 to "
                    + "0.5 if the network does much better on the training data than on other data.";

    @Widget(title = LAYERS, description = LAYERS_STORY)
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class, maxValidation = Limits.Layers.class)
    int layers = 2;

    @Widget(title = HIDDEN_UNITS, description = HIDDEN_UNITS_STORY)
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class, maxValidation = Limits.HiddenUnits.class)
    int hiddenUnits = 128;

    @Widget(title = DROPOUT, description = DROPOUT_STORY)
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class, maxValidation = Limits.Dropout.class)
    double dropout;

    @Widget(
            title = "Forget gate bias",
            description = "What the forget gates start with. With 1 a fresh network remembers, and learns long "
                    + "sequences sooner.")
    @Advanced
    double forgetGateBias = 1;

    /** Returns the encoder. */
    Recurrent encoder() {
        return new Recurrent(Cell.LSTM, layers, hiddenUnits, dropout, forgetGateBias);
    }
}
