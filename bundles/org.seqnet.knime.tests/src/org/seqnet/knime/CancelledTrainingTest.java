package org.seqnet.knime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.workflow.NodeContainer;
import org.knime.core.node.workflow.NodeMessage;
import org.knime.core.node.workflow.WorkflowLoadHelper;
import org.knime.core.node.workflow.WorkflowManager;
import org.seqnet.knime.network.NetworkPortObject;

/** A user cancels a learner in a workflow and executes it again. */
class CancelledTrainingTest {
    private static final String SAMPLE = "fashion-mnist-sample";

    @TempDir
    Path folder;

    private WorkflowManager workflow;

    @BeforeEach
    void load() throws Exception {
        copy(WorkflowsTest.repository().resolve("workflows").resolve(SAMPLE), folder.resolve(SAMPLE));
        change(
                "IDX Reader (#1)",
                "limitRows\" type=\"xboolean\" value=\"false",
                "limitRows\" type=\"xboolean\" value=\"true");
        change("IDX Reader (#1)", "maxRows\" type=\"xlong\" value=\"1000", "maxRows\" type=\"xlong\" value=\"300");
        change("LSTM Learner (#3)", "hiddenUnits\" type=\"xint\" value=\"128", "hiddenUnits\" type=\"xint\" value=\"8");
        change("LSTM Learner (#3)", "epochs\" type=\"xint\" value=\"10", "epochs\" type=\"xint\" value=\"200");
        var file = folder.resolve(SAMPLE).toFile();
        workflow = WorkflowManager.loadProject(file, new ExecutionMonitor(), new WorkflowLoadHelper(file))
                .getWorkflowManager();
    }

    @AfterEach
    void unload() {
        WorkflowManager.ROOT.removeProject(workflow.getID());
    }

    @Test
    void it_can_be_executed_again_and_gives_what_an_undisturbed_one_gives() throws Exception {
        var learner = learner();
        var trains = new CountDownLatch(1);
        learner.addProgressListener(event -> {
            var text = event.getNodeProgress().getMessage();
            if (text != null && text.startsWith("epoch 2/200")) {
                trains.countDown();
            }
        });

        workflow.executeAll();
        assertThat(trains.await(2, TimeUnit.MINUTES)).isTrue();
        workflow.cancelExecution(learner);
        assertThat(workflow.waitWhileInExecution(2, TimeUnit.MINUTES)).isTrue();

        assertThat(learner.getNodeContainerState().isConfigured()).isTrue();
        assertThat(learner.getNodeMessage()).isEqualTo(NodeMessage.newWarning("Execution canceled"));
        assertThat(learner.getOutPort(1).getPortObject()).isNull();
        assertThat(threads()).as("threads of the engine").isZero();

        assertThat(workflow.executeAllAndWaitUntilDone()).isTrue();
        var afterCancel = parameters();
        workflow.resetAndConfigureAll();
        assertThat(workflow.executeAllAndWaitUntilDone()).isTrue();

        assertThat(afterCancel).isEqualTo(parameters());
    }

    private NodeContainer learner() {
        return workflow.getNodeContainers().stream()
                .filter(node -> node.getName().equals("LSTM Learner"))
                .findFirst()
                .orElseThrow();
    }

    private float[] parameters() {
        return ((NetworkPortObject) learner().getOutPort(1).getPortObject())
                .network()
                .parameters();
    }

    /** Helpers end a moment after their work. */
    private static long threads() throws InterruptedException {
        long alive = 1;
        for (int tries = 0; tries < 100 && alive > 0; tries++) {
            Thread.sleep(20);
            alive = Thread.getAllStackTraces().keySet().stream()
                    .filter(thread -> thread.getName().startsWith("seqnet-"))
                    .count();
        }
        return alive;
    }

    private void change(String node, String from, String to) throws IOException {
        var file = folder.resolve(SAMPLE).resolve(node).resolve("settings.xml");
        var text = Files.readString(file);
        assertThat(text).contains(from);
        Files.writeString(file, text.replace(from, to));
    }

    private static void copy(Path from, Path to) throws IOException {
        try (var paths = Files.walk(from)) {
            for (var path : (Iterable<Path>) paths::iterator) {
                Files.copy(path, to.resolve(from.relativize(path).toString()));
            }
        }
    }
}
