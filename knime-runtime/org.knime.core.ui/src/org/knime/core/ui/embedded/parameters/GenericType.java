package org.knime.core.ui.embedded.parameters;

import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A class together with what stands for its type variables, so that a field {@code E choice} has a type. */
public record GenericType(Class<?> raw, List<GenericType> arguments) {

    public static GenericType of(Class<?> raw) {
        return new GenericType(raw, List.of());
    }

    /** Returns the type of a field, or of a superclass, as it was written inside this type. */
    GenericType resolve(Type written) {
        var variables = new HashMap<TypeVariable<?>, GenericType>();
        var parameters = raw.getTypeParameters();
        for (int i = 0; i < Math.min(parameters.length, arguments.size()); i++) {
            variables.put(parameters[i], arguments.get(i));
        }
        return resolve(written, variables);
    }

    private static GenericType resolve(Type written, Map<TypeVariable<?>, GenericType> variables) {
        if (written instanceof Class<?> plain) {
            return of(plain);
        }
        if (written instanceof ParameterizedType parameterized) {
            var arguments = Stream.of(parameterized.getActualTypeArguments())
                    .map(argument -> resolve(argument, variables))
                    .toList();
            return new GenericType((Class<?>) parameterized.getRawType(), arguments);
        }
        if (written instanceof GenericArrayType array) {
            var component = resolve(array.getGenericComponentType(), variables);
            return new GenericType(component.raw.arrayType(), component.arguments);
        }
        if (written instanceof TypeVariable<?> variable) {
            var known = variables.get(variable);
            return known != null ? known : of(erasure(variable.getBounds()[0]));
        }
        return resolve(((WildcardType) written).getUpperBounds()[0], variables);
    }

    private static Class<?> erasure(Type bound) {
        return bound instanceof ParameterizedType parameterized
                ? (Class<?>) parameterized.getRawType()
                : bound instanceof Class<?> plain ? plain : Object.class;
    }

    /** Returns the superclass; empty above {@link Object}, for interfaces and for primitives. */
    Optional<GenericType> superclass() {
        return Optional.ofNullable(raw.getGenericSuperclass()).map(this::resolve);
    }

    /** Returns the type of the elements if this is an array. */
    Optional<GenericType> component() {
        return Optional.ofNullable(raw.componentType()).map(component -> new GenericType(component, arguments));
    }
}
