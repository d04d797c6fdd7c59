package org.knime.core.embedded.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.eclipse.core.runtime.Platform;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.knime.core.embedded.batch.VariableOption;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.NodeLogger;
import org.knime.core.node.NodeLogger.LEVEL;
import org.knime.core.node.NodeSettings;
import org.knime.core.node.workflow.BatchExecutor;
import org.knime.core.node.workflow.WorkflowCreationHelper;
import org.knime.core.node.workflow.WorkflowLoadHelper;
import org.knime.core.node.workflow.WorkflowManager;
import org.knime.core.node.workflow.WorkflowPersistor.LoadResultEntry.LoadResultEntryType;

class BatchExecutorTest {
    @TempDir
    Path folder;

    private final StringWriter log = new StringWriter();
    private Path workflowFolder;

    /** Rows (1), with 3 rows, and Count (2) behind it, saved as they are configured. */
    @BeforeEach
    void saveWorkflow() throws Exception {
        var workflow = WorkflowManager.ROOT.createAndAddProject("two", new WorkflowCreationHelper());
        var rows = workflow.createAndAddNode(new RowsNodeFactory());
        var count = workflow.createAndAddNode(new CountNodeFactory());
        workflow.addConnection(rows, 1, count, 1);
        workflowFolder = folder.resolve("two");
        workflow.save(workflowFolder.toFile(), new ExecutionMonitor(), true);
        WorkflowManager.ROOT.removeProject(workflow.getID());
        NodeLogger.addKNIMEConsoleWriter(log, LEVEL.INFO, LEVEL.FATAL);
    }

    @AfterEach
    void removeWriter() {
        NodeLogger.removeWriter(log);
    }

    private int run(String... more) {
        var arguments = new String[more.length + 1];
        arguments[0] = "-workflowDir=" + workflowFolder;
        System.arraycopy(more, 0, arguments, 1, more.length);
        return BatchExecutor.mainRun(arguments);
    }

    private static NodeSettings settings(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            return (NodeSettings) NodeSettings.loadFromXML(in);
        }
    }

    private void edit(Path file, String from, String to) throws IOException {
        var text = Files.readString(file);
        assertThat(text).contains(from);
        Files.writeString(file, text.replace(from, to));
    }

    private Path rowsFile() {
        return workflowFolder.resolve("Rows (#1)/settings.xml");
    }

    @Test
    void a_run_without_errors_ends_with_0_and_saves_the_workflow_as_it_is_configured() throws Exception {
        var saved = folder.resolve("saved");

        assertThat(run("-reset", "-failonloaderror", "-destDir=" + saved)).isZero();

        assertThat(settings(saved.resolve("workflow.knime")).getString("state")).isEqualTo("CONFIGURED");
        try (var files = Files.walk(saved)) {
            assertThat(files.filter(Files::isRegularFile)
                            .map(file -> saved.relativize(file).toString()))
                    .containsExactlyInAnyOrder(
                            "workflow.knime",
                            "workflow-metadata.xml",
                            "Rows (#1)/settings.xml",
                            "Count (#2)/settings.xml");
        }
        for (var node : List.of("Rows (#1)", "Count (#2)")) {
            var settings = settings(saved.resolve(node).resolve("settings.xml"));
            assertThat(settings.getString("state")).isEqualTo("CONFIGURED");
            assertThat(settings.getBoolean("hasContent")).isFalse();
            assertThat(settings.getNodeSettings("flow_stack").keySet()).isEmpty();
            assertThat(settings.getNodeSettings("ports")
                            .getNodeSettings("port_1")
                            .getString("port_dir_location"))
                    .isNull();
        }
        assertThat(settings(rowsFile()).getString("state")).isEqualTo("CONFIGURED"); // the source is untouched
        assertThat(log.toString())
                .contains("Running workflow " + workflowFolder)
                .contains("Workflow executed.");
    }

    @Test
    void a_workflow_that_was_saved_after_its_execution_loads_without_complaint() throws Exception {
        assertThat(run("-reset", "-failonloaderror")).isZero();

        var result = WorkflowManager.loadProject(
                workflowFolder.toFile(), new ExecutionMonitor(), new WorkflowLoadHelper(workflowFolder.toFile()));

        assertThat(result.getFilteredError("", LoadResultEntryType.Warning)).isEqualTo("Status: Ok: two");
        WorkflowManager.ROOT.removeProject(result.getWorkflowManager().getID());
    }

    @Test
    void a_workflow_that_knime_saved_with_results_is_run_again() throws Exception {
        edit(rowsFile(), "value=\"CONFIGURED\"", "value=\"EXECUTED\"");

        assertThat(run("-failonloaderror")).isZero();

        assertThat(log.toString())
                .contains("The workflow " + workflowFolder
                        + " was saved with executed nodes; the embedded runtime reads no results, so they are reset.");
    }

    @Test
    void nothing_is_saved_if_so_asked() throws Exception {
        var before = Files.readString(rowsFile()) + "\n";
        Files.writeString(rowsFile(), before);

        assertThat(run("-nosave")).isZero();

        assertThat(rowsFile()).hasContent(before);
    }

    @Test
    void a_zipped_workflow_is_read_and_written() throws Exception {
        var zip = folder.resolve("two.knwf");
        pack(workflowFolder, zip);
        var result = folder.resolve("done.zip");

        assertThat(BatchExecutor.mainRun("-workflowFile=" + zip, "-destFile=" + result))
                .isZero();

        try (var archive = FileSystems.newFileSystem(result)) {
            assertThat(settings(archive.getPath("done/workflow.knime")).getString("state"))
                    .isEqualTo("CONFIGURED");
        }
    }

    private static void pack(Path source, Path zip) throws IOException {
        try (var archive = FileSystems.newFileSystem(zip, Map.of("create", "true"));
                var files = Files.walk(source)) {
            for (var file : (Iterable<Path>) files::iterator) {
                Files.copy(file, archive.getPath("/" + source.getParent().relativize(file)));
            }
        }
    }

    @Test
    void an_option_sets_a_nested_setting() throws Exception {
        assertThat(run("-option=1,shape/rows,5,int")).isZero();

        assertThat(settings(rowsFile())
                        .getNodeSettings("model")
                        .getNodeSettings("shape")
                        .getInt("rows"))
                .isEqualTo(5);
    }

    @Test
    void a_workflow_variable_reaches_the_setting_that_it_controls() throws Exception {
        edit(
                rowsFile(),
                "<entry key=\"customDescription\"",
                """
                <config key="variables">
                    <entry key="version" type="xstring" value="V_2019_09_13"/>
                    <config key="tree"><config key="shape"><config key="rows">
                        <entry key="used_variable" type="xstring" value="wanted"/>
                        <entry key="exposed_variable" type="xstring" isnull="true" value=""/>
                    </config></config></config>
                </config>
                <entry key="customDescription\"""");

        assertThat(run("-reset", "-workflow.variable=wanted,7,int")).isZero();

        assertThat(log.toString()).contains("The workflow does not define the variable \"wanted\" (INTEGER: 7)");
        assertThat(settings(workflowFolder.resolve("workflow.knime"))
                        .getNodeSettings("workflow_variables")
                        .getNodeSettings("Var_0")
                        .getString("name"))
                .isEqualTo("wanted");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "-fast | Unknown option '-fast'.",
                "-destDir | The option -destDir needs a value: -destDir=....",
                "-workflowDir=/no/such | The workflow directory '/no/such' does not exist or is no directory.",
                "-workflowFile=/no/such | The workflow file '/no/such' does not exist or is no file.",
                "-preferences=/no/such | The preference file '/no/such' does not exist.",
                "-workflow.variable=a,b,int | '-workflow.variable=a,b,int': \"b\" is no value of type int.",
                "-workflow.variable=a,b | '-workflow.variable=a,b' is not of the form"
                        + " -workflow.variable=name,value,type.",
                "-option=1,rows | '-option=1,rows' is not of the form -option=nodeID,name,value,type.",
                "-option=x,rows,1,int | '-option=x,rows,1,int': \"x\" is no node id; it is a number, such as 3, or"
                        + " several joined by slashes for nodes within metanodes.",
                "-option=1,shape/rows,many,int | The option shape/rows of node 1: \"many\" is no value of type int."
            })
    void a_wrong_argument_ends_with_2(String argument, String message) {
        assertThat(run(argument)).isEqualTo(2);

        assertThat(log.toString()).contains(message);
    }

    @Test
    void a_command_line_without_a_workflow_ends_with_2() {
        assertThat(BatchExecutor.mainRun("-reset")).isEqualTo(2);

        assertThat(log.toString())
                .contains("No workflow is given; name one by -workflowDir=... or, if it is zipped, -workflowFile=....");
    }

    @Test
    void a_folder_without_a_workflow_ends_with_3() {
        assertThat(BatchExecutor.mainRun("-workflowDir=" + folder.resolve("two/Rows (#1)")))
                .isEqualTo(3);

        assertThat(log.toString()).contains("holds no workflow.knime, nor does a folder right below it");
    }

    @Test
    void a_broken_workflow_file_ends_with_3_and_is_named() throws Exception {
        var file = workflowFolder.resolve("workflow.knime");
        Files.writeString(file, Files.readString(file).substring(0, 500));

        assertThat(run()).isEqualTo(3);

        assertThat(log.toString()).contains("The workflow cannot be loaded: " + file + " cannot be read: ");
    }

    @Test
    void a_node_without_a_settings_file_is_named() throws Exception {
        Files.delete(rowsFile());

        assertThat(run("-failonloaderror")).isEqualTo(3);

        assertThat(log.toString()).contains("Status: Error: " + rowsFile() + " does not exist.");
    }

    @Test
    void a_file_in_the_workspace_cancels_the_run() throws Exception {
        var workflow = WorkflowManager.ROOT.createAndAddProject("gated", new WorkflowCreationHelper());
        var rows = workflow.createAndAddNode(new RowsNodeFactory());
        var gate = workflow.createAndAddNode(new GateNodeFactory());
        workflow.addConnection(rows, 1, gate, 1);
        workflow.save(folder.resolve("gated").toFile(), new ExecutionMonitor(), true);
        WorkflowManager.ROOT.removeProject(workflow.getID());
        GateNodeFactory.close();

        var run = CompletableFuture.supplyAsync(
                () -> BatchExecutor.mainRun("-nosave", "-workflowDir=" + folder.resolve("gated")));
        GateNodeFactory.ARRIVED.acquire();
        Files.createFile(
                Path.of(Platform.getInstanceLocation().getURL().getPath()).resolve(".cancel"));

        assertThat(run.get()).isEqualTo(4);
        assertThat(log.toString()).contains("Workflow execution canceled");
    }

    @Test
    void a_workflow_of_a_later_knime_ends_with_3() throws Exception {
        edit(workflowFolder.resolve("workflow.knime"), "value=\"5.1.0\"", "value=\"6.0.0\"");

        assertThat(run()).isEqualTo(3);

        assertThat(log.toString())
                .contains("is in format 6.0.0, written by KNIME 5.8.3; formats 2.8.0 to 5.1.0 can be read.");
    }

    @Test
    void a_missing_node_ends_with_3_only_if_load_errors_count() throws Exception {
        edit(rowsFile(), "RowsNodeFactory", "GoneNodeFactory");
        var message = "Node \"Rows\" (1) is not available: no installed extension provides"
                + " org.knime.core.embedded.tests.GoneNodeFactory.";

        assertThat(run("-failonloaderror")).isEqualTo(3);
        assertThat(log.toString()).contains(message);
        assertThat(run("-nosave")).isEqualTo(4);
        assertThat(log.toString())
                .contains("Rows (1) is not configured: " + message)
                .contains("1 more node was not executed, for want of input.");
    }

    @Test
    void a_missing_node_keeps_its_folder_when_the_workflow_is_saved_elsewhere() throws Exception {
        edit(rowsFile(), "RowsNodeFactory", "GoneNodeFactory");

        run("-destDir=" + folder.resolve("copy"));

        assertThat(folder.resolve("copy/Rows (#1)/settings.xml")).hasSameTextualContentAs(rowsFile());
    }

    @Test
    void invalid_settings_end_with_3_only_if_load_errors_count() throws Exception {
        edit(rowsFile(), "value=\"3\"", "value=\"-3\"");

        assertThat(run("-failonloaderror")).isEqualTo(3);

        assertThat(log.toString()).contains("are invalid: rows must not be negative");
        assertThat(run("-nosave")).isZero(); // as in KNIME, with default settings
    }

    @Test
    void a_metanode_is_refused_in_plain_words() throws Exception {
        edit(workflowFolder.resolve("workflow.knime"), "NativeNode", "SubNode");

        assertThat(run("-failonloaderror")).isEqualTo(3);

        assertThat(log.toString())
                .contains("\"Rows\" (node 1) is a component; the embedded runtime runs neither."
                        + " Run this workflow with KNIME, or unwrap it there first.");
    }

    @Test
    void a_failing_node_ends_with_4_and_is_named() {
        assertThat(run("-option=1,shape/rows,13,int")).isEqualTo(4);

        assertThat(log.toString())
                .contains("Rows (1) was not executed: Execute failed: thirteen rows bring bad luck")
                .contains("1 more node was not executed, for want of input.")
                .contains("Workflow not executed.");
    }

    @Test
    void a_node_that_cannot_be_configured_ends_with_4() {
        assertThat(run("-option=1,shape/rows,0,int")).isEqualTo(4);

        assertThat(log.toString()).contains("Rows (1) is not configured: no rows are asked for");
    }

    @Test
    void preferences_are_read_from_a_file() throws Exception {
        var preferences = folder.resolve("some.epf");
        Files.writeString(preferences, "file_export_version=3.0\n/instance/org.knime.core/some.key=some value\n");

        assertThat(run("-nosave", "-preferences=" + preferences)).isZero();

        assertThat(org.eclipse.core.runtime.preferences.InstanceScope.INSTANCE
                        .getNode("org.knime.core")
                        .get("some.key", null))
                .isEqualTo("some value");
    }

    @Test
    void quotes_hold_a_variables_value_together() {
        assertThat(VariableOption.split("name,\"a, \\\"b\\\"\",String")).containsExactly("name", "a, \"b\"", "String");
    }

    @Test
    void usage_is_told_when_nothing_is_asked() {
        assertThat(BatchExecutor.mainRun()).isZero();
    }
}
