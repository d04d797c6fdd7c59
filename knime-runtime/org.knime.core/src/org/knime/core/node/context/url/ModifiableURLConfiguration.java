package org.knime.core.node.context.url;

import org.knime.core.node.context.DeepCopy;
import org.knime.core.node.context.NodeSettingsPersistable;

/** The file that a node will be made for. */
public interface ModifiableURLConfiguration
        extends URLConfiguration, DeepCopy<ModifiableURLConfiguration>, NodeSettingsPersistable {}
