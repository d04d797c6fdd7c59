package org.seqnet.knime.file;

import java.util.List;
import java.util.Optional;
import org.knime.core.node.ConfigurableNodeFactory;
import org.knime.core.node.NodeDescription;
import org.knime.core.node.NodeDialogPane;
import org.knime.core.node.NodeView;
import org.knime.core.node.context.NodeCreationConfiguration;
import org.knime.core.util.Version;
import org.knime.core.webui.node.dialog.NodeDialog;
import org.knime.core.webui.node.dialog.NodeDialogFactory;
import org.knime.filehandling.core.connections.FSLocationUtil;
import org.knime.node.impl.description.DefaultNodeDescriptionUtil;
import org.knime.node.impl.description.PortDescription;
import org.seqnet.knime.network.NetworkPortObject;

/**
 * The Network Reader: file -> network. KNIME makes one for each network file that is dropped on a workflow, and tells
 * only classic factories which file that was.
 */
@SuppressWarnings(
        "removal") // KNIME will drop the classic dialog and views; until then every factory must say it has none
public final class NetworkReaderNodeFactory extends ConfigurableNodeFactory<NetworkReaderNodeModel>
        implements NodeDialogFactory {
    /** Names the output, and the group of ports in the workflows that hold this node. */
    private static final String OUTPUT = "Network";

    private static final String DESCRIPTION =
            """
            <p>
                Reads a trained network from a file written by the Network Writer or by another program. Connect it to
                the Network Predictor to apply the network, or to a learner to resume its training. A network in the
                Sequence Networks format is restored exactly, including its labels, the name of the label column and
                its training history. One that was saved as an ONNX model lacks only the optimizer state.
            </p>
            <p>
                Networks of other programs are read from ONNX files, such as PyTorch and Keras export, if all of their
                layers exist here, and from safetensors files with the state dictionary of a PyTorch model that
                consists of one <tt>nn.LSTM</tt>, <tt>nn.GRU</tt> or <tt>nn.RNN</tt> and one <tt>nn.Linear</tt>. What
                these files do not say is set in the section "Networks of other programs"; an error message says which
                settings are missing. Files of complete networks ignore this section, with a warning. The training
                history of networks of other programs is not known.
            </p>
            <p>
                The expected input and the labels of the network are known only after execution.
            </p>
            <p>
                Files from untrusted sources are safe to read: the formats contain no program code, and sizes are
                verified before any content is used. Deeplearning4j files are not supported because
                reading them can run code hidden in them.
            </p>
            """;

    /** Creates the factory; KNIME calls it. */
    public NetworkReaderNodeFactory() {
        super(true);
        init();
    }

    @Override
    protected NodeDescription createNodeDescription() {
        return DefaultNodeDescriptionUtil.createNodeDescription(
                "Network Reader",
                "network-reader.png",
                List.of(),
                List.of(PortDescription.fixedPort(OUTPUT, "The network read from the file.")),
                "Reads a trained network from a file.",
                DESCRIPTION,
                List.of(),
                NetworkReaderParameters.class,
                List.of(),
                NodeType.Source,
                List.of(
                        "load",
                        "import",
                        "open",
                        "model",
                        "neural network",
                        "deep learning",
                        "ONNX",
                        "PyTorch",
                        "Keras",
                        "safetensors"),
                new Version(5, 8, 0));
    }

    @Override
    protected Optional<PortsConfigurationBuilder> createPortsConfigBuilder() {
        var ports = new PortsConfigurationBuilder();
        ports.addFixedOutputPortGroup(OUTPUT, NetworkPortObject.TYPE);
        return Optional.of(ports);
    }

    @Override
    protected NetworkReaderNodeModel createNodeModel(NodeCreationConfiguration creation) {
        return new NetworkReaderNodeModel(creation.getURLConfig()
                .map(dropped -> FSLocationUtil.createFromURL(dropped.getUrl().toString()))
                .map(NetworkReaderParameters::of)
                .orElseGet(NetworkReaderNodeModel.SETTINGS::defaults));
    }

    @Override
    public NodeDialog createNodeDialog() {
        return NetworkReaderNodeModel.SETTINGS.dialog();
    }

    @Override
    protected int getNrNodeViews() {
        return 0;
    }

    /** The classic view; there is none. */
    @Override
    public NodeView<NetworkReaderNodeModel> createNodeView(int index, NetworkReaderNodeModel model) {
        return null;
    }

    /** The classic dialog; the modern one is {@link #createNodeDialog}. */
    @Override
    protected boolean hasDialog() {
        return false;
    }

    @Override
    protected NodeDialogPane createNodeDialogPane(NodeCreationConfiguration creation) {
        return null;
    }
}
