package org.seqnet.knime.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.seqnet.knime.Tables.string;
import static org.seqnet.knime.Tables.strings;
import static org.seqnet.knime.Tables.table;
import static org.seqnet.knime.sequence.Reshaped.column;
import static org.seqnet.knime.sequence.Reshaped.doubles;
import static org.seqnet.knime.sequence.Reshaped.number;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.def.IntCell;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.NodeSettings;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.workflow.NodeContainer;
import org.knime.core.node.workflow.WorkflowLoadHelper;
import org.knime.core.node.workflow.WorkflowManager;
import org.knime.core.webui.node.dialog.defaultdialog.NodeParametersUtil;
import org.seqnet.knime.Tables;
import org.seqnet.knime.WorkflowsTest;
import org.seqnet.knime.learner.LearnerRun;
import org.seqnet.knime.learner.LstmLearnerNodeFactory;
import org.seqnet.knime.learner.LstmLearnerParameters;
import org.seqnet.knime.network.NetworkPortObject;
import org.seqnet.knime.predictor.PredictorRun;

/** A new Sequence Reshaper on the gestures of the workflow reads them as the one with explicit settings does. */
class UntouchedGesturesTest {
    private static final Path WORKFLOW = WorkflowsTest.repository().resolve("workflows/gestures-long-format");
    private static final DataTableSpec SPEC = new DataTableSpec(
            column("recording", IntCell.TYPE),
            column("time", IntCell.TYPE),
            doubles("x"),
            doubles("y"),
            doubles("z"),
            strings("gesture"));

    @Test
    void a_new_node_makes_the_same_table_as_the_explicit_settings_of_the_workflow() throws Exception {
        var gestures = gestures("train.csv");
        var fresh = NodeParametersUtil.createSettings(SequenceReshaperParameters.class, new PortObjectSpec[] {SPEC});

        var untouched = Reshaped.execute(fresh, gestures);
        var explicit = Reshaped.execute(explicit(), gestures);

        assertThat(untouched.table().getDataTableSpec().getColumnNames())
                .isEqualTo(explicit.table().getDataTableSpec().getColumnNames());
        assertThat(Tables.rows(untouched.table()))
                .isEqualTo(Tables.rows(explicit.table()))
                .hasSize(300);
        assertThat(untouched.warning()).isEmpty();
    }

    @Test
    void new_nodes_alone_recognize_the_gestures_of_other_recordings() throws Exception {
        var training = untouched(gestures("train.csv"));
        var test = untouched(gestures("test.csv"));
        var learner = NodeParametersUtil.createSettings(
                LstmLearnerParameters.class, new PortObjectSpec[] {training.getDataTableSpec()});
        var network = (NetworkPortObject) LearnerRun.of(learner, training).object(0);

        var predicted = PredictorRun.predicted(network, test);
        var actual = Tables.column(predicted, "gesture");
        var found = Tables.column(predicted, "Prediction (gesture)");
        long right = IntStream.range(0, actual.size())
                .filter(i -> actual.get(i).equals(found.get(i)))
                .count();
        // five gestures; explicit settings, and a validation table of more recordings, reach 0.97
        assertThat((double) right / actual.size()).isGreaterThan(0.8);
    }

    private static BufferedDataTable untouched(BufferedDataTable gestures) throws Exception {
        var fresh = NodeParametersUtil.createSettings(SequenceReshaperParameters.class, new PortObjectSpec[] {SPEC});
        return Reshaped.execute(fresh, gestures).table();
    }

    @Test
    void new_nodes_behind_the_csv_reader_are_ready_to_run() throws Exception {
        assumeTrue(System.getProperty("osgi.install.area") != null, "nodes are found by their extensions");
        var folder = WORKFLOW.toFile();
        var workflow = WorkflowManager.loadProject(folder, new ExecutionMonitor(), new WorkflowLoadHelper(folder))
                .getWorkflowManager();
        try {
            var reader = workflow.getNodeContainers().stream()
                    .filter(node -> node.getName().equals("CSV Reader"))
                    .map(NodeContainer::getID)
                    .findFirst()
                    .orElseThrow();
            var reshaper = workflow.createAndAddNode(new SequenceReshaperNodeFactory());
            var learner = workflow.createAndAddNode(new LstmLearnerNodeFactory());
            workflow.addConnection(reader, 1, reshaper, 1);
            workflow.addConnection(reshaper, 1, learner, 1);

            var saved = new NodeSettings("settings");
            workflow.saveNodeSettings(reshaper, saved);
            var settings = parameters(saved.getNodeSettings("model"));
            assertThat(settings.input).isEqualTo(Input.LONG_FORMAT);
            assertThat(settings.groupColumn).isEqualTo("recording");
            assertThat(settings.orderColumn).isEqualTo("time");
            assertThat(settings.numericColumns).containsExactly("x", "y", "z");
            assertThat(workflow.getNodeContainer(learner)
                            .getNodeContainerState()
                            .isConfigured())
                    .isTrue();
        } finally {
            WorkflowManager.ROOT.removeProject(workflow.getID());
        }
    }

    private static BufferedDataTable gestures(String file) throws IOException {
        try (var lines = Files.lines(WORKFLOW.resolve("data").resolve(file))) {
            return table(SPEC, lines.skip(1).map(UntouchedGesturesTest::cells).toArray(DataCell[][]::new));
        }
    }

    private static DataCell[] cells(String line) {
        var parts = line.split(",");
        var cells = new DataCell[parts.length];
        Arrays.setAll(cells, i -> switch (i) {
            case 0, 1 -> new IntCell(Integer.parseInt(parts[i]));
            case 5 -> string(parts[i]);
            default -> number(Double.parseDouble(parts[i]));
        });
        return cells;
    }

    private static SequenceReshaperParameters explicit() throws Exception {
        try (var in = Files.newInputStream(WORKFLOW.resolve("Sequence Reshaper (#2)/settings.xml"))) {
            return parameters(NodeSettings.loadFromXML(in).getNodeSettings("model"));
        }
    }

    private static SequenceReshaperParameters parameters(NodeSettingsRO model) throws Exception {
        return NodeParametersUtil.loadSettings(model, SequenceReshaperParameters.class);
    }
}
