package org.seqnet.knime.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.seqnet.knime.Tables.row;
import static org.seqnet.knime.Tables.string;
import static org.seqnet.knime.Tables.strings;
import static org.seqnet.knime.Tables.table;
import static org.seqnet.knime.sequence.Reshaped.column;
import static org.seqnet.knime.sequence.Reshaped.doubles;
import static org.seqnet.knime.sequence.Reshaped.number;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.collection.CollectionCellFactory;
import org.knime.core.data.collection.ListCell;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.seqnet.engine.tensor.Shape;
import org.seqnet.knime.Tables;
import org.seqnet.knime.learner.LearnerRun;
import org.seqnet.knime.tensor.Floats;

/** Missing values that stay in the sequences, as NaN, for the network to fill. */
class KeptMissingValuesTest {
    private static final DataCell GAP = DataType.getMissingCell();
    private static final float NAN = Float.NaN;
    private static final DataTableSpec STEPS =
            new DataTableSpec(strings("id"), column("t", IntCell.TYPE), doubles("x"), doubles("y"), strings("label"));

    @Test
    void the_long_format_keeps_every_time_step_that_has_a_group_and_a_place() throws Exception {
        var parameters = LongFormatTest.parameters();
        parameters.missingSteps = MissingSteps.KEEP;

        var reshaped = Reshaped.execute(
                parameters,
                table(
                        STEPS,
                        step("a", new IntCell(2), GAP, number(4)),
                        step("a", new IntCell(1), number(1), number(Double.NaN)),
                        step("a", GAP, number(8), number(9)),
                        step("a", new IntCell(3), GAP, GAP),
                        row(GAP, new IntCell(4), number(8), number(9), string("u"))));

        assertThat(reshaped.sequence(0).shape()).isEqualTo(Shape.of(3, 2));
        assertThat(Floats.of(reshaped.sequence(0))).containsExactly(1, NAN, NAN, 4, NAN, NAN);
        assertThat(reshaped.warning())
                .contains("2 of 5 rows were skipped because at least one of their values is missing.");
    }

    @Test
    void windows_hold_missing_values() throws Exception {
        var parameters = Reshaped.parameters(Input.WINDOWS);
        parameters.numericColumns = new String[] {"x"};
        parameters.windowLength = 2;
        parameters.missingSteps = MissingSteps.KEEP;
        var rows = table(
                STEPS,
                step("a", GAP, number(1), GAP),
                step("a", GAP, GAP, GAP),
                row(GAP, GAP, number(3), GAP, string("u")));

        var reshaped = Reshaped.execute(parameters, rows);

        assertThat(Tables.keys(reshaped.table())).containsExactly("Row1", "Row2");
        assertThat(Floats.of(reshaped.sequence(0))).containsExactly(1, NAN);
        assertThat(Floats.of(reshaped.sequence(1))).containsExactly(NAN, 3);
        assertThat(reshaped.warning()).isEmpty();
        parameters.withinGroups = true;
        parameters.groupColumn = "id";
        assertThat(Tables.keys(Reshaped.execute(parameters, rows).table())).containsExactly("Row1");
        parameters.windowLength = 3;
        assertThat(Reshaped.execute(parameters, rows).warning())
                .contains("1 of 3 rows were skipped because at least one of their values is missing. No window is "
                        + "complete: the table has no 3 consecutive rows.");
    }

    @Test
    void columns_keep_missing_values_but_those_that_are_trimmed() throws Exception {
        var spec = new DataTableSpec(doubles("a"), doubles("b"), doubles("c"));
        var parameters = Reshaped.parameters(Input.COLUMNS);
        parameters.numericColumns = spec.getColumnNames();
        parameters.missingValues = MissingInRow.IN_SEQUENCE;
        var rows = table(spec, row(GAP, number(2), number(Double.NaN)), row(GAP, GAP, GAP));

        var reshaped = Reshaped.execute(parameters, rows);

        assertThat(Floats.of(reshaped.sequence(0))).containsExactly(NAN, 2, NAN);
        assertThat(Floats.of(reshaped.sequence(1))).containsExactly(NAN, NAN, NAN);
        assertThat(reshaped.warning()).isEmpty();
        parameters.endAtMissing = true;
        var trimmed = Reshaped.execute(parameters, rows);
        assertThat(Floats.of(trimmed.sequence(0))).containsExactly(NAN, 2);
        assertThat(trimmed.warning())
                .contains("1 of 2 rows have no sequence because at least one of their values is missing.");
    }

    @Test
    void lists_keep_missing_values_but_a_missing_list_has_no_sequence() throws Exception {
        var parameters = Reshaped.parameters(Input.LISTS);
        parameters.listColumn = "list";
        parameters.missingValues = MissingInRow.IN_SEQUENCE;

        var reshaped = Reshaped.execute(
                parameters,
                table(
                        new DataTableSpec(column("list", ListCell.getCollectionType(DoubleCell.TYPE))),
                        row(list(number(1), GAP, number(3))),
                        row(GAP)));

        assertThat(Floats.of(reshaped.sequence(0))).containsExactly(1, NAN, 3);
        assertThat(reshaped.warning())
                .contains("1 of 2 rows have no sequence because their list or a number in it is missing.");
    }

    @Test
    void scaling_leaves_missing_values_out_of_its_figures_and_in_their_places() throws Exception {
        var parameters = LongFormatTest.parameters();
        parameters.missingSteps = MissingSteps.KEEP;
        parameters.scaling = Scale.STANDARDIZE;

        var reshaped = Reshaped.execute(
                parameters,
                table(
                        STEPS,
                        step("a", new IntCell(1), number(2), number(1)),
                        step("a", new IntCell(2), GAP, number(1)),
                        step("a", new IntCell(3), number(6), number(1))));

        assertThat(Floats.of(reshaped.sequence(0))).containsExactly(-1, 0, NAN, 0, 1, 0);
    }

    @Test
    void infinite_values_are_not_missing_and_are_refused_by_training() throws Exception {
        var parameters = LongFormatTest.parameters();
        parameters.missingSteps = MissingSteps.KEEP;

        var sequences = Reshaped.execute(
                        parameters,
                        table(STEPS, step("a", new IntCell(1), number(Double.NEGATIVE_INFINITY), number(1))))
                .table();

        assertThatThrownBy(() -> LearnerRun.trained(sequences, 1))
                .hasMessage("Training table, row 'a', time step 1, feature 1: the value is infinite, but a "
                        + "network requires finite numbers. Replace or remove it.");
    }

    private static DataCell[] step(String group, DataCell t, DataCell x, DataCell y) {
        return row(string(group), t, x, y, string("u"));
    }

    private static DataCell list(DataCell... numbers) {
        return CollectionCellFactory.createListCell(Arrays.asList(numbers));
    }
}
