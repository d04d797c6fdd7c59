package org.seqnet.knime.file;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.webui.node.dialog.defaultdialog.internal.file.FileSelection;
import org.knime.filehandling.core.connections.FSLocation;
import org.seqnet.knime.location.OpenLocation;

/**
 * The Network Reader's settings. With {@link SourceParameters} the only class of this node that touches KNIME's file
 * widget, which is no public API yet.
 */
public final class NetworkReaderParameters extends ForeignParameters {
    /** Returns the settings that read this file. */
    static NetworkReaderParameters of(FSLocation location) {
        var parameters = new NetworkReaderParameters();
        parameters.file = new FileSelection(location);
        return parameters;
    }

    /**
     * Returns what to read.
     *
     * @throws InvalidSettingsException if no file is chosen; whether it is there shows when the node is executed
     */
    FSLocation location() throws InvalidSettingsException {
        return OpenLocation.chosen("File", file.getFSLocation(), "Select a network file.");
    }
}
