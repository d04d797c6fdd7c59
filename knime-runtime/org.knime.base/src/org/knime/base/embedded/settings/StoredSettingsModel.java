package org.knime.base.embedded.settings;

import java.io.File;
import java.util.Optional;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeModel;
import org.knime.core.node.NodeSettings;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.NodeSettingsWO;
import org.knime.core.node.port.PortType;

/**
 * A node model with settings that KNIME saved; it saves them as they were, and has no settings before.
 *
 * @param <S> what the settings say
 */
public abstract class StoredSettingsModel<S> extends NodeModel {
    private Optional<NodeSettings> saved = Optional.empty();
    private Optional<S> settings = Optional.empty();

    protected StoredSettingsModel(PortType[] in, PortType[] out) {
        super(in, out);
    }

    /** @throws InvalidSettingsException naming the key that is missing, unknown or not supported */
    protected abstract S read(NodeSettingsRO stored) throws InvalidSettingsException;

    /** Says what to do about a node without settings. */
    protected abstract String withoutSettings();

    /** @throws InvalidSettingsException if the node has none */
    protected final S settings() throws InvalidSettingsException {
        return settings.orElseThrow(() -> new InvalidSettingsException(withoutSettings()));
    }

    @Override
    protected final void validateSettings(NodeSettingsRO given) throws InvalidSettingsException {
        read(given);
    }

    @Override
    protected final void loadValidatedSettingsFrom(NodeSettingsRO given) throws InvalidSettingsException {
        settings = Optional.of(read(given));
        var copy = new NodeSettings("model");
        given.copyTo(copy);
        saved = Optional.of(copy);
    }

    @Override
    protected final void saveSettingsTo(NodeSettingsWO target) {
        saved.ifPresent(copy -> copy.copyTo(target));
    }

    @Override
    protected final void loadInternals(File nodeInternDir, ExecutionMonitor exec) {
        // there are none
    }

    @Override
    protected final void saveInternals(File nodeInternDir, ExecutionMonitor exec) {
        // there are none
    }

    @Override
    protected void reset() {
        // nothing is kept
    }
}
