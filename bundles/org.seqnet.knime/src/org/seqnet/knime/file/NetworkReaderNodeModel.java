package org.seqnet.knime.file;

import java.io.File;
import java.io.IOException;
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
import org.seqnet.engine.SeqNetException;
import org.seqnet.exchange.Completion;
import org.seqnet.exchange.FileContent;
import org.seqnet.knime.dialog.DialogSettings;
import org.seqnet.knime.execution.WithinHeap;
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
            var location = parameters.location();
            var completion = parameters.completion();
            var content = NetworkFile.content(location, completion, exec);
            if (content instanceof FileContent.Whole && !completion.equals(Completion.NONE)) {
                setWarningMessage("%s is a complete network. The settings of \"%s\" have no effect."
                        .formatted(OpenLocation.name(location), ReaderLayout.FOREIGN));
            }
            return new PortObject[] {new NetworkPortObject(NetworkFile.completed(content, completion))};
        } catch (SeqNetException e) {
            throw Failures.failure(e);
        } catch (IOException e) {
            exec.checkCanceled();
            throw Failures.failure(e, e.getMessage());
        } catch (InvalidSettingsException e) {
            throw Failures.failure(e);
        } catch (OutOfMemoryError e) {
            throw WithinHeap.exhausted("Network Reader", e);
        }
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
