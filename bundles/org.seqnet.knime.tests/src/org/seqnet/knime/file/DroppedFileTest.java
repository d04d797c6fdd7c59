package org.seqnet.knime.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knime.core.node.NodeSettings;
import org.knime.core.node.context.ModifiableNodeCreationConfiguration;
import org.knime.core.node.extension.ConfigurableNodeFactoryMapper;
import org.knime.core.node.workflow.NodeID;
import org.knime.core.node.workflow.WorkflowCreationHelper;
import org.knime.core.node.workflow.WorkflowManager;
import org.knime.core.webui.node.dialog.defaultdialog.NodeParametersUtil;
import org.knime.filehandling.core.connections.FSCategory;
import org.knime.filehandling.core.connections.FSLocation;
import org.seqnet.engine.model.ModelArchive;
import org.seqnet.knime.learner.LearnerRun;
import org.seqnet.knime.learner.Orders;
import org.seqnet.knime.network.NetworkPortObject;

/** Does what KNIME does when a file is dropped on a workflow. */
class DroppedFileTest {
    private WorkflowManager workflow;

    @TempDir
    Path folder;

    @BeforeEach
    void begin() {
        workflow = WorkflowManager.ROOT.createAndAddProject("dropped", new WorkflowCreationHelper());
    }

    @AfterEach
    void end() {
        WorkflowManager.ROOT.removeProject(workflow.getID());
    }

    @Test
    void knime_knows_the_file_type() {
        assertThat(ConfigurableNodeFactoryMapper.getAllNodeFactoriesForFileExtensions())
                .containsEntry("." + ModelArchive.FILE_EXTENSION, NetworkReaderNodeFactory.class.getName())
                .containsEntry(".onnx", NetworkReaderNodeFactory.class.getName())
                .containsEntry(".safetensors", NetworkReaderNodeFactory.class.getName());
        assertThat(ConfigurableNodeFactoryMapper.getNodeFactory("file:/tmp/LSTM.SEQNET"))
                .isEqualTo(NetworkReaderNodeFactory.class);
        assertThat(ConfigurableNodeFactoryMapper.hasNodeFactory("file:/tmp/seqnet"))
                .isFalse();
    }

    @Test
    void a_network_file_that_is_dropped_is_read() throws Exception {
        var file = folder.resolve("my network.seqnet");
        var network = LearnerRun.trained(Orders.rows(20), 1);
        try (var out = Files.newOutputStream(file)) {
            ModelArchive.write(network.network(), out);
        }

        var reader = drop(file.toUri().toURL());

        assertThat(location(reader)).isEqualTo(new FSLocation(FSCategory.LOCAL, file.toString()));
        assertThat(workflow.executeAllAndWaitUntilDone()).isTrue();
        var read = (NetworkPortObject)
                workflow.getNodeContainer(reader).getOutPort(1).getPortObject();
        assertThat(read.network()).isEqualTo(network.network());
    }

    @Test
    void a_file_of_knimes_explorer_keeps_its_place_in_the_mountpoint() throws Exception {
        var explorer = KnimeUrls.of("knime://LOCAL/networks/my%20network.seqnet");

        assertThat(location(drop(explorer)))
                .isEqualTo(new FSLocation(FSCategory.MOUNTPOINT, "LOCAL", "/networks/my network.seqnet"));
    }

    @Test
    void a_reader_that_is_added_without_a_file_asks_for_one() throws Exception {
        var reader = workflow.createAndAddNode(new NetworkReaderNodeFactory());

        assertThat(location(reader).getPath()).isEmpty();
        assertThat(workflow.getNodeContainer(reader).getNodeMessage().getMessage())
                .startsWith("File: no file is selected.");
    }

    private NodeID drop(URL url) throws ReflectiveOperationException {
        var factory = ConfigurableNodeFactoryMapper.getNodeFactory(url.getPath())
                .getConstructor()
                .newInstance();
        ModifiableNodeCreationConfiguration creation = factory.createNodeCreationConfig();
        creation.setURLConfiguration(url);
        return workflow.addNodeAndApplyContext(factory, creation, -1);
    }

    private FSLocation location(NodeID reader) throws Exception {
        var settings = new NodeSettings("settings");
        workflow.saveNodeSettings(reader, settings);
        return NodeParametersUtil.loadSettings(settings.getNodeSettings("model"), NetworkReaderParameters.class)
                .file
                .getFSLocation();
    }

    /** Makes URLs of a scheme that only KNIME's user interface serves. */
    private static final class KnimeUrls extends URLStreamHandler {
        static URL of(String url) throws MalformedURLException {
            return new URL(null, url, new KnimeUrls());
        }

        @Override
        protected URLConnection openConnection(URL url) {
            throw new UnsupportedOperationException("no test reads it");
        }
    }
}
