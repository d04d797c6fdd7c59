package org.seqnet.knime.file;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
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
import org.seqnet.exchange.OnnxFile;
import org.seqnet.knime.execution.WithinHeap;
import org.seqnet.knime.location.TargetFile;
import org.seqnet.knime.message.Failures;
import org.seqnet.knime.message.Logs;
import org.seqnet.knime.network.NetworkPortObject;
import org.seqnet.knime.network.NetworkPortObjectSpec;

/** The Network Writer: network -> file. */
public final class NetworkWriterNodeFactory extends DefaultNodeFactory {
    private static final NodeLogger LOG = Logs.of(NetworkWriterNodeFactory.class);
    private static final String DESCRIPTION =
            """
            <p>
                Writes a trained network to a file. In the Sequence Networks format, the file contains everything that
                belongs to the network: architecture, weights, labels, the name of the label column, the training
                history, and the optimizer state needed to resume training. It can be read with the Network Reader in
                this or another workflow, and a learner can resume its training. Identical networks result in
                identical files.
            </p>
            <p>
                A network saved as an ONNX model can be used by programs in many languages with ONNX Runtime. The model
                contains the network's preprocessing and the labels: programs pass raw values. The Network Reader can
                read it again; only the optimizer state is missing. For a network of the CNN-RNN Learner, which
                predicts labels one after another, a second file is written, whose name ends with <tt>-step</tt>: the
                first one reads the images, the second one computes one step of the search for the labels.
            </p>
            <p>
                A network saved as a Deeplearning4j model can be used in your own Java programs, which load it with
                <tt>MultiLayerNetwork.load</tt>. A recurrent network expects sequences as examples x time steps x
                features; a convolutional network expects images as examples x channels x rows x columns. The model does
                not contain the network's preprocessing: your program must scale the values, fill in missing values and
                append mask features, as the view of the network port describes. Networks of the GRU Learner, the
                Sequence CNN Learner, the Rocket Learner and the CNN-RNN Learner, ensembles, networks with attention and
                bidirectional networks that use the last time step cannot be saved as Deeplearning4j models.
                With the mean over time, all sequences must have the same
                number of time steps.
            </p>
            <p>
                The node never leaves an incomplete file: if writing fails or is canceled, an existing file is kept.
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
                .ports(ports -> ports.addInputPort("Network", "The trained network to write.", NetworkPortObject.TYPE))
                .model(model -> model.parametersClass(NetworkWriterParameters.class)
                        .configure(NetworkWriterNodeFactory::configure)
                        .execute(WithinHeap.execute("Network Writer", NetworkWriterNodeFactory::execute)))
                .nodeType(NodeType.Sink)
                .keywords(
                        "save",
                        "export",
                        "store",
                        "model",
                        "neural network",
                        "deep learning",
                        "Deeplearning4j",
                        "ONNX"));
    }

    static void configure(ConfigureInput input, ConfigureOutput output) throws InvalidSettingsException {
        NetworkPortObjectSpec network = input.getInPortSpec(0);
        NetworkWriterParameters parameters = input.getParameters();
        for (var target : targets(parameters, network)) {
            var obstacle = target.obstacle();
            if (obstacle.isPresent()) {
                throw Failures.invalid(obstacle.get(), TargetFile.WAY_OUT);
            }
        }
        parameters.requireSupported(network);
    }

    static void execute(ExecuteInput input, ExecuteOutput output) throws CanceledExecutionException, KNIMEException {
        NetworkPortObject network = input.getInPortObject(0);
        NetworkWriterParameters parameters = input.getParameters();
        try {
            var target = parameters.target();
            parameters.requireSupported(network.getSpec());
            for (var file : targets(parameters, network.getSpec())) {
                parameters.requireSameFormat(file.location());
            }
            TargetFile.Content content = out -> parameters.format.write(network.network(), out);
            var step = parameters.stepTarget(network.network().architecture().head());
            if (step.isPresent()) {
                TargetFile.Content ofStep = out -> OnnxFile.writeStep(network.network(), out);
                target.writeWith(step.get(), ofStep, content, input.getExecutionContext());
                LOG.info("wrote the step of its label path to " + step.get().name());
            } else {
                target.write(content, input.getExecutionContext());
            }
            LOG.info("wrote the network to " + target.name());
            parameters.format.omission(network.network()).ifPresent(output::setWarningMessage);
        } catch (IOException e) {
            throw Failures.failure(e, e.getMessage());
        } catch (InvalidSettingsException e) {
            throw Failures.failure(e);
        } catch (SeqNetException e) {
            throw Failures.failure(e);
        }
    }

    /** Returns all files that are written. */
    private static List<TargetFile> targets(NetworkWriterParameters parameters, NetworkPortObjectSpec network)
            throws InvalidSettingsException {
        var step = parameters.stepTarget(network.head().example());
        return Stream.concat(Stream.of(parameters.target()), step.stream()).toList();
    }
}
