package org.knime.core.node.context.url;

import java.net.URL;

/** The file that a node was made for. */
public interface URLConfiguration {

    /** Returns where it lies. */
    URL getUrl();
}
