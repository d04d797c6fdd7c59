package org.seqnet.knime.view;

import java.io.File;
import java.util.stream.Stream;
import org.knime.core.data.DataTableSpec;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeModel;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.NodeSettingsWO;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectHolder;
import org.knime.node.parameters.NodeParameters;
import org.seqnet.knime.dialog.DialogSettings;

/** A node of tables that needs what only classic nodes can do, such as pushing flow variables, with a modern view. */
public abstract class ClassicNodeModel<P extends NodeParameters> extends NodeModel implements PortObjectHolder {
    private final DialogSettings<P> settings;
    private P parameters;
    private PortObject[] viewData;

    /** Creates a node with settings of this type. */
    protected ClassicNodeModel(Class<P> settings, int inputs, int outputs) {
        super(inputs, outputs);
        this.settings = new DialogSettings<>(settings);
    }

    /** Returns the settings; those of a new node fit its inputs. */
    protected final P parameters(DataTableSpec... inputs) {
        if (parameters == null) {
            parameters = settings.defaults(inputs);
        }
        return parameters;
    }

    /** Keeps what the view shows, and tables that it needs beside. */
    protected final void show(JsonObject data, ExecutionContext exec, BufferedDataTable... tables) {
        viewData = Stream.concat(Stream.of(ViewData.keep(data, exec)), Stream.of(tables))
                .toArray(PortObject[]::new);
    }

    /** Returns what the view shows first, {@code null} before execution; KNIME saves it with the workflow. */
    @Override
    public final PortObject[] getInternalPortObjects() {
        return viewData;
    }

    @Override
    public final void setInternalPortObjects(PortObject[] saved) {
        viewData = saved;
    }

    @Override
    protected final void saveSettingsTo(NodeSettingsWO target) {
        settings.save(parameters == null ? settings.defaults() : parameters, target);
    }

    @Override
    protected final void validateSettings(NodeSettingsRO source) throws InvalidSettingsException {
        settings.load(source).validate();
    }

    @Override
    protected final void loadValidatedSettingsFrom(NodeSettingsRO source) throws InvalidSettingsException {
        parameters = settings.load(source);
    }

    @Override
    protected final void reset() {
        viewData = null;
    }

    @Override
    protected final void loadInternals(File folder, ExecutionMonitor exec) {
        // nothing to load
    }

    @Override
    protected final void saveInternals(File folder, ExecutionMonitor exec) {
        // nothing to save
    }
}
