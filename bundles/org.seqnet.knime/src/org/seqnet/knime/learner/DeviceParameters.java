package org.seqnet.knime.learner;

import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsNonNegativeValidation;

/** What a learner computes on; all learners share it. The names of the fields are settings keys and never change. */
public class DeviceParameters implements NodeParameters {
    @Widget(
            title = "Threads",
            description = "The number of CPU threads. Set to 0 to use the value from the preferences (Preferences "
                    + "> KNIME > Sequence Networks; default: all cores). The result does not depend on it. The "
                    + "device (CPU or GPU) is set in the preferences for all nodes.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    int threads;
}
