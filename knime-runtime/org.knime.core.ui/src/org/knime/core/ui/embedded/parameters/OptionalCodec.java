package org.knime.core.ui.embedded.parameters;

import java.util.Optional;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.NodeSettingsWO;

/** Adds to a value an entry that says whether it counts; an absent value is written as zero, null or empty. */
record OptionalCodec(String key, Codec content, Object placeholder) implements Codec {

    private String presenceKey() {
        return key + "_is_present";
    }

    @Override
    public Object load(NodeSettingsRO settings) throws InvalidSettingsException {
        return settings.getBoolean(presenceKey(), true)
                ? Optional.ofNullable(content.load(settings))
                : Optional.empty();
    }

    @Override
    public void save(Object value, NodeSettingsWO settings) {
        var optional = (Optional<?>) value;
        content.save(optional.isPresent() ? optional.get() : placeholder, settings);
        settings.addBoolean(presenceKey(), optional.isPresent());
    }
}
