package org.knime.base.embedded.sort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.knime.base.embedded.settings.SavedNode;
import org.knime.base.embedded.settings.TableNodeFactory;
import org.knime.base.embedded.settings.TestWorkflow;
import org.knime.base.node.preproc.sorter.SorterNodeFactory;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.workflow.NodeID;
import org.knime.core.node.workflow.NodeMessage;

/** KNIME's Sorter with the settings of the workflow tune-settings: best accuracy first, then fewest hidden units. */
class SorterTest {
    private static final DataTableSpec SPEC = new DataTableSpec(
            new String[] {"Accuracy", "hidden units"}, new DataType[] {DoubleCell.TYPE, IntCell.TYPE});

    private final TestWorkflow workflow = new TestWorkflow();

    @AfterEach
    void close() {
        workflow.close();
    }

    private static SavedNode saved() throws Exception {
        return SavedNode.of("Sorter (#11)");
    }

    private NodeID sorter(SavedNode saved, DataTableSpec spec, DataRow... rows) throws Exception {
        var id = workflow.add(new SorterNodeFactory(), saved);
        workflow.connect(workflow.add(new TableNodeFactory(spec, rows)), 1, id, 1);
        return id;
    }

    private static DataRow row(String id, double accuracy, int units) {
        return new DefaultRow(id, new DoubleCell(accuracy), new IntCell(units));
    }

    private static final DataRow MISSING = new DefaultRow("missing", DataType.getMissingCell(), new IntCell(1));

    @Test
    void the_first_criterion_that_tells_two_rows_apart_counts() throws Exception {
        var sorter = sorter(saved(), SPEC, row("a", 0.5, 8), row("b", 0.75, 32), row("c", 0.75, 8), row("d", 0.25, 4));

        assertThat(workflow.execute()).isTrue();

        assertThat(workflow.rows(sorter))
                .containsExactly("c: [0.75, 8]", "b: [0.75, 32]", "a: [0.5, 8]", "d: [0.25, 4]");
        assertThat(workflow.table(sorter).getDataTableSpec().equalStructure(SPEC))
                .isTrue();
    }

    @Test
    void rows_that_are_equal_keep_their_order() throws Exception {
        var sorter = sorter(saved(), SPEC, row("z", 0.5, 8), row("a", 0.5, 8), row("m", 0.5, 8));

        assertThat(workflow.execute()).isTrue();

        assertThat(workflow.rows(sorter)).containsExactly("z: [0.5, 8]", "a: [0.5, 8]", "m: [0.5, 8]");
    }

    @Test
    void a_missing_cell_is_less_than_all_others() throws Exception {
        var descending = sorter(saved(), SPEC, MISSING, row("a", 0.5, 8));
        var ascending = sorter(saved().with("DESCENDING", "ASCENDING"), SPEC, row("a", 0.5, 8), MISSING);

        assertThat(workflow.execute()).isTrue();

        assertThat(workflow.rows(descending)).containsExactly("a: [0.5, 8]", "missing: [?, 1]");
        assertThat(workflow.rows(ascending)).containsExactly("missing: [?, 1]", "a: [0.5, 8]");
    }

    @Test
    void missing_cells_come_last_if_so_asked() throws Exception {
        var last = saved().setting("missingToEnd", "true");
        var descending = sorter(last, SPEC, MISSING, row("a", 0.5, 8));
        var ascending = sorter(last.with("DESCENDING", "ASCENDING"), SPEC, MISSING, row("a", 0.5, 8));

        assertThat(workflow.execute()).isTrue();

        assertThat(workflow.rows(descending)).containsExactly("a: [0.5, 8]", "missing: [?, 1]");
        assertThat(workflow.rows(ascending)).containsExactly("a: [0.5, 8]", "missing: [?, 1]");
    }

    @Test
    void texts_are_sorted_by_their_letters() throws Exception {
        var spec = new DataTableSpec(
                new String[] {"hidden units", "Accuracy"}, new DataType[] {StringCell.TYPE, IntCell.TYPE});
        var rows = new DataRow[] {
            new DefaultRow("a", new StringCell("Row2"), new IntCell(1)),
            new DefaultRow("b", new StringCell("Row10"), new IntCell(1))
        };
        var natural = sorter(saved(), spec, rows);
        var lexicographic = sorter(saved().with("NATURAL", "LEXICOGRAPHIC"), spec, rows);

        assertThat(workflow.node(natural).getNodeMessage())
                .isEqualTo(NodeMessage.newWarning("The Sorter of the embedded runtime does not support the natural"
                        + " order of texts (column \"hidden units\"). Choose the lexicographic one."));
        workflow.execute();
        assertThat(workflow.rows(lexicographic)).containsExactly("b: [Row10, 1]", "a: [Row2, 1]");
    }

    @Test
    void a_column_that_is_not_there_is_named() throws Exception {
        var sorter = sorter(saved(), new DataTableSpec(new String[] {"Accuracy"}, new DataType[] {DoubleCell.TYPE}));

        assertThat(workflow.node(sorter).getNodeMessage())
                .isEqualTo(NodeMessage.newWarning(
                        "The input table has changed. Some columns are missing: \"hidden units\""));
    }

    @Test
    void the_order_of_row_ids_is_refused() throws Exception {
        var rowId = saved().with(
                        "\"specialChoice_Internals\" type=\"xstring\" isnull=\"true\" value=\"\"",
                        "\"specialChoice_Internals\" type=\"xstring\" value=\"ROW_ID\"");

        assertThatThrownBy(() -> sorter(rowId, SPEC))
                .hasMessage("The Sorter of the embedded runtime does not support"
                        + " sortingCriteria/0/columnV2/specialChoice_Internals = ROW_ID, only columns.");
    }
}
