package org.knime.core.node.context.url.impl;

import java.net.URL;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.NodeSettingsWO;
import org.knime.core.node.context.url.ModifiableURLConfiguration;

/** The file that a node is made for. It is not saved: the node has it in its settings once it is made. */
public final class DefaultModifiableURLConfiguration implements ModifiableURLConfiguration {
    private URL url;

    public DefaultModifiableURLConfiguration(final URL url) {
        this.url = url;
    }

    @Override
    public URL getUrl() {
        return url;
    }

    @Override
    public DefaultModifiableURLConfiguration copy() {
        return new DefaultModifiableURLConfiguration(url);
    }

    @Override
    public void saveSettingsTo(final NodeSettingsWO settings) {
        // not saved
    }

    @Override
    public void loadSettingsFrom(final NodeSettingsRO settings) {
        // not saved
    }
}
