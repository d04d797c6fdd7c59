package org.knime.core.data;

import java.util.LinkedHashMap;
import java.util.Map;
import org.knime.core.data.DataValue.UtilityFactory;
import org.knime.core.data.renderer.DataValueRendererFactory;

/**
 * Knows the renderers that plug-ins register at {@code org.knime.core.DataValueRenderer} for a value. There is one for
 * each value interface.
 */
public abstract class ExtensibleUtilityFactory extends UtilityFactory {

    private static final String EXTENSION_POINT = "org.knime.core.DataValueRenderer";

    private static final Map<Class<? extends DataValue>, ExtensibleUtilityFactory> FACTORIES = new LinkedHashMap<>();

    private final Class<? extends DataValue> valueClass;

    private Map<String, DataValueRendererFactory> renderers;

    private String preferred;

    private String standard;

    /**
     * Makes the factory of a value interface.
     *
     * @throws IllegalArgumentException if there is one already
     */
    public ExtensibleUtilityFactory(final Class<? extends DataValue> valueClass) {
        this.valueClass = valueClass;
        synchronized (FACTORIES) {
            if (FACTORIES.containsKey(valueClass)) {
                throw new IllegalArgumentException(valueClass + " has a utility factory already: "
                        + FACTORIES.get(valueClass).getClass().getName());
            }
            FACTORIES.put(valueClass, this);
        }
    }

    /** Returns the type's name as users see it. */
    public abstract String getName();
}
