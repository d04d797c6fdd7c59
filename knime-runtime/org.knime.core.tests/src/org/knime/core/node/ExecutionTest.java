package org.knime.core.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataColumnSpecCreator;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.container.AbstractCellFactory;
import org.knime.core.data.container.ColumnRearranger;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.def.IntCell;
import org.knime.core.embedded.tests.CodingProblems;
import org.knime.core.node.message.Message;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortUtil;
import org.knime.core.node.port.flowvariable.FlowVariablePortObject;
import org.knime.core.node.workflow.NodeMessage;

class ExecutionTest {

    private static final DataTableSpec SPEC =
            new DataTableSpec(new String[] {"a", "b"}, new DataType[] {IntCell.TYPE, IntCell.TYPE});

    private final DefaultNodeProgressMonitor progress = new DefaultNodeProgressMonitor();

    private final List<String> warnings = new ArrayList<>();

    @SuppressWarnings("deprecation")
    private final ExecutionContext context = new ExecutionContext(progress, new Node(new SumNodeFactory()));

    private BufferedDataTable table(int rows) {
        var table = context.createDataContainer(SPEC);
        for (int i = 0; i < rows; i++) {
            table.addRowToTable(new DefaultRow("Row" + i, new IntCell(i), new IntCell(10 * i)));
        }
        table.close();
        return table.getTable();
    }

    private static List<String> cells(BufferedDataTable table) {
        var cells = new ArrayList<String>();
        for (DataRow row : table) {
            cells.add(row.toString());
        }
        return cells;
    }

    private BufferedDataTable rearranged(ColumnRearranger rearranger) throws CanceledExecutionException {
        return context.createColumnRearrangeTable(table(3), rearranger, context);
    }

    @Test
    void new_column_is_computed_and_gets_its_domain() throws Exception {
        var table = rearranged(SumNodeFactory.rearranger(SPEC));
        assertThat(cells(table)).containsExactly("Row0: [0, 0, 0]", "Row1: [1, 10, 11]", "Row2: [2, 20, 22]");
        DataColumnSpec sum = table.getDataTableSpec().getColumnSpec("sum");
        assertThat(sum.getDomain().getUpperBound()).isEqualTo(new IntCell(22));
        assertThat(progress.getProgress()).isEqualTo(1);
        assertThat(progress.getMessage()).isEqualTo("Processed row 3/3 (\"Row2\")");
    }

    @Test
    void columns_are_removed() throws Exception {
        var rearranger = SumNodeFactory.rearranger(SPEC);
        rearranger.remove(0);
        assertThat(cells(rearranged(rearranger))).containsExactly("Row0: [0, 0]", "Row1: [10, 11]", "Row2: [20, 22]");
        assertThat(rearranger.createSpec().getColumnNames()).containsExactly("b", "sum");
    }

    private static ColumnRearranger appending(int announced, int returned) {
        var specs = IntStream.range(0, announced)
                .mapToObj(i -> new DataColumnSpecCreator("new" + i, IntCell.TYPE).createSpec())
                .toArray(DataColumnSpec[]::new);
        var rearranger = new ColumnRearranger(SPEC);
        rearranger.append(new AbstractCellFactory(specs) {
            @Override
            public DataCell[] getCells(DataRow row, long rowIndex) {
                return Collections.nCopies(returned, new IntCell(1)).toArray(DataCell[]::new);
            }
        });
        return rearranger;
    }

    @Test
    void cell_factory_that_returns_fewer_cells_than_it_announced_is_refused() {
        assertThatThrownBy(() -> rearranged(appending(2, 1)))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessageStartingWith("New cells array length conflict: expected 2, actual 1 (class ");
    }

    @Test
    void cell_factory_that_returns_more_cells_than_it_announced_is_a_coding_problem() throws Exception {
        assertThat(CodingProblems.of(() -> rearranged(appending(1, 2))))
                .first()
                .asString()
                .startsWith("New cells array length conflict: expected 1, actual 2 (class ");
    }

    @Test
    void cancelling_stops_a_rearrangement() {
        progress.setExecuteCanceled();
        assertThatThrownBy(() -> rearranged(SumNodeFactory.rearranger(SPEC)))
                .isInstanceOf(CanceledExecutionException.class)
                .hasMessage("Execution canceled");
    }

    @Test
    void parts_of_the_progress_add_up() {
        var first = context.createSubProgress(0.25);
        var second = context.createSubProgress(0.5);
        first.setProgress(1);
        second.setProgress(0.25, "a quarter");
        second.setProgress(0.5);
        assertThat(progress.getProgress()).isCloseTo(0.5, within(1e-9));
        assertThat(progress.getMessage()).isEqualTo("a quarter");
    }

    @Test
    void tables_are_joined_by_their_rows() throws Exception {
        var right = context.createDataContainer(new DataTableSpec(new String[] {"c"}, new DataType[] {IntCell.TYPE}));
        for (int i = 0; i < 3; i++) {
            right.addRowToTable(new DefaultRow("Row" + i, new IntCell(10 * i)));
        }
        right.close();
        var joined = context.createJoinedTable(table(3), right.getTable(), context);
        assertThat(joined.getDataTableSpec().getColumnNames()).containsExactly("a", "b", "c");
        assertThat(cells(joined)).containsExactly("Row0: [0, 0, 0]", "Row1: [1, 10, 10]", "Row2: [2, 20, 20]");
    }

    @Test
    void node_refuses_what_its_model_refuses() {
        var model = new SumNodeFactory().createNodeModel();
        assertThatThrownBy(() -> model.configureModel(new DataTableSpec[] {new DataTableSpec()}))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessage("Two columns are needed.");
    }

    @Test
    void node_executes_its_model() throws Exception {
        var model = new SumNodeFactory().createNodeModel();
        model.addWarningListener(warning -> warnings.add(warning.getSummary()));
        var in = new PortObject[] {FlowVariablePortObject.INSTANCE, table(2)};
        var out = model.executeModel(in, null, context);
        assertThat(out[0]).isSameAs(FlowVariablePortObject.INSTANCE);
        assertThat(cells((BufferedDataTable) out[1])).containsExactly("Row0: [0, 0, 0]", "Row1: [1, 10, 11]");
        assertThat(out[1].getSummary()).isEqualTo("Rows: 2, Cols: 3");
        assertThat(warnings).isEmpty();
    }

    @Test
    void empty_result_is_a_warning() throws Exception {
        var model = new SumNodeFactory().createNodeModel();
        model.addWarningListener(warning -> warnings.add(warning.getSummary()));
        model.executeModel(new PortObject[] {FlowVariablePortObject.INSTANCE, table(0)}, null, context);
        assertThat(warnings).containsExactly("Node created an empty data table.");
    }

    @Test
    void port_object_comes_back_from_a_model_file() throws Exception {
        var file = new ByteArrayOutputStream();
        PortUtil.writeObjectToStream(FlowVariablePortObject.INSTANCE, file, context);
        var in = new ByteArrayInputStream(file.toByteArray());
        assertThat(PortUtil.readObjectFromStream(in, context)).isSameAs(FlowVariablePortObject.INSTANCE);
    }

    @Test
    void file_that_holds_no_port_object_is_refused() {
        var in = new ByteArrayInputStream(new byte[10]);
        assertThatThrownBy(() -> PortUtil.readObjectFromStream(in, context))
                .isInstanceOf(IOException.class)
                .hasMessage("Expected zip entry 'content.xml', got the end of the stream.");
    }

    @Test
    void message_about_a_cell_names_row_and_column() {
        var message = Message.builder()
                .withSummary("2 rows were skipped.")
                .addRowIssue(0, 1, 2, "negative")
                .addResolutions("Filter them first.")
                .build()
                .orElseThrow()
                .renderIssueDetails(new PortObject[] {table(3)});
        var shown = message.toNodeMessage(NodeMessage.Type.WARNING);
        assertThat(shown.getMessage()).isEqualTo("2 rows were skipped.");
        assertThat(shown.getIssue()).contains("Row 'Row2', column 'b' (20): negative");
        assertThat(shown.getResolutions()).containsExactly("Filter them first.");
    }
}
