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
        super(true);
        init();
    }

    @Override
    protected NodeDescription createNodeDescription() {
        return DefaultNodeDescriptionUtil.createNodeDescription(
                "Network Reader",
                "network-reader.png",
                List.of(),
                List.of(PortDescription.fixedPort(OUTPUT, "The network as it was written.")),
                "Reads a trained network from a file.",
                DESCRIPTION,
                List.of(),
                NetworkReaderParameters.class,
                List.of(),
                NodeType.Source,
                List.of("load", "import", "open", "model", "neural network", "deep learning"),
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
