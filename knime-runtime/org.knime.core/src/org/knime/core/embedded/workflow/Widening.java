package org.knime.core.embedded.workflow;

import java.lang.reflect.Array;
import java.util.Optional;

/** The conversions between flow variables' values: those that lose nothing, one value to an array of one included. */
public final class Widening {
    private Widening() {}

    public static boolean widens(Class<?> from, Class<?> to) {
        if (from == to) {
            return true;
        }
        if (to.isArray()) {
            return widens(from.isArray() ? from.getComponentType() : from, to.getComponentType());
        }
        if (from.isArray()) {
            return false;
        }
        return to == String.class
                || to == Boolean.class && from == String.class
                || to == Long.class && from == Integer.class
                || to == Double.class && (from == Integer.class || from == Long.class);
    }

    /** Returns the value as the target's type, or nothing if a conversion is not allowed or the text does not fit. */
    public static <U> Optional<U> convert(Object value, Class<U> target) {
        if (!widens(value.getClass(), target)) {
            return Optional.empty();
        }
        if (target.isInstance(value)) {
            return Optional.of(target.cast(value));
        }
        return Optional.ofNullable(target.isArray() ? array(value, target) : scalar(value, target))
                .map(target::cast);
    }

    private static Object array(Object value, Class<?> target) {
        var values = value instanceof Object[] several ? several : new Object[] {value};
        var array = Array.newInstance(target.getComponentType(), values.length);
        for (int i = 0; i < values.length; i++) {
            var element = convert(values[i], target.getComponentType());
            if (element.isEmpty()) {
                return null;
            }
            Array.set(array, i, element.get());
        }
        return array;
    }

    private static Object scalar(Object value, Class<?> target) {
        if (target == String.class) {
            return value.toString();
        }
        if (target == Boolean.class) {
            return "true".equals(value) ? Boolean.TRUE : "false".equals(value) ? Boolean.FALSE : null;
        }
        var number = (Number) value;
        return target == Long.class ? (Object) number.longValue() : (Object) number.doubleValue();
    }

    /** Makes an array of numbers or truth values one of objects, or the other way round. */
    public static <A> A boxing(Object from, Class<A> to) {
        int length = Array.getLength(from);
        var array = Array.newInstance(to.getComponentType(), length);
        for (int i = 0; i < length; i++) {
            Array.set(array, i, Array.get(from, i));
        }
        return to.cast(array);
    }
}
