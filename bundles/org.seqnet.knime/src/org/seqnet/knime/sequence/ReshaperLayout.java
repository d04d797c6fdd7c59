package org.seqnet.knime.sequence;

import org.knime.node.parameters.layout.After;
import org.knime.node.parameters.layout.Section;

/** The sections of the Sequence Reshaper's dialog, in their order. */
interface ReshaperLayout {
    /** What is reshaped, and how. */
    @Section(title = "Sequences")
    interface Sequences {
        /** What is read. */
        interface Inputs {}

        /** What is forecast from it. */
        @After(Inputs.class)
        interface Forecasts {}
    }

    /** How the values are scaled. */
    @Section(title = "Scaling")
    @After(Sequences.class)
    interface Scaling {}

    /** Where the sequences go. */
    @Section(title = "Output")
    @After(Scaling.class)
    interface Output {}
}
