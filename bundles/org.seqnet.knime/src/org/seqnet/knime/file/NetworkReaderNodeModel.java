package org.seqnet.knime.file;

import java.io.BufferedInputStream;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.knime.core.node.NodeModel;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.NodeSettingsWO;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortType;
import org.knime.filehandling.core.connections.FSCategory;
import org.knime.filehandling.core.connections.FSFiles;
import org.knime.filehandling.core.connections.FSLocation;
import org.seqnet.engine.backend.Memory;
import org.seqnet.engine.file.Unreadable;
import org.seqnet.engine.model.ModelArchive;
import org.seqnet.engine.trained.TrainedNetwork;
import org.seqnet.knime.dialog.DialogSettings;
import org.seqnet.knime.execution.WithinHeap;
import org.seqnet.knime.location.CancellableInput;
import org.seqnet.knime.location.OpenLocation;
import org.seqnet.knime.message.Failures;
import org.seqnet.knime.network.NetworkPortObject;

/** Reads a network from the file that its settings name. */
final class NetworkReaderNodeModel extends NodeModel {
    static final DialogSettings<NetworkReaderParameters> SETTINGS = new DialogSettings<>(NetworkReaderParameters.class);

    private NetworkReaderParameters parameters;

    NetworkReaderNodeModel(NetworkReaderParameters parameters) {
        super(new PortType[0], new PortType[] {NetworkPortObject.TYPE});
        this.parameters = parameters;
    }

    @Override
    protected PortObjectSpec[] configure(PortObjectSpec[] inputs) throws InvalidSettingsException {
        parameters.location();
        // what the file holds shows when it is read
        return new PortObjectSpec[] {null};
    }

    @Override
    protected PortObject[] execute(PortObject[] inputs, ExecutionContext exec)
            throws CanceledExecutionException, KNIMEException {
        try {
            return new PortObject[] {new NetworkPortObject(read(parameters.location(), exec))};
        } catch (IOException e) {
            exec.checkCanceled();
            throw Failures.failure(e, e.getMessage());
        } catch (InvalidSettingsException e) {
            throw Failures.failure(e);
        } catch (OutOfMemoryError e) {
            throw WithinHeap.exhausted("Network Reader", e);
        }
    }

    private static TrainedNetwork read(FSLocation location, ExecutionMonitor monitor) throws IOException {
        var name = OpenLocation.name(location);
        try (var open = OpenLocation.of(location)) {
            return open.use(path -> {
                // what lies behind a URL is never known to be a folder
                if (location.getFSCategory() != FSCategory.CUSTOM_URL && FSFiles.isDirectory(path)) {
                    throw new IOException(name + ": this is a folder. Select a file written by the Network Writer.");
                }
                try (var file = Files.newInputStream(path);
                        var in = new BufferedInputStream(new CancellableInput(file, monitor), 1 << 16)) {
                    return ModelArchive.read(in, name);
                } catch (OutOfMemoryError e) {
                    throw tooLarge(name, path, e);
                }
            });
        } catch (IOException e) {
            throw Unreadable.explained(name, e);
        }
    }

    private static IOException tooLarge(String name, Path path, OutOfMemoryError error) throws IOException {
        var failure = Memory.exhausted(
                name + ": the network", Math.max(0, Files.size(path)), "Alternatively, read a smaller network.", error);
        return new IOException(failure.getMessage(), failure);
    }

    @Override
    protected void saveSettingsTo(NodeSettingsWO settings) {
        SETTINGS.save(parameters, settings);
    }

    @Override
    protected void validateSettings(NodeSettingsRO settings) throws InvalidSettingsException {
        SETTINGS.load(settings).validate();
    }

    @Override
    protected void loadValidatedSettingsFrom(NodeSettingsRO settings) throws InvalidSettingsException {
        parameters = SETTINGS.load(settings);
    }

    @Override
    protected void reset() {
        // nothing is kept
    }

    @Override
    protected void loadInternals(File folder, ExecutionMonitor exec) {
        // nothing to load
    }

    @Override
    protected void saveInternals(File folder, ExecutionMonitor exec) {
        // nothing to save
    }
}
