package org.seqnet.knime.sequence;

import org.knime.node.parameters.widget.choices.Label;
import org.seqnet.engine.sequence.ValueSteps;

/** The order of the values in a row if a time step has several. */
enum ValueOrder {
    @Label(
            value = "Step by step",
            description = "All values of the first time step come first, for example a1, b1, a2, b2, a3, b3.")
    BY_STEP(ValueSteps.Order.STEP_BY_STEP),
    @Label(
            value = "Variable by variable",
            description = "All values of the first variable come first, for example a1, a2, a3, b1, b2, b3.")
    BY_VARIABLE(ValueSteps.Order.FEATURE_BY_FEATURE);

    private final ValueSteps.Order order;

    ValueOrder(ValueSteps.Order order) {
        this.order = order;
    }

    /** Returns the engine's counterpart. */
    ValueSteps.Order order() {
        return order;
    }
}
