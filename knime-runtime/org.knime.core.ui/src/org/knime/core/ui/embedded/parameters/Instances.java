package org.knime.core.ui.embedded.parameters;

import java.lang.reflect.InvocationTargetException;

/** Makes instances of parameter classes and of the classes that their annotations name. */
public final class Instances {

    private Instances() {}

    /** Calls the no-argument constructor, whatever its visibility. */
    public static <T> T of(Class<T> type) {
        return of(type, new Class<?>[0]);
    }

    /**
     * Calls the constructor with these parameters.
     *
     * @throws IllegalArgumentException if the class has no such constructor
     * @throws IllegalStateException if the constructor fails
     */
    static <T> T of(Class<T> type, Class<?>[] parameters, Object... arguments) {
        try {
            var constructor = type.getDeclaredConstructor(parameters);
            constructor.setAccessible(true);
            return constructor.newInstance(arguments);
        } catch (NoSuchMethodException e) {
            throw new IllegalArgumentException(type.getName() + " needs a no-argument constructor.", e);
        } catch (InvocationTargetException e) {
            throw new IllegalStateException("The constructor of " + type.getName() + " failed.", e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(type.getName() + " cannot be instantiated.", e);
        }
    }
}
