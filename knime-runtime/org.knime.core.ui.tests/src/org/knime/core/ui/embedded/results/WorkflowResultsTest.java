package org.knime.core.ui.embedded.results;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knime.core.embedded.ResultsWriter;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.workflow.BatchExecutor;
import org.knime.core.node.workflow.WorkflowCreationHelper;
import org.knime.core.node.workflow.WorkflowManager;

class WorkflowResultsTest {
    private static final String STEM = "1-script-b-tell-show";

    @TempDir
    Path folder;

    private final WorkflowManager workflow =
            WorkflowManager.ROOT.createAndAddProject("<i>&\"mine\"</i>", new WorkflowCreationHelper());

    @BeforeEach
    void make_a_node() {
        workflow.createAndAddNode(new Teller());
    }

    @AfterEach
    void remove_it() {
        WorkflowManager.ROOT.removeProject(workflow.getID());
        Teller.whileShown = () -> {};
    }

    private void execute() throws Exception {
        workflow.executeAllAndWaitUntilDone();
        new WorkflowResults().write(workflow, folder.resolve("results"), new ExecutionMonitor());
    }

    private List<String> files() throws IOException {
        try (var files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    private String read(String file) throws IOException {
        return Files.readString(folder.resolve("results").resolve(file));
    }

    @Test
    void every_table_and_every_view_is_a_file_with_a_harmless_name() throws Exception {
        execute();

        assertThat(files())
                .containsExactly(
                        "results/index.html",
                        "results/tables/" + STEM + "-1-s-quoted.csv",
                        "results/views/" + STEM + ".html");
    }

    @Test
    void a_table_is_comma_separated_text() throws Exception {
        execute();

        assertThat(read("tables/" + STEM + "-1-s-quoted.csv"))
                .isEqualTo("RowID,text,\"a, \"\"b\"\"\nc\",number,whole,true,list\r\n"
                        + "\"Row,0\",plain,\"say \"\"it\"\"\",0.1,7,true,\"[a, b]\"\r\n"
                        + "\"Row\"\"1\",\"\",\"line\r\nbreak\",-1.0E300,-7,false,[" + "x".repeat(199) + "...\r\n"
                        + "Row2," + Teller.LONG + ",half ? of one,,,,\r\n");
    }

    @Test
    void the_index_shows_names_as_they_are_and_links_the_files() throws Exception {
        execute();

        assertThat(read("index.html"))
                .contains("<title>&lt;i&gt;&amp;&quot;mine&quot;&lt;/i&gt;</title>")
                .contains("<h2>../&lt;/script&gt;&lt;b&gt;&quot;Tell&quot; &amp; &#39;show&#39; (1)</h2>")
                .contains("<p class=\"message\">1 &lt; 2 &amp; 3</p>")
                .contains("<a href=\"tables/" + STEM + "-1-s-quoted.csv\">Süß, &quot;quoted&quot;/\\..</a>"
                        + "<span>CSV, 3 rows x 6 columns</span>")
                .contains("<a href=\"views/" + STEM + ".html\">View</a>")
                .doesNotContain("<script", "<b>", "<i>");
    }

    @Test
    void a_view_has_its_page_and_its_data_in_one_file_whose_script_they_cannot_end() throws Exception {
        execute();

        var page = read("views/" + STEM + ".html");
        assertThat(page)
                .contains("const page = \"\\u003c!doctype html\\u003e\\u003ctitle\\u003eView\\u003c/title\\u003e"
                        + "\\u003cscript\\u003e\\n\\\"\\u003c/script\\u003e\\\"\\u003c/script\\u003e\\\\\";")
                .contains("const initialData = \"{\\\"result\\\":{\\\"text\\\":\\\"\\u003c/script\\u003e\\u003cscript"
                        + "\\u003ealert(1)\\u003c/script\\u003e \\u2028 \\\\\\\" \\ud83d\\ude00\\\"}}\";")
                .contains("<a href=\"../index.html\">&lt;i&gt;&amp;&quot;mine&quot;&lt;/i&gt;</a>");
        assertThat(page.split("</script>", -1)).hasSize(2);
    }

    @Test
    void a_node_that_is_not_executed_has_no_files() throws Exception {
        new WorkflowResults().write(workflow, folder.resolve("results"), new ExecutionMonitor());

        assertThat(files()).containsExactly("results/index.html");
        assertThat(read("index.html")).contains("<section class=\"open\">", "<p>Not executed.</p>");
    }

    @Test
    void a_view_that_memory_is_too_small_for_leaves_the_other_results() throws Exception {
        Teller.whileShown = () -> {
            throw new OutOfMemoryError("Java heap space");
        };

        execute();

        assertThat(files()).containsExactly("results/index.html", "results/tables/" + STEM + "-1-s-quoted.csv");
        assertThat(read("index.html")).doesNotContain("views/");
    }

    @Test
    void a_workflow_is_saved_even_if_its_results_cannot_be_written() throws Exception {
        var empty = WorkflowManager.ROOT.createAndAddProject("empty", new WorkflowCreationHelper());
        empty.save(folder.resolve("empty").toFile(), new ExecutionMonitor(), true);
        WorkflowManager.ROOT.removeProject(empty.getID());
        System.setProperty(
                ResultsWriter.FOLDER_PROPERTY,
                Files.createFile(folder.resolve("file")).resolve("results").toString());
        try {
            var code = BatchExecutor.mainRun(
                    new String[] {"-workflowDir=" + folder.resolve("empty"), "-destDir=" + folder.resolve("saved")});

            assertThat(code).isEqualTo(4);
            assertThat(folder.resolve("saved/workflow.knime")).exists();
        } finally {
            System.clearProperty(ResultsWriter.FOLDER_PROPERTY);
        }
    }
}
