package org.seqnet.knime.network;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.zip.ZipEntry;
import javax.swing.JComponent;
import javax.swing.JScrollPane;
import javax.swing.JTextArea;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortObjectZipInputStream;
import org.knime.core.node.port.PortObjectZipOutputStream;
import org.knime.core.node.port.PortType;
import org.knime.core.node.port.PortTypeRegistry;
import org.seqnet.engine.MalformedException;
import org.seqnet.engine.backend.Memory;
import org.seqnet.engine.model.ModelArchive;
import org.seqnet.engine.trained.TrainedNetwork;
import org.seqnet.knime.message.Kept;

/** A trained network on its way from a learner to a predictor. */
public final class NetworkPortObject implements PortObject {
    /** The type of a port that networks pass. */
    @SuppressWarnings("hiding") // KNIME's idiom: each port object has a TYPE of its own
    public static final PortType TYPE = PortTypeRegistry.getInstance().getPortType(NetworkPortObject.class);

    private final TrainedNetwork network;
    private final NetworkPortObjectSpec spec;

    /**
     * Creates the port object of a network.
     *
     * @param labelColumn the name of the column that the network learned to predict
     */
    public NetworkPortObject(TrainedNetwork network, String labelColumn) {
        this.network = network.withLabelName(labelColumn);
        var input = network.input();
        this.spec = new NetworkPortObjectSpec(
                        network.architecture().encoder(),
                        new HeadKind(network.architecture().head()),
                        labelColumn,
                        Optional.of(input.shape()),
                        Optional.of(network.labels()))
                .ofMembers(network.architecture().members())
                .ofSymbols(input.vocabulary().isPresent())
                .reading(input.preparation(), input.preprocessing().hasMask());
    }

    /** Creates the port object of a network that names its label column itself; otherwise that is "label". */
    public NetworkPortObject(TrainedNetwork network) {
        this(network, network.labelName().isEmpty() ? "label" : network.labelName());
    }

    /** Returns the network. */
    public TrainedNetwork network() {
        return network;
    }

    @Override
    public String getSummary() {
        return "%s; input %s; %d %s"
                .formatted(
                        network.architecture().title(),
                        network.inputShape(),
                        network.labels().size(),
                        spec.head().words());
    }

    @Override
    public NetworkPortObjectSpec getSpec() {
        return spec;
    }

    /** Returns the view of KNIME's classic user interface; the modern one shows {@link NetworkView}. */
    @Override
    public JComponent[] getViews() {
        var text = new JTextArea(NetworkView.text(this));
        text.setEditable(false);
        text.setCaretPosition(0);
        var view = new JScrollPane(text);
        view.setName("Network");
        return new JComponent[] {view};
    }

    /** Writes a network to a workflow as our own archive, inside KNIME's, and reads it back. */
    public static final class Serializer extends PortObjectSerializer<NetworkPortObject> {
        private static final String ENTRY = "network.seqnet";

        @Override
        public void savePortObject(NetworkPortObject object, PortObjectZipOutputStream out, ExecutionMonitor exec)
                throws IOException, CanceledExecutionException {
            out.putNextEntry(new ZipEntry(ENTRY));
            ModelArchive.write(object.network, out);
            out.closeEntry();
        }

        @Override
        public NetworkPortObject loadPortObject(PortObjectZipInputStream in, PortObjectSpec spec, ExecutionMonitor exec)
                throws IOException, CanceledExecutionException {
            var what = "The network at a port";
            try {
                return Kept.read(what, () -> load(in, spec));
            } catch (OutOfMemoryError e) {
                // which would end the loading of the whole workflow
                throw new IOException(
                        Memory.exhausted(what, "Then reopen the workflow.", e).getMessage(), e);
            }
        }

        private static NetworkPortObject load(PortObjectZipInputStream in, PortObjectSpec spec) throws IOException {
            var entry = in.getNextEntry();
            if (entry == null || !entry.getName().equals(ENTRY)) {
                throw new MalformedException("The file of the port has no entry '" + ENTRY + "'.");
            }
            var network = ModelArchive.read(unclosable(in), ENTRY);
            if (!(spec instanceof NetworkPortObjectSpec kept)) {
                throw new MalformedException("The spec of the port does not describe a network.");
            }
            var object = new NetworkPortObject(network, kept.labelColumn());
            if (!object.getSpec().equals(kept)) {
                throw new MalformedException(
                        "The file of the port contains a different network than its spec describes.");
            }
            return object;
        }

        private static InputStream unclosable(InputStream in) {
            return new FilterInputStream(in) {
                @Override
                public void close() {
                    // KNIME closes its own stream
                }
            };
        }
    }
}
