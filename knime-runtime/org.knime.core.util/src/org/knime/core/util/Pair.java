package org.knime.core.util;

/** Two values. */
public final class Pair<T, M> {

    private final T first;

    private final M second;

    /** Joins two values, either of which may be {@code null}. */
    public Pair(final T first, final M second) {
        this.first = first;
        this.second = second;
    }

    /** Returns the first value. */
    public T getFirst() {
        return first;
    }

    /** Returns the second value. */
    public M getSecond() {
        return second;
    }
}
