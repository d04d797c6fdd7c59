package org.knime.core.data;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IConfigurationElement;
import org.eclipse.core.runtime.Platform;
import org.knime.core.data.DataValue.UtilityFactory;
import org.knime.core.data.renderer.DataValueRenderer;
import org.knime.core.data.renderer.DataValueRendererFactory;
import org.knime.core.data.renderer.DataValueRendererFamily;
import org.knime.core.data.renderer.DefaultDataValueRenderer;
import org.knime.core.data.renderer.DefaultDataValueRendererFamily;

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

    private synchronized Map<String, DataValueRendererFactory> renderers() {
        if (renderers == null) {
            renderers = new LinkedHashMap<>();
            if (Platform.isRunning()) {
                for (var value : Platform.getExtensionRegistry().getConfigurationElementsFor(EXTENSION_POINT)) {
                    if (valueClass.getName().equals(value.getAttribute("valueClass"))) {
                        for (var renderer : value.getChildren()) {
                            register(renderer);
                        }
                    }
                }
            }
        }
        return renderers;
    }

    private void register(IConfigurationElement element) {
        try {
            var factory = (DataValueRendererFactory) element.createExecutableExtension("rendererFactoryClass");
            add(factory, Boolean.parseBoolean(element.getAttribute("suggestAsDefault")));
        } catch (CoreException e) {
            throw new IllegalStateException(
                    "The renderer factory " + element.getAttribute("rendererFactoryClass") + " for "
                            + valueClass.getName() + ", registered by "
                            + element.getContributor().getName() + ", cannot be loaded: " + e.getMessage(),
                    e);
        }
    }

    private void add(DataValueRendererFactory factory, boolean suggestAsDefault) {
        renderers.put(factory.getId(), factory);
        if (suggestAsDefault || standard == null) {
            standard = factory.getId();
        }
    }

    /** Adds a renderer beside the registered ones. */
    protected final void addRendererFactory(final DataValueRendererFactory fac, final boolean suggestAsDefault) {
        renderers();
        add(fac, suggestAsDefault);
    }

    /** Chooses the renderer that the user prefers; {@code null} takes the choice back. */
    public final void setPreferredRenderer(final String rendererId) {
        preferred = rendererId;
    }

    /** Returns all renderers. */
    public Collection<DataValueRendererFactory> getAvailableRenderers() {
        return Collections.unmodifiableCollection(renderers().values());
    }

    /** Returns the renderer that suggests itself as the default, {@code null} if there is no renderer. */
    public DataValueRendererFactory getDefaultRenderer() {
        return renderers().get(standard);
    }

    /** Returns the renderer that the user prefers, {@code null} if none. */
    public DataValueRendererFactory getPreferredRenderer() {
        return renderers().get(preferred);
    }

    /** Returns the type's name as users see it. */
    public abstract String getName();

    /** Returns the oldest name that the type had. */
    public final String getLegacyName() {
        var names = getLegacyNames();
        return names == null || names.length == 0 ? getName() : names[0];
    }

    /** Returns names that the type had before, the oldest first. */
    protected String[] getLegacyNames() {
        return new String[0];
    }

    @Override
    protected final DataValueRendererFamily getRendererFamily(final DataColumnSpec spec) {
        var first = getPreferredRenderer() == null ? getDefaultRenderer() : getPreferredRenderer();
        if (first == null) {
            return new DefaultDataValueRendererFamily(new DefaultDataValueRenderer(spec));
        }
        var family = new ArrayList<DataValueRenderer>();
        family.add(first.createRenderer(spec));
        for (var factory : renderers().values()) {
            if (!factory.equals(first)) {
                family.add(factory.createRenderer(spec));
            }
        }
        return new DefaultDataValueRendererFamily(family.toArray(DataValueRenderer[]::new));
    }

    /** Returns the key under which the preferred renderer is remembered. */
    public final String getPreferenceKey() {
        return getPreferenceKey(valueClass);
    }

    /** Returns the key under which a value's preferred renderer is remembered. */
    public static final String getPreferenceKey(final Class<? extends DataValue> valueClass) {
        return "preferredRendererFor_" + valueClass.getName();
    }

    /** Returns the factories of all values whose classes have been loaded. */
    public static Collection<? extends ExtensibleUtilityFactory> getAllFactories() {
        synchronized (FACTORIES) {
            return new ArrayList<>(FACTORIES.values());
        }
    }

    /** Returns the heading under which users find the type. */
    public String getGroupName() {
        return "Other";
    }
}
