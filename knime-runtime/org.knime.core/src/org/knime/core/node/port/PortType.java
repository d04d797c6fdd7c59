package org.knime.core.node.port;

import java.lang.reflect.Method;
import java.util.Arrays;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.NodeSettingsWO;
import org.knime.core.node.config.ConfigRO;
import org.knime.core.node.config.ConfigWO;

/** What a port takes or gives. Types are equal if their objects' classes are; optional or not does not count. */
public final class PortType {

    /** The colour of ports that choose none, ARGB. */
    public static final int DEFAULT_COLOR = 0xff9b9b9b;

    private static final String OBJECT_CLASS = "object_class";

    private final Class<? extends PortObject> objectClass;

    private final Class<? extends PortObjectSpec> specClass;

    private final boolean optional;

    private final String name;

    private final int color;

    private final boolean hidden;

    PortType(Class<? extends PortObject> objectClass, boolean optional, String name, int color, boolean hidden) {
        this.objectClass = objectClass;
        this.specClass = getPortObjectSpecClass(objectClass);
        this.optional = optional;
        this.name = name == null ? objectClass.getSimpleName() : name;
        this.color = color;
        this.hidden = hidden;
    }

    /** Returns the name as users see it. */
    public String getName() {
        return name;
    }

    /** Returns the colour, ARGB. */
    public int getColor() {
        return color;
    }

    /** Returns the class of the specs. */
    public Class<? extends PortObjectSpec> getPortObjectSpecClass() {
        return specClass;
    }

    /** Returns the class of the objects. */
    public Class<? extends PortObject> getPortObjectClass() {
        return objectClass;
    }

    /** Tells whether an input may stay open. */
    public boolean isOptional() {
        return optional;
    }

    /** Tells whether users shall not choose the type. */
    public boolean isHidden() {
        return hidden;
    }

    /** Tells whether each object of the given type is one of this type. */
    public boolean isSuperTypeOf(final PortType subType) {
        return objectClass.isAssignableFrom(subType.objectClass);
    }

    /** Tells whether the spec is one of this type; {@code null} is one of each. */
    public boolean acceptsPortObjectSpec(final PortObjectSpec spec) {
        return spec == null || specClass.isInstance(spec);
    }

    /** Tells whether the object is one of this type. */
    public boolean acceptsPortObject(final PortObject po) {
        return objectClass.isInstance(po);
    }

    @Override
    public boolean equals(final Object other) {
        return other instanceof PortType type && objectClass.equals(type.objectClass);
    }

    @Override
    public int hashCode() {
        return objectClass.hashCode();
    }

    /** Writes the type. */
    public void save(final NodeSettingsWO settings) {
        save((ConfigWO) settings);
    }

    /** Writes the type. */
    public void save(final ConfigWO settings) {
        settings.addString(OBJECT_CLASS, objectClass.getName());
    }

    /** Reads a type. */
    public static PortType load(final NodeSettingsRO settings) throws InvalidSettingsException {
        return load((ConfigRO) settings);
    }

    /**
     * Reads a type.
     *
     * @throws InvalidSettingsException if no plug-in registers it
     */
    public static PortType load(final ConfigRO settings) throws InvalidSettingsException {
        String className = settings.getString(OBJECT_CLASS);
        var registry = PortTypeRegistry.getInstance();
        return registry.getObjectClass(className)
                .map(registry::getPortType)
                .orElseThrow(() -> new InvalidSettingsException("Port object class '" + className + "' not found."));
    }

    /** Returns the class of the specs, which is what {@code getSpec()} of the objects' class says to return. */
    public static Class<? extends PortObjectSpec> getPortObjectSpecClass(
            final Class<? extends PortObject> objectClass) {
        return Arrays.stream(objectClass.getMethods())
                .filter(method -> method.getName().equals("getSpec") && method.getParameterCount() == 0)
                .map(Method::getReturnType)
                .filter(PortObjectSpec.class::isAssignableFrom)
                .<Class<? extends PortObjectSpec>>map(type -> type.asSubclass(PortObjectSpec.class))
                .reduce((a, b) -> a.isAssignableFrom(b) ? b : a)
                .orElse(PortObjectSpec.class);
    }
}
