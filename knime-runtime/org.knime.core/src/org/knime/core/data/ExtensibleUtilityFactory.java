package org.knime.core.data;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.knime.core.data.DataValue.UtilityFactory;

/** Knows the name that users see. There is one for each value interface. */
public abstract class ExtensibleUtilityFactory extends UtilityFactory {

    private static final Set<Class<? extends DataValue>> TAKEN = ConcurrentHashMap.newKeySet();

    /**
     * Makes the factory of a value interface.
     *
     * @throws IllegalArgumentException if there is one already
     */
    public ExtensibleUtilityFactory(final Class<? extends DataValue> valueClass) {
        if (!TAKEN.add(valueClass)) {
            throw new IllegalArgumentException(valueClass + " has a utility factory already.");
        }
    }

    /** Returns the type's name as users see it. */
    public abstract String getName();
}
