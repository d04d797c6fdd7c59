package org.knime.core.ui.embedded.parameters;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.NodeSettingsWO;

/** Reads and writes an array, or a list, of groups: settings named 0, 1, 2 ..., one an element. */
record ElementsCodec(Class<?> container, Class<?> element, Codec codec) implements Codec {

    ElementsCodec {
        if (!container.isArray() && !container.isAssignableFrom(ArrayList.class)) {
            throw new IllegalStateException(
                    "Parameters of type " + container.getName() + " cannot be loaded; use an array or a List.");
        }
    }

    @Override
    public Object load(NodeSettingsRO settings) throws InvalidSettingsException {
        var loaded = new ArrayList<Object>();
        var size = settings.keySet().stream().filter(key -> key.matches("\\d+")).count();
        for (int i = 0; i < size; i++) {
            loaded.add(codec.load(settings.getNodeSettings(Integer.toString(i))));
        }
        return container.isArray() ? loaded.toArray((Object[]) Array.newInstance(element, 0)) : loaded;
    }

    @Override
    public void save(Object value, NodeSettingsWO settings) {
        var elements = value == null
                ? List.of()
                : container.isArray() ? List.of((Object[]) value) : List.copyOf((Collection<?>) value);
        for (int i = 0; i < elements.size(); i++) {
            codec.save(elements.get(i), settings.addNodeSettings(Integer.toString(i)));
        }
    }
}
