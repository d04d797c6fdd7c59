package org.seqnet.knime.learner;

import java.util.concurrent.ThreadLocalRandom;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.updates.ButtonReference;
import org.knime.node.parameters.updates.StateProvider;

/** Draws a seed that is short enough to be read out when a button of the dialog is clicked. */
final class DrawnSeed implements StateProvider<Long> {
    /** Refers to the button below the seed. */
    static final class Button implements ButtonReference {}

    @Override
    public void init(StateProviderInitializer initializer) {
        initializer.computeOnButtonClick(Button.class);
    }

    @Override
    public Long computeState(NodeParametersInput input) {
        return ThreadLocalRandom.current().nextLong(1_000_000_000);
    }
}
