package org.seqnet.knime.file;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Files;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.knime.filehandling.core.connections.FSCategory;
import org.knime.filehandling.core.connections.FSFiles;
import org.knime.filehandling.core.connections.FSLocation;
import org.knime.node.DefaultModel.ConfigureInput;
import org.knime.node.DefaultModel.ConfigureOutput;
import org.knime.node.DefaultModel.ExecuteInput;
import org.knime.node.DefaultModel.ExecuteOutput;
import org.knime.node.DefaultNode;
import org.knime.node.DefaultNodeFactory;
import org.seqnet.engine.idx.Unreadable;
import org.seqnet.engine.model.ModelArchive;
import org.seqnet.engine.model.TrainedNetwork;
import org.seqnet.knime.Failures;
import org.seqnet.knime.network.NetworkPortObject;

/** The Network Reader: file -> network. */
public final class NetworkReaderNodeFactory extends DefaultNodeFactory {
    private static final String DESCRIPTION =
            """
            <p>
                Reads a trained network from a file that the Network Writer made, for the Network Predictor to apply or
                for a learner to train on. The network comes back to the last bit, with its labels, the name of the label
                column and the history of its training.
            </p>
            <p>
                What the network reads and which labels it tells apart is known once the node has been executed.
            </p>
            <p>
                The format is plain and holds no program code, so a file from a stranger can do no more than be refused:
                sizes and checksums are checked before anything is used. Files of Deeplearning4j are not read, since
                reading them can run code that is hidden in them.
            </p>
            """;

    /** Creates the factory; KNIME calls it. */
    public NetworkReaderNodeFactory() {
        super(DefaultNode.create()
                .name("Network Reader")
                .icon("network-reader.png")
                .shortDescription("Reads a trained network from a file.")
                .fullDescription(DESCRIPTION)
                .sinceVersion(5, 8, 0)
                .ports(ports ->
                        ports.addOutputPort("Network", "The network as it was written.", NetworkPortObject.TYPE))
                .model(model -> model.parametersClass(NetworkReaderParameters.class)
                        .configure(NetworkReaderNodeFactory::configure)
                        .execute(NetworkReaderNodeFactory::execute))
                .nodeType(NodeType.Source)
                .keywords("load", "import", "open", "model", "neural network", "deep learning"));
    }

    static void configure(ConfigureInput input, ConfigureOutput output) throws InvalidSettingsException {
        NetworkReaderParameters parameters = input.getParameters();
        parameters.location();
    }

    static void execute(ExecuteInput input, ExecuteOutput output) throws CanceledExecutionException, KNIMEException {
        NetworkReaderParameters parameters = input.getParameters();
        var exec = input.getExecutionContext();
        try {
            output.setOutData(0, new NetworkPortObject(read(parameters.location(), exec)));
        } catch (IOException e) {
            exec.checkCanceled();
            throw Failures.failure(e, e.getMessage());
        } catch (InvalidSettingsException e) {
            throw Failures.failure(e, e.getMessage());
        }
    }

    private static TrainedNetwork read(FSLocation location, ExecutionMonitor monitor) throws IOException {
        try (var open = OpenLocation.of(location)) {
            return open.use(path -> {
                // what lies behind a URL is never known to be a folder
                if (location.getFSCategory() != FSCategory.CUSTOM_URL && FSFiles.isDirectory(path)) {
                    throw new IOException(
                            location.getPath() + ": this is a folder. Choose a file that the Network Writer made.");
                }
                try (var file = Files.newInputStream(path);
                        var in = new BufferedInputStream(new CancellableInput(file, monitor), 1 << 16)) {
                    return ModelArchive.read(in, location.getPath());
                }
            });
        } catch (IOException e) {
            throw Unreadable.explained(location.getPath(), e);
        }
    }
}
