package org.knime.core.node.context;

/** Can be copied. */
public interface DeepCopy<T> {

    /** Returns a copy that shares nothing that changes. */
    T copy();
}
