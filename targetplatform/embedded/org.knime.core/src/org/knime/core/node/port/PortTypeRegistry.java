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
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.port.PortObject.PortObjectSerializer;
import org.knime.core.node.port.PortObjectSpec.PortObjectSpecSerializer;
import org.knime.core.node.port.flowvariable.FlowVariablePortObject;
import org.knime.core.node.port.flowvariable.FlowVariablePortObjectSpec;
import org.knime.core.node.port.inactive.InactiveBranchPortObject;
import org.knime.core.node.port.inactive.InactiveBranchPortObjectSpec;

/**
 * The types that plug-ins register at {@code org.knime.core.PortType}. A class that nobody registers gets a type of its
 * own, without serializers; tables, flow variables and inactive branches are known without a platform, too.
 */
public final class PortTypeRegistry {

    private static final String EXTENSION_POINT = "org.knime.core.PortType";

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
        register(InactiveBranchPortObject.class, new InactiveBranchPortObject.Serializer());
        register(InactiveBranchPortObjectSpec.class, new InactiveBranchPortObjectSpec.Serializer());
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
    public synchronized PortType getPortType(
            final Class<? extends PortObject> portClass, final boolean isOptional) {
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
        return hex == null ? PortType.DEFAULT_COLOR : Integer.parseInt(hex.substring(1), 16);
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
        return objectSerializer(objectClass.getName());
    }

    /** Returns the serializer that is registered for a class of specs. */
    public Optional<PortObjectSpecSerializer<PortObjectSpec>> getSpecSerializer(
            final Class<? extends PortObjectSpec> specClass) {
        return specSerializer(specClass.getName());
    }

    private Optional<PortObjectSerializer<PortObject>> objectSerializer(String className) {
        if (!objectSerializers.containsKey(className)) {
            portTypes()
                    .filter(element -> className.equals(element.getAttribute("objectClass")))
                    .findFirst()
                    .ifPresent(element -> {
                        var serializer = create(element, "objectSerializer", PortObjectSerializer.class);
                        register(created(serializer, "loadPortObject", className, PortObject.class), serializer);
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
                        register(
                                created(serializer, "loadPortObjectSpec", className, PortObjectSpec.class),
                                serializer);
                    });
        }
        return Optional.ofNullable(specSerializers.get(className));
    }

    /** Loads what a serializer reads through the serializer's own bundle, which is the only one to know the class. */
    private static <T> Class<? extends T> created(Object serializer, String method, String className, Class<T> kind) {
        try {
            return Class.forName(className, true, serializer.getClass().getClassLoader()).asSubclass(kind);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(
                    "CODING PROBLEM: " + serializer.getClass().getName() + "." + method + " cannot make a " + className
                            + ", for its bundle does not know that class.",
                    e);
        }
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
