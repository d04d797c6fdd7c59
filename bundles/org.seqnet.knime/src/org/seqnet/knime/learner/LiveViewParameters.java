package org.seqnet.knime.learner;

import java.util.Optional;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.seqnet.engine.SeqNetException;

/** Where training can be followed; all learners share it. Names of fields are settings keys and never change. */
public final class LiveViewParameters implements NodeParameters {
    @Widget(
            title = "Live view file (optional)",
            description = "The full path of an HTML file. While the node is executed, it writes its view to this file "
                    + "every few seconds, with the epochs so far, the progress of the current epoch and the time left. "
                    + "Open the file in a browser to follow the training: the page reloads itself. An existing file is "
                    + "replaced only if it is such a view. Leave empty to disable.")
    String file = "";

    /**
     * Returns the file, if there is to be one.
     *
     * @throws SeqNetException if the path is not a full one
     */
    Optional<LiveFile> liveFile() {
        return LiveFile.of(file);
    }
}
