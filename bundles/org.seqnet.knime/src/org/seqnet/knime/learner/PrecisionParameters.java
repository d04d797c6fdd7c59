package org.seqnet.knime.learner;

import org.knime.node.parameters.Widget;
import org.knime.node.parameters.migration.LoadDefaultsForAbsentFields;
import org.knime.node.parameters.widget.choices.ValueSwitchWidget;
import org.seqnet.knime.dialog.PrecisionSetting;

/** What a learner computes on, and in which precision. The names of the fields are settings keys and never change. */
@LoadDefaultsForAbsentFields
public final class PrecisionParameters extends DeviceParameters {
    @Widget(
            title = PrecisionSetting.TITLE,
            description = "The precision in which the CPU trains the network. " + PrecisionSetting.EFFECT
                    + " The training history and the view state the precision that was used.")
    @ValueSwitchWidget
    PrecisionSetting precision = PrecisionSetting.SINGLE;
}
