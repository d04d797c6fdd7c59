package org.seqnet.knime.file;

import java.io.IOException;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.knime.core.node.NodeLogger;
import org.knime.node.DefaultModel.ConfigureInput;
import org.knime.node.DefaultModel.ConfigureOutput;
import org.knime.node.DefaultModel.ExecuteInput;
import org.knime.node.DefaultModel.ExecuteOutput;
import org.knime.node.DefaultNode;
import org.knime.node.DefaultNodeFactory;
import org.seqnet.engine.SeqNetException;
import org.seqnet.knime.execution.WithinHeap;
import org.seqnet.knime.location.TargetFile;
import org.seqnet.knime.message.Failures;
import org.seqnet.knime.message.Logs;
import org.seqnet.knime.network.NetworkPortObject;

/** The Network Writer: network -> file. */
public final class NetworkWriterNodeFactory extends DefaultNodeFactory {
    private static final NodeLogger LOG = Logs.of(NetworkWriterNodeFactory.class);
    private static final String DESCRIPTION =
            """
            <p>
                Writes a trained network to a file. In the format of Sequence Networks the file holds all that belongs to
                it: architecture, weights, labels, the name of the label column, how it was trained epoch by epoch, and
                what training on needs. The Network Reader reads it, in this workflow or in another one, and a learner
                can go on from there. Equal networks give equal files.
            </p>
            <p>
                As a Deeplearning4j model, a network is for programs of your own in Java, which load it with
                <tt>MultiLayerNetwork.load</tt>. A recurrent network reads sequences, as examples x time steps x features;
                a convolutional network reads images, as examples x channels x rows x columns.
            </p>
            <p>
                The file is complete or not there: if writing fails or is cancelled, an older file stays as it was.
            </p>
            """;

    /** Creates the factory; KNIME calls it. */
    public NetworkWriterNodeFactory() {
        super(DefaultNode.create()
                .name("Network Writer")
                .icon("network-writer.png")
                .shortDescription("Writes a trained network to a file.")
                .fullDescription(DESCRIPTION)
                .sinceVersion(5, 8, 0)
                .ports(ports ->
                        ports.addInputPort("Network", "The network to write to a file.", NetworkPortObject.TYPE))
                .model(model -> model.parametersClass(NetworkWriterParameters.class)
                        .configure(NetworkWriterNodeFactory::configure)
                        .execute(WithinHeap.execute("Network Writer", NetworkWriterNodeFactory::execute)))
                .nodeType(NodeType.Sink)
                .keywords("save", "export", "store", "model", "neural network", "deep learning", "Deeplearning4j"));
    }

    static void configure(ConfigureInput input, ConfigureOutput output) throws InvalidSettingsException {
        NetworkWriterParameters parameters = input.getParameters();
        var obstacle = parameters.target().obstacle();
        if (obstacle.isPresent()) {
            throw Failures.invalid(obstacle.get(), TargetFile.WAY_OUT);
        }
    }

    static void execute(ExecuteInput input, ExecuteOutput output) throws CanceledExecutionException, KNIMEException {
        NetworkPortObject network = input.getInPortObject(0);
        NetworkWriterParameters parameters = input.getParameters();
        try {
            var target = parameters.target();
            parameters.requireSameFormat();
            target.write(out -> parameters.format.write(network.network(), out), input.getExecutionContext());
            LOG.info("wrote the network to " + target.name());
        } catch (IOException e) {
            throw Failures.failure(e, e.getMessage());
        } catch (InvalidSettingsException e) {
            throw Failures.failure(e);
        } catch (SeqNetException e) {
            throw Failures.failure(e);
        }
    }
}
