package org.knime.core.node.context.url;

import java.net.URL;
import org.knime.core.node.context.DeepCopy;
import org.knime.core.node.context.NodeSettingsPersistable;

/** The file that a node will be made for. */
public interface ModifiableURLConfiguration
        extends URLConfiguration, DeepCopy<ModifiableURLConfiguration>, NodeSettingsPersistable {

    /** Chooses another file. */
    void setURL(final URL url);
}
