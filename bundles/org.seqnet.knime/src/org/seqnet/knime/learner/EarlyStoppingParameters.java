package org.seqnet.knime.learner;

import org.knime.node.parameters.Advanced;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.migration.LoadDefaultsForAbsentFields;

/**
 * When training stops before its last epoch, also by hand. The names of the fields are settings keys and never change;
 * KNIME writes those of the superclass first.
 */
@LoadDefaultsForAbsentFields
public final class EarlyStoppingParameters extends StoppingParameters {
    @Widget(
            title = "Stop file (optional)",
            description = "The full path of a file that does not exist yet. As soon as this file is created, "
                    + "manually or by a script, training stops and the network is kept as with the time limit. "
                    + "(Canceling the node discards the network.) Leave empty to disable.")
    @Advanced
    String stopFile = "";

    /** Returns what stops training before its last epoch. */
    StopRequest stopRequest() {
        return StopRequest.of(timeLimit, stopFile);
    }
}
