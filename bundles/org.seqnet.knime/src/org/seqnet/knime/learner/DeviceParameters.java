package org.seqnet.knime.learner;

import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsNonNegativeValidation;

/** What a learner computes on; all learners share it. The names of the fields are settings keys and never change. */
public final class DeviceParameters implements NodeParameters {
    @Widget(
            title = "Threads",
            description = "How many threads compute on the CPU. The result does not depend on it. 0 takes what the "
                    + "preferences say (Preferences > KNIME > Sequence Networks), which is one for each core unless "
                    + "changed. Whether CPU or graphics card computes is chosen there, for all nodes together.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    int threads;
}
