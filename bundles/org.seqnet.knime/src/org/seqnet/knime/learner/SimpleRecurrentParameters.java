package org.seqnet.knime.learner;

import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.migration.Migrate;
import org.knime.node.parameters.widget.choices.Label;
import org.knime.node.parameters.widget.choices.ValueSwitchWidget;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsNonNegativeValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveIntegerValidation;
import org.seqnet.engine.network.Cell;
import org.seqnet.engine.network.Recurrent;

/** How a simple recurrent network is built. The names of the fields are settings keys and never change. */
public final class SimpleRecurrentParameters implements NodeParameters {
    @Widget(
            title = "Activation function",
            description = "The activation function of the recurrent units. It also determines how the recurrent "
                    + "weights are initialized.")
    @ValueSwitchWidget
    Activation activation = Activation.TANH;

    @Widget(title = RecurrentParameters.LAYERS, description = RecurrentParameters.LAYERS_STORY)
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class, maxValidation = Limits.Layers.class)
    int layers = 2;

    @Widget(title = RecurrentParameters.HIDDEN_UNITS, description = RecurrentParameters.HIDDEN_UNITS_STORY)
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class, maxValidation = Limits.HiddenUnits.class)
    int hiddenUnits = 128;

    @Widget(title = RecurrentParameters.BIDIRECTIONAL, description = RecurrentParameters.BIDIRECTIONAL_STORY)
    @Migrate(loadDefaultIfAbsent = true)
    boolean bidirectional;

    @Widget(title = RecurrentParameters.POOLING, description = RecurrentParameters.POOLING_STORY)
    @ValueSwitchWidget
    @Migrate(loadDefaultIfAbsent = true)
    TimePooling pooling = TimePooling.LAST_STEP;

    @Widget(title = RecurrentParameters.DROPOUT, description = RecurrentParameters.DROPOUT_STORY)
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class, maxValidation = Limits.Dropout.class)
    double dropout;

    /** The activation functions; the names are saved in settings and never change. */
    enum Activation {
        @Label(
                value = "tanh",
                description =
                        "Output between -1 and 1; recurrent weights are initialized orthogonally. A good " + "default.")
        TANH(Cell.RNN_TANH),
        @Label(
                value = "ReLU",
                description = "Negative values become 0; recurrent weights are initialized as the identity matrix. "
                        + "Learns slowly at first but may be more accurate in the end.")
        RELU(Cell.RNN_RELU);

        private final Cell cell;

        Activation(Cell cell) {
            this.cell = cell;
        }
    }

    /** Returns the encoder. */
    Recurrent encoder() {
        return new Recurrent(activation.cell, layers, hiddenUnits, dropout, 0, bidirectional, pooling.pooling());
    }
}
