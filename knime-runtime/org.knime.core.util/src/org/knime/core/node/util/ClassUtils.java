package org.knime.core.node.util;

/** Casts that answer with nothing instead of an exception. */
public final class ClassUtils {

    private ClassUtils() {}
}
