package org.seqnet.knime.file;

import org.knime.filehandling.core.connections.FSLocation;

/** The Network Reader's settings. */
public final class NetworkReaderParameters extends ForeignParameters {
    /** Returns the settings that read this file. */
    static NetworkReaderParameters of(FSLocation location) {
        var parameters = new NetworkReaderParameters();
        parameters.choose(location);
        return parameters;
    }
}
