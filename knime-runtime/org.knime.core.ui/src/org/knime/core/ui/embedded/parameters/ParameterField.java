package org.knime.core.ui.embedded.parameters;

import java.lang.annotation.Annotation;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One field of a group of parameters.
 *
 * @param field the field, accessible
 * @param group the class whose fields were listed; a field of its superclass has it too
 */
public record ParameterField(Field field, Class<?> group) {
    /**
     * Lists the fields that are settings: those of superclasses first, in the order of the source, neither private nor
     * static nor transient.
     */
    public static List<ParameterField> of(Class<?> group) {
        var fields = new ArrayList<ParameterField>();
        collect(group, group, fields);
        return fields;
    }

    private static void collect(Class<?> type, Class<?> group, List<ParameterField> fields) {
        if (type.getSuperclass() != null) {
            collect(type.getSuperclass(), group, fields);
        }
        for (var field : type.getDeclaredFields()) {
            var ignored = Modifier.PRIVATE | Modifier.STATIC | Modifier.TRANSIENT;
            if ((field.getModifiers() & ignored) == 0 && !field.isSynthetic()) {
                field.setAccessible(true);
                fields.add(new ParameterField(field, group));
            }
        }
    }

    /** Returns the name, without a leading {@code m_}. */
    String name() {
        var name = field.getName();
        return name.startsWith("m_") ? name.substring(2) : name;
    }

    Class<?> type() {
        return field.getType();
    }

    public <A extends Annotation> Optional<A> annotation(Class<A> kind) {
        return Optional.ofNullable(field.getAnnotation(kind));
    }

    /** Returns the type of the elements if the field is an array of {@code kind}. */
    Optional<Class<?>> elements(Class<?> kind) {
        var element = type().componentType();
        return element != null && kind.isAssignableFrom(element) ? Optional.of(element) : Optional.empty();
    }

    Object get(Object owner) {
        try {
            return field.get(owner);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("Parameter field " + field + " cannot be read.", e);
        }
    }

    void set(Object owner, Object value) {
        try {
            field.set(owner, value);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("Parameter field " + field + " cannot be written.", e);
        }
    }

    @Override
    public String toString() {
        return group.getSimpleName() + "." + name();
    }
}
