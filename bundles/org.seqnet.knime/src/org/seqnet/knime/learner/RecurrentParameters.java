package org.seqnet.knime.learner;

import org.knime.node.parameters.Advanced;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.migration.Migrate;
import org.knime.node.parameters.widget.choices.ValueSwitchWidget;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsNonNegativeValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveIntegerValidation;
import org.seqnet.engine.network.Cell;
import org.seqnet.engine.network.Recurrent;

/** How an LSTM network is built. The names of the fields are settings keys and never change. */
public final class RecurrentParameters implements NodeParameters {
    static final String LAYERS = "Layers";
    static final String LAYERS_STORY =
            "The number of stacked recurrent layers. One or two are sufficient for most tasks.";
    static final String HIDDEN_UNITS = "Hidden units";
    static final String HIDDEN_UNITS_STORY =
            "The number of units per layer. More units can capture more complex patterns but "
                    + "take longer to train: doubling the units roughly quadruples the computation.";
    static final String DROPOUT = "Dropout";
    static final String DROPOUT_STORY =
            "The fraction of a layer's outputs that is randomly set to zero during training: 0 "
                    + "(disabled) or more, and less than 1. Try 0.2 to 0.5 if the network overfits.";
    static final String BIDIRECTIONAL = "Bidirectional";
    static final String BIDIRECTIONAL_STORY =
            "If checked, each layer reads a sequence in two directions, with the number of hidden units for each: one "
                    + "from the first time step to the last, the other from the last to the first. The outputs of a "
                    + "time step then depend on what comes before and after it. Training takes two to three times as "
                    + "long.";
    static final String POOLING = "Pooling over time";
    static final String POOLING_STORY =
            "How the outputs of the last layer at all time steps become the inputs of the output layer.";

    @Widget(title = LAYERS, description = LAYERS_STORY)
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class, maxValidation = Limits.Layers.class)
    int layers = 2;

    @Widget(title = HIDDEN_UNITS, description = HIDDEN_UNITS_STORY)
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class, maxValidation = Limits.HiddenUnits.class)
    int hiddenUnits = 128;

    @Widget(title = BIDIRECTIONAL, description = BIDIRECTIONAL_STORY)
    @Migrate(loadDefaultIfAbsent = true)
    boolean bidirectional;

    @Widget(title = POOLING, description = POOLING_STORY)
    @ValueSwitchWidget
    @Migrate(loadDefaultIfAbsent = true)
    TimePooling pooling = TimePooling.LAST_STEP;

    @Widget(title = DROPOUT, description = DROPOUT_STORY)
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class, maxValidation = Limits.Dropout.class)
    double dropout;

    @Widget(
            title = "Initial forget gate bias",
            description = "The initial bias of the forget gates. A value of 1 helps to learn long-term dependencies.")
    @Advanced
    double forgetGateBias = 1;

    /** Returns the encoder. */
    Recurrent encoder() {
        return new Recurrent(Cell.LSTM, layers, hiddenUnits, dropout, forgetGateBias, bidirectional, pooling.pooling());
    }
}
