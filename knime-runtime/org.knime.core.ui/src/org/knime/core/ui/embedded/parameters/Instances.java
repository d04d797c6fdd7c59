package org.knime.core.ui.embedded.parameters;

import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;
import java.util.stream.Stream;
import org.knime.node.parameters.NodeParametersInput;

/** Makes instances of parameter classes, which are the defaults, and of the classes that their annotations name. */
public final class Instances {
    private Instances() {}

    /** Calls the no-argument constructor, whatever its visibility. */
    public static <T> T of(Class<T> type) {
        return of(type, new Class<?>[0]);
    }

    /** Calls the constructor that takes the input, if there is one, or else the one without parameters. */
    public static <T> T of(Class<T> type, NodeParametersInput input) {
        var takesInput = new Class<?>[] {NodeParametersInput.class};
        return Stream.of(type.getDeclaredConstructors())
                        .anyMatch(constructor -> Arrays.equals(constructor.getParameterTypes(), takesInput))
                ? of(type, takesInput, input)
                : of(type);
    }

    /**
     * Calls a constructor.
     *
     * @throws IllegalArgumentException if the class has none with these parameters
     * @throws IllegalStateException if the constructor fails
     */
    private static <T> T of(Class<T> type, Class<?>[] parameters, Object... arguments) {
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
