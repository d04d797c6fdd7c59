package org.knime.core.node.util;

import java.util.Optional;
import java.util.stream.Stream;

/** Casts that answer with nothing instead of an exception. */
public final class ClassUtils {

    private ClassUtils() {}

    /** Returns the object if it is of that class. */
    public static <T> Optional<T> castOptional(final Class<T> cls, final Object object) {
        return Optional.ofNullable(object).filter(cls::isInstance).map(cls::cast);
    }

    /** Returns a stream of the object if it is of that class, else an empty one. */
    public static <T> Stream<T> castStream(final Class<T> cls, final Object object) {
        return castOptional(cls, object).stream();
    }
}
