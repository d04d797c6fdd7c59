package org.knime.core.webui.data;

import java.util.Optional;

/** A source of data for a page. */
public interface DataService {

    Optional<Runnable> disposeRunnable();

    Optional<Runnable> deactivateRunnable();

    /** Takes what is done when the page goes. */
    interface DataServiceBuilder {

        DataServiceBuilder onDispose(Runnable dispose);

        DataServiceBuilder onDeactivate(Runnable deactivate);
    }
}
