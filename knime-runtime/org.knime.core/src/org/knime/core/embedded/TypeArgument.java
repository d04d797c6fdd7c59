package org.knime.core.embedded;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** By its type argument a serializer says what it writes; KNIME believes nothing else. */
public final class TypeArgument {
    private TypeArgument() {}

    /** Returns the first argument of a parent of the class, or of its superclasses, that is a subtype of the bound. */
    public static <T> Optional<Class<? extends T>> of(Class<?> serializer, Class<T> bound) {
        for (Class<?> c = serializer; c != null; c = c.getSuperclass()) {
            List<Type> parents = new ArrayList<>(List.of(c.getGenericInterfaces()));
            if (c.getGenericSuperclass() != null) {
                parents.add(c.getGenericSuperclass());
            }
            for (Type parent : parents) {
                if (parent instanceof ParameterizedType generic) {
                    Type argument = generic.getActualTypeArguments()[0];
                    Type raw = argument instanceof ParameterizedType nested ? nested.getRawType() : argument;
                    if (raw instanceof Class<?> written && bound.isAssignableFrom(written)) {
                        return Optional.of(written.asSubclass(bound));
                    }
                }
            }
        }
        return Optional.empty();
    }
}
