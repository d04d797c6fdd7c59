package org.seqnet.knime.learner;

import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
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
            description =
                    "What a unit makes of its weighted sum, and with it how the weights between time steps start.")
    @ValueSwitchWidget
    Activation activation = Activation.TANH;

    @Widget(title = RecurrentParameters.LAYERS, description = RecurrentParameters.LAYERS_STORY)
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class, maxValidation = Limits.Layers.class)
    int layers = 2;

    @Widget(title = RecurrentParameters.HIDDEN_UNITS, description = RecurrentParameters.HIDDEN_UNITS_STORY)
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class, maxValidation = Limits.HiddenUnits.class)
    int hiddenUnits = 128;

    @Widget(title = RecurrentParameters.DROPOUT, description = RecurrentParameters.DROPOUT_STORY)
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class, maxValidation = Limits.Dropout.class)
    double dropout;

    /** The activation functions; the names are saved in settings and never change. */
    enum Activation {
        @Label(
                value = "tanh",
                description =
                        "Bends the sum to between -1 and 1; the weights between time steps start orthogonal. A good "
                                + "first choice.")
        TANH(Cell.RNN_TANH),
        @Label(
                value = "ReLU",
                description =
                        "Cuts the sum off below 0; the weights between time steps start as the identity, so that a "
                                + "fresh network remembers. It learns slowly at first and may end better.")
        RELU(Cell.RNN_RELU);

        private final Cell cell;

        Activation(Cell cell) {
            this.cell = cell;
        }
    }

    /** Returns the encoder. */
    Recurrent encoder() {
        return new Recurrent(activation.cell, layers, hiddenUnits, dropout, 0);
    }
}
