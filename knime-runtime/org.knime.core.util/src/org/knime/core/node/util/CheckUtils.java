package org.knime.core.node.util;

import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import org.knime.core.node.InvalidSettingsException;

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

    /** Returns the argument unless it is {@code null}. */
    public static <T> T checkArgumentNotNull(final T toCheck) throws IllegalArgumentException {
        checkArgument(toCheck != null, "Argument must not be null");
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

    /** Returns the value unless it is {@code null}. */
    public static <T> T checkNotNull(final T toCheck) throws NullPointerException {
        return checkNotNull(toCheck, "");
    }

    /** Returns the value unless it is {@code null}. */
    public static <T> T checkNotNull(final T toCheck, final String message) throws NullPointerException {
        return Objects.requireNonNull(toCheck, message);
    }

    /** Returns the value unless it is {@code null}. */
    public static <T> T checkNotNull(final T toCheck, final String template, final Object... templateArgs)
            throws NullPointerException {
        check(toCheck != null, NullPointerException::new, template, templateArgs);
        return toCheck;
    }

    /** Checks a setting. */
    public static void checkSetting(final boolean predicate, final String template, final Object... templateArgs)
            throws InvalidSettingsException {
        if (!predicate) {
            throw new InvalidSettingsException(fill(template, templateArgs));
        }
    }

    /** Returns the setting unless it is {@code null}. */
    public static <T> T checkSettingNotNull(final T toCheck, final String template, final Object... templateArgs)
            throws InvalidSettingsException {
        checkSetting(toCheck != null, template, templateArgs);
        return toCheck;
    }

    /** Returns the object as an instance of the class, or throws the given exception. */
    public static <O, T extends Throwable, V> V checkCast(
            final O toCheck,
            final Class<V> clazz,
            final Function<String, T> toThrowable,
            final String template,
            final Object... templateArgs)
            throws T {
        check(clazz.isInstance(toCheck), toThrowable, template, templateArgs);
        return clazz.cast(toCheck);
    }

    /** Throws the given exception with the supplied message unless the predicate holds. */
    public static <T extends Throwable> void check(
            final boolean predicate, final Function<String, T> toThrowable, final Supplier<String> exceptionMessage)
            throws T {
        if (!predicate) {
            throw toThrowable.apply(exceptionMessage.get());
        }
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
