package org.seqnet.knime.learner;

import java.util.List;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.widget.choices.Label;
import org.knime.node.parameters.widget.choices.ValueSwitchWidget;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveIntegerValidation;
import org.seqnet.engine.network.LabelPath;
import org.seqnet.knime.network.HeadKind;

/** How labels are predicted one after another. The names of the fields are settings keys and never change. */
public final class LabelPathParameters implements NodeParameters {
    @Widget(
            title = "Label embedding size",
            description = "The number of values that represent a label, and of dimensions of the joint space in which "
                    + "image and labels meet. 64 is sufficient for some hundreds of labels.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class, maxValidation = Limits.LabelPathValues.class)
    int embeddingSize = 64;

    @Widget(
            title = "Label LSTM units",
            description = "The number of units of the LSTM layer that reads the labels predicted so far.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class, maxValidation = Limits.LabelPathValues.class)
    int lstmUnits = 128;

    @Widget(title = "Label order", description = "The order in which the network learns the labels of a row.")
    @ValueSwitchWidget
    Order labelOrder = Order.FREQUENT_FIRST;

    /** The orders; the names are saved in settings and never change. */
    enum Order {
        @Label(
                value = "Frequent first",
                description = "The label that most rows of the training table have comes first. Frequent labels are "
                        + "predicted more reliably and then support the prediction of rare ones.")
        FREQUENT_FIRST(List.of(0)),
        @Label(
                value = "Chosen by the network",
                description = "At each step, the network learns the label that it considers most likely among the "
                        + "remaining labels of the row.")
        ORDER_FREE(List.of());

        private final List<Integer> ofOneLabel;

        Order(List<Integer> ofOneLabel) {
            this.ofOneLabel = ofOneLabel;
        }
    }

    /** Returns a head with these settings. */
    HeadKind head() {
        return new HeadKind(new LabelPath(1, embeddingSize, lstmUnits, labelOrder.ofOneLabel));
    }
}
