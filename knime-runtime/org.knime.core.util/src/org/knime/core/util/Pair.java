package org.knime.core.util;

import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Function;

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

    @Override
    public boolean equals(final Object other) {
        return other instanceof Pair<?, ?> pair
                && Objects.equals(first, pair.first)
                && Objects.equals(second, pair.second);
    }

    @Override
    public int hashCode() {
        return Objects.hash(first, second);
    }

    @Override
    public String toString() {
        return "<" + first + ", " + second + ">";
    }

    /** Joins two values. */
    public static <T, M> Pair<T, M> create(final T first, final M second) {
        return new Pair<>(first, second);
    }

    /** Makes one value of the two. */
    public <R> R reduce(final BiFunction<T, M, R> reducer) {
        return reducer.apply(first, second);
    }

    /** Maps each of the values. */
    public <X, Y> Pair<X, Y> map(final Function<T, X> firstMapper, final Function<M, Y> secondMapper) {
        return create(firstMapper.apply(first), secondMapper.apply(second));
    }
}
