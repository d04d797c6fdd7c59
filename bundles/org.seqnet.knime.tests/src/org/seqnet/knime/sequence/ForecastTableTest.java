package org.seqnet.knime.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.seqnet.knime.Tables.row;
import static org.seqnet.knime.Tables.string;
import static org.seqnet.knime.Tables.strings;
import static org.seqnet.knime.Tables.table;
import static org.seqnet.knime.sequence.Reshaped.column;
import static org.seqnet.knime.sequence.Reshaped.doubles;
import static org.seqnet.knime.sequence.Reshaped.number;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.LongCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataTable;
import org.seqnet.engine.sequence.ForecastWindows;
import org.seqnet.engine.sequence.Preparation;
import org.seqnet.engine.sequence.TimeStep;
import org.seqnet.engine.tensor.Shape;
import org.seqnet.knime.Tables;
import org.seqnet.knime.column.ColumnMark;
import org.seqnet.knime.tensor.TargetSpec;
import org.seqnet.knime.tensor.TensorColumn;
import org.seqnet.knime.tensor.TensorValue;

/** The whole tables of windows with a horizon. */
class ForecastTableTest {
    private static final DataTableSpec SPEC =
            new DataTableSpec(strings("shop"), strings("day"), doubles("sales"), doubles("price"), strings("town"));
    private static final double NONE = Double.NaN;

    private final SequenceReshaperParameters parameters = Reshaped.parameters(Input.WINDOWS);

    ForecastTableTest() {
        parameters.forecast = true;
        parameters.windowLength = 2;
        parameters.forecastHorizon = 2;
        parameters.withinGroups = true;
        parameters.groupColumn = "shop";
        parameters.orderColumn = "day";
        parameters.numericColumns = new String[] {"sales", "price"};
        parameters.targetColumns = new String[] {"sales"};
        parameters.carriedColumns = new String[] {"town"};
        parameters.missingSteps = MissingSteps.KEEP;
    }

    @Test
    void each_series_of_an_interleaved_table_has_its_windows_and_their_targets() throws Exception {
        var reshaped = Reshaped.execute(
                parameters,
                table(
                        SPEC,
                        day("a", "2026-02-26", 1, 10),
                        day("b", "2026-02-27", -5, 50),
                        day("a", "2026-02-27", 2, 20),
                        day("a", "2026-02-28", 3, 30),
                        day("b", "2026-02-28", 0, 60),
                        day("b", "2026-03-01", 7, 70),
                        day("a", "2026-03-01", 4, 40),
                        day("a", "2026-03-02", NONE, 50),
                        day("b", "2026-03-02", 8, 80),
                        day("a", "2026-03-03", 6, 60)));

        assertThat(reshaped.warning()).isEmpty();
        var made = reshaped.table();
        assertThat(made.getDataTableSpec().getColumnNames())
                .containsExactly("shop", "town", "sequence", "Origin", "Target");
        assertThat(made.getDataTableSpec().stream()
                        .filter(ColumnMark.SERIES::isOn)
                        .map(DataColumnSpec::getName))
                .containsExactly("shop");
        assertThat(Tables.keys(made)).containsExactly("Row2", "Row3", "Row4", "Row6");
        assertThat(Tables.column(made, "shop")).containsExactly("a", "a", "b", "a");
        assertThat(Tables.column(made, "town"))
                .containsExactly("a 2026-02-27", "a 2026-02-28", "b 2026-02-28", "a 2026-03-01");
        assertThat(Tables.column(made, "Origin"))
                .containsExactly("2026-02-27", "2026-02-28", "2026-02-28", "2026-03-01");
        assertThat(sequences(reshaped))
                .containsExactly(
                        List.of(1., 10., 2., 20.),
                        List.of(2., 20., 3., 30.),
                        List.of(-5., 50., 0., 60.),
                        List.of(3., 30., 4., 40.));
        assertThat(targets(reshaped))
                .containsExactly(List.of(3., 4.), List.of(4., NONE), List.of(7., 8.), List.of(NONE, 6.));
    }

    @Test
    void the_specs_tell_what_is_forecast() throws Exception {
        parameters.knownColumns = new String[] {"price"};
        var configured = Reshaped.configure(parameters, SPEC);
        var executed = Reshaped.execute(parameters, days("a", 6)).table().getDataTableSpec();
        var form = new ForecastWindows(2, List.of("sales"), List.of(0), List.of(1));

        var sequence = configured.getColumnSpec("sequence");
        assertThat(TensorColumn.shape(sequence)).contains(Shape.of(4, 3));
        assertThat(TensorColumn.preparation(sequence))
                .isEqualTo(Preparation.UNKNOWN
                        .withFeatures(List.of("sales", "price", "Steps ahead"))
                        .with("Window", "2 rows")
                        .with("Forecast", "2 steps ahead; targets: 0 \"sales\"; known: 1")
                        .with("Layout", "row by row")
                        .with("Scaling", "none"));
        assertThat(TensorColumn.preparation(executed.getColumnSpec("sequence")).how("Time step"))
                .contains("1 day");
        var target = configured.getColumnSpec("Target");
        assertThat(TargetSpec.find(configured)).contains("Target");
        assertThat(TargetSpec.form(target)).contains(form);
        assertThat(TargetSpec.form(sequence)).isEmpty();
        assertThat(TargetSpec.timeStep(target)).isEmpty();
        assertThat(TargetSpec.origin(target)).contains("Origin");
        assertThat(TensorColumn.shape(target)).contains(Shape.of(2, 1));
        assertThat(TensorColumn.preferred(configured)).isEqualTo("sequence");
        assertThat(TargetSpec.timeStep(executed.getColumnSpec("Target"))).contains(new TimeStep.Days(1));
        assertThat(configured.getColumnSpec("Origin").getType()).isEqualTo(StringCell.TYPE);
    }

    @Test
    void known_columns_go_on_into_the_horizon_up_to_rows_without_targets() throws Exception {
        parameters.numericColumns = new String[] {"sales"};
        parameters.knownColumns = new String[] {"price"};
        var rows = table(
                SPEC,
                day("a", "2026-01-01", 1, 10),
                day("a", "2026-01-02", 2, 20),
                day("a", "2026-01-03", 3, 30),
                day("a", "2026-01-04", 4, 40),
                day("a", "2026-01-05", NONE, 50),
                day("a", "2026-01-06", NONE, 60),
                day("a", "2026-01-07", NONE, 70));

        var all = Reshaped.execute(parameters, rows);
        assertThat(all.warning()).isEmpty();
        assertThat(Tables.keys(all.table())).containsExactly("Row1");
        assertThat(sequences(all)).containsExactly(List.of(1., 10., 0., 2., 20., 0., 2., 30., 1., 2., 40., 2.));
        assertThat(targets(all)).containsExactly(List.of(3., 4.));

        parameters.forecastWindows = WindowChoice.END;
        var end = Reshaped.execute(parameters, rows);
        assertThat(end.warning()).isEmpty();
        assertThat(Tables.column(end.table(), "Origin")).containsExactly("2026-01-04");
        assertThat(sequences(end)).containsExactly(List.of(3., 30., 0., 4., 40., 0., 4., 50., 1., 4., 60., 2.));
        assertThat(Tables.column(end.table(), "Target")).containsExactly("?");
    }

    @Test
    void the_end_of_each_series_is_its_last_known_target() throws Exception {
        parameters.forecastWindows = WindowChoice.END;
        var reshaped = Reshaped.execute(
                parameters,
                table(
                        SPEC,
                        day("a", "2026-01-01", 1, 10),
                        day("b", "2026-01-01", 5, 50),
                        day("a", "2026-01-02", 2, 20),
                        day("b", "2026-01-02", 6, 60),
                        day("c", "2026-01-02", 9, 90),
                        day("a", "2026-01-03", NONE, 30)));

        assertThat(Tables.column(reshaped.table(), "shop")).containsExactly("a", "b");
        assertThat(Tables.column(reshaped.table(), "Origin")).containsExactly("2026-01-02", "2026-01-02");
        assertThat(sequences(reshaped)).containsExactly(List.of(1., 10., 2., 20.), List.of(5., 50., 6., 60.));
        assertThat(Tables.column(reshaped.table(), "Target")).containsExactly("?", "?");
        assertThat(reshaped.warning())
                .contains("1 of 3 series has no window: it has fewer than 2 consecutive rows up to the last known "
                        + "target value (window length).");
    }

    @Test
    void without_rows_for_the_horizon_it_says_which_to_append() throws Exception {
        parameters.knownColumns = new String[] {"price"};
        parameters.forecastWindows = WindowChoice.END;
        var reshaped = Reshaped.execute(parameters, days("a", 5));

        assertThat(reshaped.table().size()).isZero();
        assertThat(reshaped.warning())
                .contains("1 of 1 series has no window: it has fewer than 2 rows after the last known target value "
                        + "(forecast horizon). Append rows to the table with values in the known-future columns "
                        + "('price') and missing values in the target columns.");
    }

    @Test
    void training_windows_end_at_the_first_test_origin_of_all_series() throws Exception {
        parameters.testOrigins = 2;
        parameters.testOriginDistance = 2;
        var rows = new DataCell[18][];
        for (int t = 0; t < 10; t++) {
            rows[t] = day("a", "2026-01-%02d".formatted(t + 1), t + 1, 0);
        }
        for (int t = 0; t < 8; t++) {
            rows[10 + t] = day("b", "2026-01-%02d".formatted(t + 1), 10 * t + 10, 0);
        }
        var table = table(SPEC, rows);

        parameters.forecastWindows = WindowChoice.TEST;
        var test = Reshaped.execute(parameters, table);
        assertThat(test.warning()).isEmpty();
        assertThat(Tables.column(test.table(), "shop")).containsExactly("a", "a", "b", "b");
        assertThat(Tables.column(test.table(), "Origin"))
                .containsExactly("2026-01-06", "2026-01-08", "2026-01-04", "2026-01-06");
        assertThat(targets(test))
                .containsExactly(List.of(7., 8.), List.of(9., 10.), List.of(50., 60.), List.of(70., 80.));

        parameters.forecastWindows = WindowChoice.TRAINING;
        var training = Reshaped.execute(parameters, table);
        assertThat(training.warning())
                .contains("Series end at different times: training windows end at 2026-01-04, the first test origin of "
                        + "series 'b'; that of series 'a' is 2026-01-06.");
        assertThat(Tables.column(training.table(), "shop")).containsExactly("a", "b");
        assertThat(targets(training)).containsExactly(List.of(3., 4.), List.of(30., 40.));

        parameters.forecastInTime = false;
        var numbered = Reshaped.execute(parameters, table);
        assertThat(Tables.column(numbered.table(), "shop")).containsExactly("a", "a", "a", "b");
        assertThat(Tables.column(numbered.table(), "Origin")).containsExactly("2", "3", "4", "2");
        assertThat(numbered.table().getDataTableSpec().getColumnSpec("Origin").getType())
                .isEqualTo(LongCell.TYPE);
        assertThat(TargetSpec.timeStep(numbered.table().getDataTableSpec().getColumnSpec("Target")))
                .contains(TimeStep.ONE);
    }

    @Test
    void the_step_size_leaves_windows_out() throws Exception {
        parameters.windowStride = 3;
        assertThat(Tables.column(Reshaped.execute(parameters, days("a", 10)).table(), "Origin"))
                .containsExactly("2026-01-02", "2026-01-05", "2026-01-08");
    }

    @Test
    void no_window_spans_a_gap_in_time() throws Exception {
        var reshaped = Reshaped.execute(
                parameters,
                table(
                        SPEC,
                        day("a", "2026-01-01", 1, 0),
                        day("a", "2026-01-02", 2, 0),
                        day("a", "2026-01-03", 3, 0),
                        day("a", "2026-01-05", 5, 0),
                        day("a", "2026-01-06", 6, 0),
                        day("a", "2026-01-07", 7, 0),
                        day("a", "2026-01-08", 8, 0),
                        day("a", "2026-01-20", 20, 0)));

        assertThat(Tables.column(reshaped.table(), "Origin")).containsExactly("2026-01-06");
        assertThat(targets(reshaped)).containsExactly(List.of(7., 8.));
        assertThat(reshaped.warning())
                .contains("There are 2 gaps in time, which no window spans; at the first, row 'Row3' (2026-01-05) "
                        + "follows row 'Row2' (2026-01-03), but the time step is 1 day.");
    }

    @Test
    void a_change_of_the_clock_is_no_gap() throws Exception {
        assertThat(ofTimes(
                        "2026-03-29T00:00+01:00[Europe/Berlin]",
                        "2026-03-29T01:00+01:00[Europe/Berlin]",
                        "2026-03-29T03:00+02:00[Europe/Berlin]",
                        "2026-03-29T04:00+02:00[Europe/Berlin]"))
                .isEqualTo("1 hour: 2026-03-29T01:00+01:00[Europe/Berlin]");
        assertThat(ofTimes(
                        "2026-10-25T01:00+02:00[Europe/Berlin]",
                        "2026-10-25T02:00+02:00[Europe/Berlin]",
                        "2026-10-25T02:00+01:00[Europe/Berlin]",
                        "2026-10-25T03:00+01:00[Europe/Berlin]"))
                .isEqualTo("1 hour: 2026-10-25T02:00+02:00[Europe/Berlin]");
        assertThat(ofTimes(
                        "2026-10-24T12:00+02:00[Europe/Berlin]",
                        "2026-10-25T12:00+01:00[Europe/Berlin]",
                        "2026-10-26T12:00+01:00[Europe/Berlin]",
                        "2026-10-27T12:00+01:00[Europe/Berlin]"))
                .isEqualTo("1 day: 2026-10-25T12:00+01:00[Europe/Berlin]");
    }

    @Test
    void months_are_steps_whatever_their_length() throws Exception {
        assertThat(ofTimes("2026-12-31", "2027-01-31", "2027-02-28", "2027-03-31"))
                .isEqualTo("1 month (day 31): 2027-01-31");
        assertThat(ofTimes("2026-01-01", "2026-02-01", "2026-03-01", "2026-04-01"))
                .isEqualTo("1 month: 2026-02-01");
    }

    /** Returns the time step and the origins of windows of rows at these times. */
    private String ofTimes(String... times) throws Exception {
        var rows = Arrays.stream(times).map(time -> day("a", time, 1, 1)).toArray(DataCell[][]::new);
        var made = Reshaped.execute(parameters, table(SPEC, rows));
        assertThat(made.warning()).isEmpty();
        var step = TargetSpec.timeStep(made.table().getDataTableSpec().getColumnSpec("Target"));
        return "%s: %s".formatted(step.orElseThrow().text(), String.join(" ", Tables.column(made.table(), "Origin")));
    }

    @Test
    void the_order_can_be_of_numbers() throws Exception {
        var spec = new DataTableSpec(column("hour", IntCell.TYPE), doubles("x"));
        parameters.withinGroups = false;
        parameters.orderColumn = "hour";
        parameters.numericColumns = new String[] {"x"};
        parameters.targetColumns = new String[] {"x"};
        parameters.carriedColumns = new String[] {};
        var rows = IntStream.range(0, 4)
                .mapToObj(i -> row(new IntCell(10 * i), number(-i)))
                .toArray(DataCell[][]::new);

        var reshaped = Reshaped.execute(parameters, table(spec, rows));

        assertThat(reshaped.table().getDataTableSpec().getColumnSpec("Origin").getType())
                .isEqualTo(IntCell.TYPE);
        assertThat(Tables.column(reshaped.table(), "Origin")).containsExactly("10");
        assertThat(targets(reshaped)).containsExactly(List.of(-2., -3.));
        assertThat(TargetSpec.timeStep(reshaped.table().getDataTableSpec().getColumnSpec("Target"))
                        .map(TimeStep::text))
                .contains("10");
    }

    @Test
    void several_targets_stand_side_by_side_and_need_not_be_numeric_columns() throws Exception {
        parameters.numericColumns = new String[] {"price"};
        parameters.targetColumns = new String[] {"sales", "price"};
        var reshaped = Reshaped.execute(parameters, days("a", 4));

        assertThat(sequences(reshaped)).containsExactly(List.of(10., 1., 20., 2.));
        assertThat(targets(reshaped)).containsExactly(List.of(3., 30., 4., 40.));
        assertThat(TargetSpec.form(reshaped.table().getDataTableSpec().getColumnSpec("Target")))
                .contains(new ForecastWindows(2, List.of("sales", "price"), List.of(1, 0), List.of()));
    }

    @Test
    void constant_series_and_zeros_pass() throws Exception {
        var rows = IntStream.range(0, 5)
                .mapToObj(t -> day("a", "2026-01-0" + (t + 1), 0, 7))
                .toArray(DataCell[][]::new);
        var reshaped = Reshaped.execute(parameters, table(SPEC, rows));

        assertThat(reshaped.warning()).isEmpty();
        assertThat(targets(reshaped)).containsExactly(List.of(0., 0.), List.of(0., 0.));
    }

    @Test
    void names_that_are_taken_are_made_unique() throws Exception {
        var spec = new DataTableSpec(strings("Target"), strings("Origin"), doubles("x"));
        parameters.withinGroups = false;
        parameters.forecastInTime = false;
        parameters.numericColumns = new String[] {"x"};
        parameters.targetColumns = new String[] {"x"};
        parameters.carriedColumns = new String[] {"Target", "Origin"};

        var made = Reshaped.configure(parameters, spec);

        assertThat(made.getColumnNames()).containsExactly("Target", "Origin", "sequence", "Origin (#1)", "Target (#1)");
        assertThat(TargetSpec.find(made)).contains("Target (#1)");
        assertThat(TargetSpec.origin(made.getColumnSpec("Target (#1)"))).contains("Origin (#1)");
    }

    static DataCell[] day(String shop, String day, double sales, double price) {
        return row(string(shop), string(day), cell(sales), cell(price), string(shop + " " + day));
    }

    private static DataCell cell(double value) {
        return Double.isNaN(value) ? DataType.getMissingCell() : number(value);
    }

    /** Returns a table of one shop in January: sales are 1, 2, 3 …, prices ten times as much. */
    private static BufferedDataTable days(String shop, int days) throws Exception {
        return table(
                SPEC,
                IntStream.rangeClosed(1, days)
                        .mapToObj(t -> day(shop, "2026-01-%02d".formatted(t), t, 10 * t))
                        .toArray(DataCell[][]::new));
    }

    private static List<List<Double>> sequences(Reshaped reshaped) {
        return values(reshaped, "sequence");
    }

    private static List<List<Double>> targets(Reshaped reshaped) {
        return values(reshaped, "Target");
    }

    private static List<List<Double>> values(Reshaped reshaped, String name) {
        int column = reshaped.table().getDataTableSpec().findColumnIndex(name);
        return Tables.rows(reshaped.table()).stream()
                .map(row -> ((TensorValue) row.getCell(column)).tensor())
                .map(tensor -> IntStream.range(0, tensor.size())
                        .mapToObj(tensor::unroundedValue)
                        .toList())
                .toList();
    }
}
