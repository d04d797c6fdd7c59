package org.knime.core.node.util;

import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;

/**
 * Checks that throw what their name says. Templates are those of {@link String#format} and are filled in only on
 * failure, in {@link Locale#US}.
 */
public final class CheckUtils {

    private CheckUtils() {}

    private static String fill(String template, Object... arguments) {
        return String.format(Locale.US, Objects.requireNonNull(template), arguments);
    }

    /** Returns the argument unless it is {@code null}. */
    public static <T> T checkArgumentNotNull(final T toCheck, final String template, final Object... templateArgs)
            throws IllegalArgumentException {
        checkArgument(toCheck != null, template, templateArgs);
        return toCheck;
    }

    /** Checks an argument. */
    public static void checkArgument(final boolean predicate, final String message) throws IllegalArgumentException {
        if (!predicate) {
            throw new IllegalArgumentException(Objects.requireNonNull(message));
        }
    }

    /** Checks an argument. */
    public static void checkArgument(final boolean predicate, final String template, final Object... templateArgs)
            throws IllegalArgumentException {
        check(predicate, IllegalArgumentException::new, template, templateArgs);
    }

    /** Checks a state. */
    public static void checkState(final boolean predicate, final String message) throws IllegalStateException {
        if (!predicate) {
            throw new IllegalStateException(Objects.requireNonNull(message));
        }
    }

    /** Checks a state. */
    public static void checkState(final boolean predicate, final String template, final Object... templateArgs)
            throws IllegalStateException {
        check(predicate, IllegalStateException::new, template, templateArgs);
    }

    /** Throws the given exception unless the predicate holds. */
    public static <T extends Throwable> void check(
            final boolean predicate,
            final Function<String, T> toThrowable,
            final String template,
            final Object... templateArgs)
            throws T {
        if (!predicate) {
            throw toThrowable.apply(fill(template, templateArgs));
        }
    }
}
