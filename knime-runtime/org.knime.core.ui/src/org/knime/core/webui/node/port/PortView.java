package org.knime.core.webui.node.port;

import java.util.Optional;
import org.knime.core.webui.UIExtension;
import org.knime.core.webui.data.ApplyDataService;
import org.knime.core.webui.data.DataServiceProvider;

/** The page of a port and its data; nothing can be changed on it. */
public interface PortView extends UIExtension, DataServiceProvider {
    @Override
    @SuppressWarnings("unchecked") // as in KNIME
    default Optional<ApplyDataService<?>> createApplyDataService() {
        return Optional.empty();
    }
}
