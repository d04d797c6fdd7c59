package org.knime.core.node.port;

import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IConfigurationElement;
import org.eclipse.core.runtime.Platform;
import org.knime.core.data.DataTableSpec;
import org.knime.core.embedded.TypeArgument;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.NodeLogger;
import org.knime.core.node.port.PortObject.PortObjectSerializer;
import org.knime.core.node.port.PortObjectSpec.PortObjectSpecSerializer;
import org.knime.core.node.port.flowvariable.FlowVariablePortObject;
import org.knime.core.node.port.flowvariable.FlowVariablePortObjectSpec;
import org.knime.core.node.port.inactive.InactiveBranchPortObject;

/**
 * The types that plug-ins register at {@code org.knime.core.PortType}. A class that nobody registers gets a type of its
 * own, without serializers; tables, flow variables and inactive branches are known without a platform, too.
 */
public final class PortTypeRegistry {

    private static final String EXTENSION_POINT = "org.knime.core.PortType";

    private static final NodeLogger LOGGER = NodeLogger.getLogger(PortTypeRegistry.class);

    private static final PortTypeRegistry INSTANCE = new PortTypeRegistry();

    private final Map<Class<?>, PortType> types = new ConcurrentHashMap<>();

    private final Map<Class<?>, PortType> optionalTypes = new ConcurrentHashMap<>();

    private final Map<String, Class<? extends PortObject>> objectClasses = new ConcurrentHashMap<>();

    private final Map<String, Class<? extends PortObjectSpec>> specClasses = new ConcurrentHashMap<>();

    private final Map<String, PortObjectSerializer<PortObject>> objectSerializers = new ConcurrentHashMap<>();

    private final Map<String, PortObjectSpecSerializer<PortObjectSpec>> specSerializers = new ConcurrentHashMap<>();

    private PortTypeRegistry() {
        register(PortObject.class, "Generic Port", PortType.DEFAULT_COLOR, false);
        objectClasses.put(PortObject.class.getName(), PortObject.class);
        specClasses.put(PortObjectSpec.class.getName(), PortObjectSpec.class);
        register(BufferedDataTable.class, "Table", 0, false);
        objectClasses.put(BufferedDataTable.class.getName(), BufferedDataTable.class);
        register(DataTableSpec.class, new DataTableSpec.Serializer());
        register(FlowVariablePortObject.class, "Flow Variable", 0xff4b4b, false);
        register(FlowVariablePortObject.class, new FlowVariablePortObject.Serializer());
        register(FlowVariablePortObjectSpec.class, new FlowVariablePortObjectSpec.Serializer());
        register(InactiveBranchPortObject.class, "Inactive Branch", PortType.DEFAULT_COLOR, true);
    }

    private void register(Class<? extends PortObject> type, String name, int color, boolean hidden) {
        types.put(type, new PortType(type, false, name, color, hidden));
        optionalTypes.put(type, new PortType(type, true, name, color, hidden));
    }

    @SuppressWarnings("unchecked")
    private void register(Class<? extends PortObject> type, PortObjectSerializer<?> serializer) {
        objectClasses.put(type.getName(), type);
        objectSerializers.put(type.getName(), (PortObjectSerializer<PortObject>) serializer);
    }

    @SuppressWarnings("unchecked")
    private void register(Class<? extends PortObjectSpec> type, PortObjectSpecSerializer<?> serializer) {
        specClasses.put(type.getName(), type);
        specSerializers.put(type.getName(), (PortObjectSpecSerializer<PortObjectSpec>) serializer);
    }

    /** Returns the one registry. */
    public static PortTypeRegistry getInstance() {
        return INSTANCE;
    }

    private static Stream<IConfigurationElement> portTypes() {
        return Platform.isRunning()
                ? Arrays.stream(Platform.getExtensionRegistry().getConfigurationElementsFor(EXTENSION_POINT))
                : Stream.empty();
    }

    /** Returns all registered types. */
    public synchronized Collection<PortType> availablePortTypes() {
        portTypes()
                .map(element -> getObjectClass(element.getAttribute("objectClass")))
                .flatMap(Optional::stream)
                .forEach(this::getPortType);
        return types.values();
    }

    /** Returns the type of objects of a class, for a port that must be connected. */
    public PortType getPortType(final Class<? extends PortObject> portClass) {
        return getPortType(portClass, false);
    }

    /** Returns the type of objects of a class. */
    public synchronized PortType getPortType(final Class<? extends PortObject> portClass, final boolean isOptional) {
        if (!types.containsKey(portClass)) {
            portTypes()
                    .filter(element -> portClass.getName().equals(element.getAttribute("objectClass")))
                    .findFirst()
                    .ifPresentOrElse(
                            element -> register(
                                    portClass,
                                    element.getAttribute("name"),
                                    color(element.getAttribute("color")),
                                    Boolean.parseBoolean(element.getAttribute("hidden"))),
                            () -> register(portClass, null, PortType.DEFAULT_COLOR, true));
        }
        return (isOptional ? optionalTypes : types).get(portClass);
    }

    private static int color(String hex) {
        try {
            return hex == null ? PortType.DEFAULT_COLOR : Integer.parseInt(hex.substring(1), 16);
        } catch (NumberFormatException | StringIndexOutOfBoundsException e) {
            LOGGER.coding("\"" + hex + "\" is no color of a port type.", e);
            return PortType.DEFAULT_COLOR;
        }
    }

    /** Returns a class of objects by its name, if it is registered. */
    public Optional<Class<? extends PortObject>> getObjectClass(final String className) {
        objectSerializer(className);
        return Optional.ofNullable(objectClasses.get(className));
    }

    /** Returns a class of specs by its name, if it is registered. */
    public Optional<Class<? extends PortObjectSpec>> getSpecClass(final String className) {
        specSerializer(className);
        return Optional.ofNullable(specClasses.get(className));
    }

    /** Returns the serializer that is registered for a class of objects. */
    public Optional<PortObjectSerializer<PortObject>> getObjectSerializer(
            final Class<? extends PortObject> objectClass) {
        return reported(objectSerializer(objectClass.getName()), objectClass);
    }

    /** Returns the serializer that is registered for a class of specs. */
    public Optional<PortObjectSpecSerializer<PortObjectSpec>> getSpecSerializer(
            final Class<? extends PortObjectSpec> specClass) {
        return reported(specSerializer(specClass.getName()), specClass);
    }

    private static <S> Optional<S> reported(Optional<S> serializer, Class<?> written) {
        if (serializer.isEmpty()) {
            LOGGER.coding("No serializer is registered for " + written + "; KNIME serializes it by Java's means.");
        }
        return serializer;
    }

    private Optional<PortObjectSerializer<PortObject>> objectSerializer(String className) {
        if (!objectSerializers.containsKey(className)) {
            portTypes()
                    .filter(element -> className.equals(element.getAttribute("objectClass")))
                    .findFirst()
                    .ifPresent(element -> {
                        var serializer = create(element, "objectSerializer", PortObjectSerializer.class);
                        register(written(serializer, className, PortObject.class), serializer);
                    });
        }
        return Optional.ofNullable(objectSerializers.get(className));
    }

    private Optional<PortObjectSpecSerializer<PortObjectSpec>> specSerializer(String className) {
        if (!specSerializers.containsKey(className)) {
            portTypes()
                    .filter(element -> className.equals(element.getAttribute("specClass")))
                    .filter(element -> element.getAttribute("specSerializer") != null)
                    .findFirst()
                    .ifPresent(element -> {
                        var serializer = create(element, "specSerializer", PortObjectSpecSerializer.class);
                        register(written(serializer, className, PortObjectSpec.class), serializer);
                    });
        }
        return Optional.ofNullable(specSerializers.get(className));
    }

    private static <T> Class<? extends T> written(Object serializer, String className, Class<T> kind) {
        var written = TypeArgument.of(serializer.getClass(), kind);
        if (!className.equals(written.map(Class::getName).orElse(""))) {
            throw new IllegalStateException("CODING PROBLEM: "
                    + serializer.getClass().getName() + " says by its type argument that it writes "
                    + written.map(Class::getName).orElse("nothing") + ", but is registered for " + className + ".");
        }
        return written.get();
    }

    private static <T> T create(IConfigurationElement element, String attribute, Class<T> type) {
        try {
            return type.cast(element.createExecutableExtension(attribute));
        } catch (CoreException | ClassCastException e) {
            throw new IllegalStateException(
                    "CODING PROBLEM: " + element.getAttribute(attribute) + ", registered by "
                            + element.getContributor().getName() + " at " + EXTENSION_POINT
                            + ", cannot be made a " + type.getSimpleName() + ": " + e.getMessage(),
                    e);
        }
    }
}
