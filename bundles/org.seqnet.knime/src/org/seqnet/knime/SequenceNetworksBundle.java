package org.seqnet.knime;

import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.seqnet.engine.backend.ComputeSettings;
import org.seqnet.knime.device.DevicePreferences;
import org.seqnet.knime.message.Logs;
import org.seqnet.knime.network.NetworkPortObject;
import org.seqnet.knime.network.NetworkPortObjectSpec;
import org.seqnet.knime.network.NetworkView;
import org.seqnet.knime.view.PortViews;

/**
 * Tells the engine where KNIME keeps its preferences, and registers the view of network ports. KNIME lists the views of
 * all port types when its window opens; to do so it loads each type's serializer, which starts our bundle first.
 */
public final class SequenceNetworksBundle implements BundleActivator {
    @Override
    public void start(BundleContext context) {
        ComputeSettings.usePreferences(DevicePreferences::value);
        try {
            PortViews.register(
                    "Network",
                    NetworkPortObject.class,
                    NetworkView::ofNetwork,
                    NetworkPortObjectSpec.class,
                    NetworkView::ofSpec);
        } catch (LinkageError e) {
            // the registration is no public API: where it is another, the nodes work without it
            Logs.of(SequenceNetworksBundle.class)
                    .warn("This version of KNIME does not support the view of network ports.", e);
        }
    }

    @Override
    public void stop(BundleContext context) {
        // KNIME keeps what is registered
    }
}
