package org.knime.filehandling.core.data.location;

import org.knime.core.data.DataValue;
import org.knime.core.embedded.ValueUtility;
import org.knime.filehandling.core.connections.FSLocation;

/** A path to a file or folder. */
public interface FSLocationValue extends DataValue {
    /** Knows the renderers. */
    UtilityFactory UTILITY = new ValueUtility<>(FSLocationValue.class, "Path", null);

    FSLocation getFSLocation();
}
