package org.knime.core.node.extension;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IConfigurationElement;
import org.eclipse.core.runtime.Platform;
import org.knime.core.node.ConfigurableNodeFactory;
import org.knime.core.node.NodeLogger;

/** The nodes that read the files of a type, as installed plug-ins announce them. */
public final class ConfigurableNodeFactoryMapper {
    private static final String EXTENSION_POINT = "org.knime.workbench.repository.registeredFileExtensions";
    private static final String FACTORY = "NodeFactory";
    private static final NodeLogger LOGGER = NodeLogger.getLogger(ConfigurableNodeFactoryMapper.class);

    private ConfigurableNodeFactoryMapper() {}

    /** Returns the class names of all the factories, each with the end of the file names that it is for. */
    public static Map<String, String> getAllNodeFactoriesForFileExtensions() {
        var factories = new TreeMap<String, String>();
        mappings().forEach(mapping -> endings(mapping)
                .forEach(ending -> factories.putIfAbsent(ending, mapping.getAttribute(FACTORY))));
        return factories;
    }

    /** Returns the factory for a file, or {@code null} if there is none or it cannot be made. */
    public static Class<? extends ConfigurableNodeFactory<?>> getNodeFactory(final String url) {
        return mappings()
                .filter(mapping -> fits(mapping, url))
                .flatMap(mapping -> create(mapping).stream())
                .findFirst()
                .orElse(null);
    }

    /** Tells whether a factory is announced for a file. */
    public static boolean hasNodeFactory(final String url) {
        return mappings().anyMatch(mapping -> fits(mapping, url));
    }

    private static Stream<IConfigurationElement> mappings() {
        return Arrays.stream(Platform.getExtensionRegistry().getConfigurationElementsFor(EXTENSION_POINT));
    }

    private static Stream<String> endings(IConfigurationElement mapping) {
        return Arrays.stream(mapping.getChildren()).map(child -> child.getAttribute("extension"));
    }

    private static boolean fits(IConfigurationElement mapping, String url) {
        return endings(mapping)
                .anyMatch(ending -> url.toLowerCase(Locale.ROOT).endsWith(ending.toLowerCase(Locale.ROOT)));
    }

    @SuppressWarnings("unchecked") // a factory's class is one of factories
    private static Optional<Class<? extends ConfigurableNodeFactory<?>>> create(IConfigurationElement mapping) {
        try {
            var factory = (ConfigurableNodeFactory<?>) mapping.createExecutableExtension(FACTORY);
            return Optional.of((Class<? extends ConfigurableNodeFactory<?>>) factory.getClass());
        } catch (CoreException | RuntimeException | LinkageError e) {
            LOGGER.error(
                    "The node factory " + mapping.getAttribute(FACTORY) + " of plug-in "
                            + mapping.getContributor().getName() + " cannot be made: " + e.getMessage(),
                    e);
            return Optional.empty();
        }
    }
}
