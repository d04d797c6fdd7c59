package org.seqnet.knime.scorer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.seqnet.knime.Refusals.assertFails;
import static org.seqnet.knime.Refusals.assertInvalid;
import static org.seqnet.knime.Tables.row;
import static org.seqnet.knime.Tables.string;
import static org.seqnet.knime.Tables.strings;
import static org.seqnet.knime.Tables.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataColumnSpecCreator;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.collection.CollectionCellFactory;
import org.knime.core.data.collection.ListCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.ExecutionMonitor;
import org.seqnet.knime.Tables;
import org.seqnet.knime.column.MissingValues;

class StepLabelScorerTest {
    private static final DataTableSpec LISTS = new DataTableSpec(lists("state"), lists("Prediction (state)"));
    private static final DataTableSpec ROWS =
            new DataTableSpec(strings("Sequence RowID"), strings("state"), strings("Prediction (state)"));

    private final StepLabelScorerParameters parameters = new StepLabelScorerParameters();

    private static DataColumnSpec lists(String name) {
        return new DataColumnSpecCreator(name, ListCell.getCollectionType(StringCell.TYPE)).createSpec();
    }

    /** Returns a list with an element for each letter; a dot is a missing one. */
    private static DataCell list(String letters) {
        return CollectionCellFactory.createListCell(letters.chars()
                .mapToObj(letter -> letter == '.' ? DataType.getMissingCell() : string(Character.toString(letter)))
                .toList());
    }

    private static BufferedDataTable scored() {
        return table(LISTS, row(list("aaaaaabbbb"), list("aabbabbbbb")), row(list("ab.."), list("aabb")));
    }

    private StepSequences.Counted count(BufferedDataTable table) throws Exception {
        return ScoredSteps.of(table.getDataTableSpec(), parameters).count(table, new ExecutionMonitor());
    }

    @Test
    void steps_are_counted_as_rows_are() throws Exception {
        var counted = count(scored());

        // a as a: 3 + 1, a as b: 3, b as b: 4, b as a: 1
        var matrix = ScoreTables.confusionMatrix(counted.matrix(), Tables.execution());
        assertThat(Tables.keys(matrix)).containsExactly("a", "b");
        assertThat(Tables.column(matrix, "a")).containsExactly("4", "1");
        assertThat(Tables.column(matrix, "b")).containsExactly("3", "4");
        assertThat(counted.matrix().accuracy()).hasValue(8 / 12.0);
        assertThat(counted.warning())
                .contains("2 time steps were skipped because their actual or predicted label is missing.");
    }

    /** The first has the counts of SegmentScoreTest; of the second, a is right at all, and b is missed. */
    @Test
    void segments_have_a_row_for_each_overlap_and_label_and_one_over_all() throws Exception {
        var segments = SegmentTable.of(count(scored()), Tables.execution());

        assertThat(segments.getDataTableSpec().equalStructure(SegmentTable.spec()))
                .isTrue();
        assertThat(Tables.keys(segments))
                .containsExactly(
                        "a (0.10)",
                        "b (0.10)",
                        "Overall (0.10)",
                        "a (0.25)",
                        "b (0.25)",
                        "Overall (0.25)",
                        "a (0.50)",
                        "b (0.50)",
                        "Overall (0.50)");
        assertThat(Tables.column(segments, "IoU threshold")).contains("0.1", "0.25", "0.5");
        assertThat(Tables.column(segments, "Label")).containsExactly("a", "b", "?", "a", "b", "?", "a", "b", "?");
        assertThat(Tables.column(segments, "TruePositives"))
                .containsExactly("2", "1", "3", "2", "1", "3", "1", "1", "2");
        assertThat(Tables.column(segments, "FalsePositives"))
                .containsExactly("1", "1", "2", "1", "1", "2", "2", "1", "3");
        assertThat(Tables.column(segments, "FalseNegatives"))
                .containsExactly("0", "1", "1", "0", "1", "1", "1", "1", "2");
        assertThat(Tables.column(segments, "F-measure").get(2)).isEqualTo(Double.toString(6 / 9.0));
        // 1 - 2/4, and 1 - 1/2
        assertThat(Tables.column(segments, "Edit score"))
                .containsExactly("?", "?", "0.5", "?", "?", "0.5", "?", "?", "0.5");
    }

    @Test
    void rows_of_steps_give_the_same_as_lists() throws Exception {
        parameters.format = StepFormat.ROWS;
        var rows = new ArrayList<DataCell[]>();
        for (var pair : List.of(List.of("aaaaaabbbb", "aabbabbbbb"), List.of("ab..", "aabb"))) {
            for (int t = 0; t < pair.get(0).length(); t++) {
                char actual = pair.get(0).charAt(t);
                rows.add(row(
                        string(pair.get(0)),
                        actual == '.' ? DataType.getMissingCell() : string(Character.toString(actual)),
                        string(Character.toString(pair.get(1).charAt(t)))));
            }
        }
        var counted = count(table(ROWS, rows.toArray(DataCell[][]::new)));

        parameters.format = StepFormat.LISTS;
        var expected = count(scored());
        assertThat(counted.matrix()).isEqualTo(expected.matrix());
        assertThat(StepLabelScorerNodeModel.figures(counted)).isEqualTo(StepLabelScorerNodeModel.figures(expected));
        assertThat(counted.skippedSteps()).isEqualTo(2);
        assertThat(counted.sequences()).hasSize(2);
    }

    @Test
    void figures_have_the_names_of_flow_variables_and_stand_in_a_line() throws Exception {
        var counted = count(scored());

        assertThat(StepLabelScorerNodeModel.figures(counted).keySet())
                .containsExactly("Accuracy", "Cohen's kappa", "F1@10", "F1@25", "F1@50", "Edit score");
        // kappa: chance agrees in (7 * 5 + 5 * 7) / 144
        double chance = 70 / 144.0;
        assertThat(StepLabelScorerNodeModel.figures(counted)
                        .get("Cohen's kappa")
                        .orElseThrow())
                .isCloseTo((8 / 12.0 - chance) / (1 - chance), within(1e-12));
        assertThat(StepLabelScorerNodeModel.line(counted))
                .isEqualTo("Accuracy 0.6667  Cohen's kappa 0.3514  F1@10 0.6667  F1@25 0.6667  F1@50 0.4444  Edit "
                        + "score 0.5000");
        assertThat(StepLabelScorerNodeModel.line(count(table(LISTS))))
                .isEqualTo("Accuracy missing  Cohen's kappa missing  F1@10 missing  F1@25 missing  F1@50 missing  "
                        + "Edit score missing");
    }

    @Test
    void a_new_node_chooses_lists_or_rows_and_their_columns() throws Exception {
        ScoredSteps.of(LISTS, parameters);
        assertThat(List.of(parameters.actualLists, parameters.predictedLists))
                .containsExactly("state", "Prediction (state)");
        var other = new StepLabelScorerParameters();
        other.format = StepFormat.ROWS;
        ScoredSteps.of(ROWS, other);
        assertThat(List.of(other.sequenceColumn, other.actualColumn, other.predictedColumn))
                .containsExactly("Sequence RowID", "state", "Prediction (state)");
    }

    @Test
    void missing_lists_are_skipped_or_fail() throws Exception {
        var missing = DataType.getMissingCell();
        var table = table(LISTS, row(list("a"), list("a")), row(list("a"), missing), row(missing, list("a")));

        var counted = count(table);
        assertThat(counted.matrix().total()).isEqualTo(1);
        assertThat(counted.warning())
                .isEqualTo(Optional.of("2 sequences were skipped because their labels are missing."));
        parameters.missingValues = MissingValues.FAIL;
        assertFails(
                () -> count(table),
                "Row 'Row1': the cell of column 'Prediction (state)' is missing.",
                "Fill in the value, remove the row, or configure the node to skip rows with missing values.");
    }

    @Test
    void lists_of_other_lengths_and_scattered_rows_are_refused() {
        assertFails(
                () -> count(table(LISTS, row(list("ab"), list("ab")), row(list("abc"), list("ab")))),
                "Row 'Row1': the list of actual labels has 3 elements, that of predicted labels 2.",
                "Select lists with one label per time step of the same sequence.");
        parameters.format = StepFormat.ROWS;
        assertFails(
                () -> count(table(
                        ROWS,
                        row(string("one"), string("a"), string("a")),
                        row(string("two"), string("a"), string("a")),
                        row(string("one"), string("a"), string("a")))),
                "Row 'Row2': the rows of sequence 'one' are not consecutive.",
                "Sort the table by sequence and time step, for example with a Sorter node.");
        var rows = new StepLabelScorerParameters();
        rows.format = StepFormat.ROWS;
        assertInvalid(
                () -> ScoredSteps.of(LISTS, rows),
                "Actual label: the input table has no column of labels.",
                "Connect a table that has one.");
        assertInvalid(
                () -> ScoredSteps.of(ROWS, new StepLabelScorerParameters()),
                "Actual labels: the input table has no column of lists of labels.",
                "Connect a table that has one.");
    }

    @Test
    void the_view_shows_the_runs_of_the_first_sequences() throws Exception {
        var view = StepScoreView.of(count(scored())).toString();

        assertThat(view)
                .contains(
                        "\"row\":\"Row0\",\"steps\":10,\"shown\":10,\"actual\":[0,0,6,1,6,10],\"predicted\":[0,0,2,1,2,"
                                + "4,"
                                + "0,4,5,1,5,10]")
                .contains("\"row\":\"Row1\",\"steps\":4,\"shown\":4,\"actual\":[0,0,1,1,1,2],\"predicted\":[0,0,2,1,2,"
                        + "4]");
        var many = StepScores.view(100, 3000, List.of("x", "y"));
        assertThat(many.split("\"shown\":", -1)).hasSize(StepScoreView.MOST_SEQUENCES + 1);
        assertThat(many).contains("\"shown\":" + StepScoreView.MOST_STEPS + ",");
    }
}
