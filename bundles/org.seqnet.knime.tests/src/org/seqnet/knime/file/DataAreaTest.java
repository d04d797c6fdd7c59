package org.seqnet.knime.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.seqnet.knime.Refusals.assertFails;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.workflow.NodeContext;
import org.knime.core.node.workflow.WorkflowCreationHelper;
import org.knime.core.node.workflow.WorkflowManager;
import org.knime.core.node.workflow.contextv2.WorkflowContextV2;
import org.knime.core.webui.node.dialog.defaultdialog.internal.file.FileSelection;
import org.knime.filehandling.core.connections.FSCategory;
import org.knime.filehandling.core.connections.FSLocation;
import org.seqnet.knime.Tables;
import org.seqnet.knime.location.IfExists;
import org.seqnet.knime.location.OpenLocation;
import org.seqnet.knime.location.TargetFile;

/** What messages call a file that does not lie where its path alone seems to say. */
class DataAreaTest {
    @TempDir
    Path folder;

    private WorkflowManager workflow;

    @BeforeEach
    void begin() {
        var context = WorkflowContextV2.forTemporaryWorkflow(folder, null);
        workflow = WorkflowManager.ROOT.createAndAddProject("data", new WorkflowCreationHelper(context));
        NodeContext.pushContext(workflow.getNodeContainer(workflow.createAndAddNode(new NetworkReaderNodeFactory())));
    }

    @AfterEach
    void end() {
        NodeContext.removeLastContext();
        WorkflowManager.ROOT.removeProject(workflow.getID());
    }

    private static FSLocation inDataArea(String path) {
        return new FSLocation(FSCategory.RELATIVE, "knime.workflow.data", path);
    }

    private void read(FSLocation location) throws Exception {
        var parameters = new NetworkReaderParameters();
        parameters.file = new FileSelection(location);
        new NetworkReaderNodeModel(parameters).execute(new PortObject[0], Tables.execution());
    }

    @ParameterizedTest
    @CsvSource({"networks/nowhere.seqnet", "/networks/nowhere.seqnet"})
    void a_file_missing_in_the_workflows_data_area_is_named_with_its_folder(String path) {
        assertFails(
                () -> read(inDataArea(path)),
                folder.resolve("data/networks/nowhere.seqnet") + ": file not found. Check the path.");
    }

    @Test
    void a_file_that_must_not_be_replaced_is_named_with_its_folder() throws Exception {
        var file =
                Files.createFile(Files.createDirectories(folder.resolve("data")).resolve("network.seqnet"));

        assertThat(new TargetFile(inDataArea("network.seqnet"), true, IfExists.FAIL).obstacle())
                .contains(file + ": the file already exists.");
    }

    @Test
    void a_folder_is_named_with_its_place() throws Exception {
        var place = Files.createDirectories(folder.resolve("data/networks"));

        assertFails(() -> read(inDataArea("networks")), place + ": this is a folder. Select a network file.");
    }

    @ParameterizedTest
    @CsvSource({
        "RELATIVE,   knime.mountpoint, /a/b.seqnet,  knime://knime.mountpoint/a/b.seqnet",
        "RELATIVE,   knime.workflow,   ../b.seqnet,  knime://knime.workflow/../b.seqnet",
        "RELATIVE,   knime.space,      a/b.seqnet,   knime://knime.space/a/b.seqnet",
        "MOUNTPOINT, LOCAL,            /a/b.seqnet,  knime://LOCAL/a/b.seqnet",
        "LOCAL,      ,                 /a/b.seqnet,  /a/b.seqnet",
        "CUSTOM_URL, 1000,             http://a/b,   http://a/b"
    })
    void other_places_are_named_as_knime_does(FSCategory category, String place, String path, String name) {
        assertThat(OpenLocation.name(new FSLocation(category, place, path))).isEqualTo(name);
    }

    @Test
    void without_a_workflow_the_data_area_is_named_as_knime_does() {
        NodeContext.pushContext((NodeContext) null);
        try {
            assertThat(OpenLocation.name(inDataArea("/a/b.seqnet")))
                    .isEqualTo("knime://knime.workflow/data/a/b.seqnet");
        } finally {
            NodeContext.removeLastContext();
        }
    }
}
