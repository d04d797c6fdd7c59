package org.knime.core.node.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.knime.core.embedded.tests.RowsNodeFactory;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.workflow.WorkflowPersistor.LoadResultEntry.LoadResultEntryType;

/** What KNIME reports of a workflow folder that somebody has edited. */
class SavedNodeRulesTest {
    @TempDir
    Path folder;

    @BeforeEach
    void save_a_workflow_of_one_node() throws Exception {
        var workflow = WorkflowManager.ROOT.createAndAddProject("one", new WorkflowCreationHelper());
        workflow.createAndAddNode(new RowsNodeFactory());
        workflow.save(folder.toFile(), new ExecutionMonitor(), false);
        WorkflowManager.ROOT.removeProject(workflow.getID());
    }

    private void edit(String file, String from, String to) throws IOException {
        var path = folder.resolve(file);
        var text = Files.readString(path);
        assertThat(text).contains(from);
        Files.writeString(path, text.replace(from, to));
    }

    private String report() throws Exception {
        var result = WorkflowManager.loadProject(
                folder.toFile(), new ExecutionMonitor(), new WorkflowLoadHelper(folder.toFile()));
        WorkflowManager.ROOT.removeProject(result.getWorkflowManager().getID());
        return result.getFilteredError("", LoadResultEntryType.Warning);
    }

    @Test
    void a_workflow_as_it_was_saved_is_nothing_to_complain_about() throws Exception {
        assertThat(report()).startsWith("Status: Ok: ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "key=\"state\" | key=\"stat\" | Error: The saved state cannot be read: ",
                "value=\"CONFIGURED\" | value=\"DONE\" | Error: The saved state cannot be read: \"DONE\" is no state"
                        + " of a node.",
                "value=\"CONFIGURED\" | value=\"IDLE\" | Warning: State has changed from IDLE to CONFIGURED",
                "key=\"internal_node_subsettings\" | key=\"other\" | Error: The saved memory policy cannot be read: ",
                "key=\"flow_stack\" | key=\"other\" | Error: The saved flow variables cannot be read: ",
                "key=\"hasContent\" | key=\"other\" | Error: The saved content flag cannot be read: ",
                "key=\"filestores\" | key=\"other\" | Error: The saved file stores cannot be read: ",
                "key=\"ports\" | key=\"other\" | Error: The saved ports cannot be read: ",
                "key=\"index\" type=\"xint\" value=\"1\" | key=\"index\" type=\"xint\" value=\"2\" | Error: The saved"
                        + " ports cannot be read: there is no output port 2.",
            })
    void each_thing_that_knime_insists_on_is_missed(String part, String replacement, String message) throws Exception {
        edit("Rows (#1)/settings.xml", part, replacement);

        assertThat(report()).contains("Status: " + message);
    }

    @ParameterizedTest
    @CsvSource({"nodes", "connections", "workflow_credentials"})
    void each_part_of_a_workflow_that_knime_insists_on_is_missed(String key) throws Exception {
        edit("workflow.knime", "key=\"" + key + "\"", "key=\"other\"");

        assertThat(report()).contains("Status: Error: workflow.knime holds no \"" + key + "\".");
    }
}
