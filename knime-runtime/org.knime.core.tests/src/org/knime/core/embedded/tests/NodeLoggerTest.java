package org.knime.core.embedded.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.core.runtime.Platform;
import org.junit.jupiter.api.Test;
import org.knime.core.node.Node;
import org.knime.core.node.NodeLogger;
import org.knime.core.node.workflow.NodeContext;
import org.knime.core.node.workflow.WorkflowCreationHelper;
import org.knime.core.node.workflow.WorkflowManager;

class NodeLoggerTest {
    private static String lastLine() throws Exception {
        var workspace = Path.of(Platform.getInstanceLocation().getURL().getPath());
        var lines = Files.readAllLines(workspace.resolve(".metadata/knime/knime.log"));
        return lines.get(lines.size() - 1);
    }

    @Test
    void a_line_holds_date_level_thread_job_class_node_id_and_message() throws Exception {
        NodeLogger.getLogger("org.knime.some.Thing").info("a fact");

        assertThat(lastLine())
                .matches("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d,\\d{3} : INFO  : "
                        + java.util.regex.Pattern.quote(Thread.currentThread().getName())
                        + " :  : Thing :  :  : a fact");
    }

    @Test
    void a_line_names_the_node_at_work() throws Exception {
        var workflow = WorkflowManager.ROOT.createAndAddProject("logged", new WorkflowCreationHelper());
        var id = workflow.createAndAddNode(new RowsNodeFactory());
        NodeContext.pushContext(workflow.getNodeContainer(id));
        try {
            NodeLogger.getLogger(Node.class).warn("a worry");
        } finally {
            NodeContext.removeLastContext();
            WorkflowManager.ROOT.removeProject(workflow.getID());
        }

        assertThat(lastLine()).endsWith(" :  : Node : Rows : " + id + " : a worry");
    }

    @Test
    void debug_is_left_out() throws Exception {
        NodeLogger.getLogger("org.knime.some.Thing").info("before");

        NodeLogger.getLogger("org.knime.some.Thing").debug("detail");

        assertThat(lastLine()).endsWith("before");
    }

    @Test
    void a_logger_that_is_not_named_as_knimes_own_tells_errors_alone() throws Exception {
        var logger = NodeLogger.getLogger("some.where.Thing");

        logger.error("before");
        logger.info("a fact");
        logger.warn("a worry");

        assertThat(lastLine()).endsWith("before");
        assertThat(logger.isInfoEnabled()).isFalse();
    }
}
