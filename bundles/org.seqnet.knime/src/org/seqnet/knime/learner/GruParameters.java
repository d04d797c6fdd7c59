package org.seqnet.knime.learner;

import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.widget.choices.ValueSwitchWidget;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsNonNegativeValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveIntegerValidation;
import org.seqnet.engine.network.Cell;
import org.seqnet.engine.network.Recurrent;

/** How a network of gated recurrent units is built. The names of the fields are settings keys and never change. */
public final class GruParameters implements NodeParameters {
    @Widget(title = RecurrentParameters.LAYERS, description = RecurrentParameters.LAYERS_STORY)
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class, maxValidation = Limits.Layers.class)
    int layers = 2;

    @Widget(title = RecurrentParameters.HIDDEN_UNITS, description = RecurrentParameters.HIDDEN_UNITS_STORY)
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class, maxValidation = Limits.HiddenUnits.class)
    int hiddenUnits = 128;

    @Widget(title = RecurrentParameters.BIDIRECTIONAL, description = RecurrentParameters.BIDIRECTIONAL_STORY)
    boolean bidirectional;

    @Widget(title = RecurrentParameters.POOLING, description = RecurrentParameters.POOLING_STORY)
    @ValueSwitchWidget
    TimePooling pooling = TimePooling.LAST_STEP;

    @Widget(title = RecurrentParameters.DROPOUT, description = RecurrentParameters.DROPOUT_STORY)
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class, maxValidation = Limits.Dropout.class)
    double dropout;

    /** Returns the encoder. */
    Recurrent encoder() {
        return new Recurrent(Cell.GRU, layers, hiddenUnits, dropout, 0, bidirectional, pooling.pooling());
    }
}
