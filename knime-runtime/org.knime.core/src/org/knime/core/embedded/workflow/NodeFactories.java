package org.knime.core.embedded.workflow;

import java.util.Optional;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IConfigurationElement;
import org.eclipse.core.runtime.Platform;
import org.knime.core.node.NodeFactory;
import org.knime.core.node.NodeLogger;
import org.knime.core.node.NodeModel;

/** The node factories that installed plug-ins announce at the extension point of KNIME's node repository. */
public final class NodeFactories {
    private static final String EXTENSION_POINT = "org.knime.workbench.repository.nodes";
    private static final String FACTORY_CLASS = "factory-class";
    private static final NodeLogger LOGGER = NodeLogger.getLogger(NodeFactories.class);

    private NodeFactories() {}

    /** Makes a factory, or nothing if none of that class is registered or it cannot be made. */
    public static Optional<NodeFactory<NodeModel>> create(String factoryClass) {
        var registry = Platform.getExtensionRegistry();
        if (registry == null || factoryClass == null) {
            return Optional.empty();
        }
        for (var element : registry.getConfigurationElementsFor(EXTENSION_POINT)) {
            if (factoryClass.equals(element.getAttribute(FACTORY_CLASS))) {
                return create(element);
            }
        }
        return Optional.empty();
    }

    @SuppressWarnings("unchecked") // every factory makes node models
    private static Optional<NodeFactory<NodeModel>> create(IConfigurationElement element) {
        try {
            return Optional.of((NodeFactory<NodeModel>) element.createExecutableExtension(FACTORY_CLASS));
        } catch (CoreException | RuntimeException | LinkageError e) {
            LOGGER.error(
                    "The node factory " + element.getAttribute(FACTORY_CLASS) + " of plug-in "
                            + element.getContributor().getName() + " cannot be made: " + e.getMessage(),
                    e);
            return Optional.empty();
        }
    }

    public static boolean isInstalled(String bundle) {
        return bundle != null && Platform.isRunning() && Platform.getBundle(bundle) != null;
    }
}
