package org.knime.core.ui.embedded.parameters;

import java.lang.annotation.Annotation;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One field of a group of parameters.
 *
 * @param field the field, accessible
 * @param name its name without a leading {@code m_}
 * @param type its type, an {@link Optional} included
 * @param group the class whose fields were listed; a field of its superclass has it too
 */
public record ParameterField(Field field, String name, GenericType type, Class<?> group) {

    /**
     * Lists the fields that are settings: those of superclasses first, in the order of the source, neither private nor
     * static nor transient.
     */
    public static List<ParameterField> of(GenericType type) {
        var fields = new LinkedHashMap<String, ParameterField>();
        collect(type, type.raw(), fields);
        return List.copyOf(fields.values());
    }

    private static void collect(GenericType type, Class<?> group, Map<String, ParameterField> fields) {
        type.superclass().ifPresent(parent -> collect(parent, group, fields));
        for (var field : type.raw().getDeclaredFields()) {
            var ignored = Modifier.PRIVATE | Modifier.STATIC | Modifier.TRANSIENT;
            if ((field.getModifiers() & ignored) == 0 && !field.isSynthetic()) {
                field.setAccessible(true);
                var name = field.getName().startsWith("m_") ? field.getName().substring(2) : field.getName();
                fields.put(
                        field.getName(), new ParameterField(field, name, type.resolve(field.getGenericType()), group));
            }
        }
    }

    /** Finds an annotation on the field or, for an inherited field, on the class that declares it. */
    public <A extends Annotation> Optional<A> annotation(Class<A> kind) {
        var own = Optional.ofNullable(field.getAnnotation(kind));
        return own.isPresent() || field.getDeclaringClass() == group
                ? own
                : Optional.ofNullable(field.getDeclaringClass().getAnnotation(kind));
    }

    public boolean isOptional() {
        return type.raw() == Optional.class;
    }

    /** Returns the type of the value, which for an optional field is the type of what it may hold. */
    public GenericType content() {
        return isOptional() ? type.arguments().get(0) : type;
    }

    /** Returns the type of the elements if the field is an array, or a collection, of {@code kind}. */
    public Optional<GenericType> elements(Class<?> kind) {
        var elements = Collection.class.isAssignableFrom(type.raw())
                ? type.arguments().stream().findFirst()
                : type.component();
        return elements.filter(element ->
                kind.isAssignableFrom(element.raw()) && !element.raw().isEnum());
    }

    public Object get(Object owner) {
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
        return group.getSimpleName() + "." + name;
    }
}
