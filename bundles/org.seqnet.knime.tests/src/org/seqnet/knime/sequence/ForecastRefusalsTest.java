package org.seqnet.knime.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.seqnet.knime.Refusals.assertFails;
import static org.seqnet.knime.Refusals.assertInvalid;
import static org.seqnet.knime.Tables.row;
import static org.seqnet.knime.Tables.string;
import static org.seqnet.knime.Tables.strings;
import static org.seqnet.knime.Tables.table;
import static org.seqnet.knime.sequence.Reshaped.doubles;
import static org.seqnet.knime.sequence.Reshaped.number;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.seqnet.knime.Tables;

/** What is said of rows and settings that make no windows with a horizon. */
class ForecastRefusalsTest {
    private static final DataTableSpec SPEC =
            new DataTableSpec(strings("shop"), strings("day"), doubles("sales"), doubles("price"));
    private static final DataCell MISSING = DataType.getMissingCell();
    private static final String ALTERNATIVE = "Or select another order column, or uncheck Use order column.";

    private final SequenceReshaperParameters parameters = Reshaped.parameters(Input.WINDOWS);

    ForecastRefusalsTest() {
        parameters.forecast = true;
        parameters.windowLength = 1;
        parameters.groupColumn = "shop";
        parameters.orderColumn = "day";
        parameters.numericColumns = new String[] {"sales", "price"};
        parameters.targetColumns = new String[] {"sales"};
        parameters.missingSteps = MissingSteps.KEEP;
    }

    @Test
    void rows_of_the_same_time_are_refused() {
        var rows = new DataCell[][] {day("a", "2026-01-01", 1), day("b", "2026-01-01", 2)};

        assertFails(
                () -> Reshaped.execute(parameters, table(SPEC, rows)),
                "Row 'Row1': the time '2026-01-01' in order column 'day' is also that of row 'Row0'.",
                "If the table has several series, build windows per group. Otherwise, combine rows of the same time "
                        + "with a GroupBy node, or remove them with a Duplicate Row Filter node.",
                "If clocks were set back, use dates and times with a time zone.",
                ALTERNATIVE);
    }

    @Test
    void rows_that_descend_in_time_are_refused() {
        parameters.withinGroups = true;
        var rows = new DataCell[][] {
            day("a", "2026-01-02", 1), day("b", "2026-01-01", 2), day("a", "2026-01-01", 2),
        };

        assertFails(
                () -> Reshaped.execute(parameters, table(SPEC, rows)),
                "Row 'Row2': the time '2026-01-01' in order column 'day' is before '2026-01-02', that of row 'Row0' of "
                        + "series 'a'.",
                "Sort the table by the order column in ascending order with a Sorter node.",
                "If the table has several series, build windows per group.",
                ALTERNATIVE);
    }

    @Test
    void texts_that_state_no_time_are_refused() {
        assertFails(
                () -> Reshaped.execute(parameters, table(SPEC, day("a", "Monday", 1))),
                "Row 'Row0': the string 'Monday' in order column 'day' is neither a number nor a date or time in ISO "
                        + "format.",
                "Convert the column to numbers with a String to Number node, or to dates and times with a String to "
                        + "Date&Time node.",
                ALTERNATIVE);
    }

    @Test
    void a_number_that_is_not_finite_is_no_time() {
        parameters.orderColumn = "price";
        assertFails(
                () -> Reshaped.execute(
                        parameters,
                        table(SPEC, row(string("a"), string("x"), number(1), number(Double.POSITIVE_INFINITY)))),
                "Row 'Row0': the value 'Infinity' in order column 'price' is neither a finite number nor a date or "
                        + "time.",
                ALTERNATIVE);
    }

    @Test
    void settings_that_do_not_fit_are_refused() {
        parameters.targetColumns = new String[] {};
        assertInvalid(
                () -> Reshaped.configure(parameters, SPEC),
                "Target columns: no column is selected.",
                "Select the columns to forecast in the node's dialog.");

        parameters.targetColumns = new String[] {"sales", "sales"};
        assertInvalid(() -> Reshaped.configure(parameters, SPEC), "Target columns: column 'sales' is selected twice.");

        parameters.targetColumns = new String[] {"day"};
        assertInvalid(
                () -> Reshaped.configure(parameters, SPEC),
                "Target columns: column 'day' of the input table has the type 'String', but numbers are required.");

        parameters.targetColumns = new String[] {"sales"};
        parameters.knownColumns = new String[] {"price", "sales"};
        assertInvalid(
                () -> Reshaped.configure(parameters, SPEC),
                "Known-future columns: column 'sales' is a target column, whose future is to be forecast.",
                "Exclude it from either the target columns or the known-future columns.");

        parameters.knownColumns = new String[] {"cost"};
        assertInvalid(
                () -> Reshaped.configure(parameters, SPEC),
                "Known-future columns: the input table has no column 'cost'.");

        parameters.knownColumns = new String[] {"price"};
        parameters.withinGroups = true;
        parameters.orderColumn = "shop";
        assertInvalid(
                () -> Reshaped.configure(parameters, SPEC),
                "Order column: column 'shop' is also the group column, so all rows of a group have the same value.",
                "Select another order column, or uncheck Use order column.");

        parameters.orderColumn = "day";
        parameters.scaling = Scale.STANDARDIZE;
        assertInvalid(
                () -> Reshaped.configure(parameters, SPEC),
                "Method: windows for a forecast are not scaled, since forecasts are made in the unit of the target "
                        + "columns.",
                "Select None. The learner scales the sequences, and the network gives its forecasts in the unit of the "
                        + "target columns.");

        parameters.scaling = Scale.NONE;
        parameters.forecastHorizon = Integer.MAX_VALUE - 10;
        assertInvalid(
                () -> Reshaped.configure(parameters, SPEC),
                "Window length and forecast horizon: a sequence of 2147483638 time steps x 3 features is too long; the "
                        + "maximum is 2^31 - 9 values per sequence.",
                "Enter smaller numbers.");

        parameters.forecastHorizon = 0;
        assertInvalid(() -> Reshaped.configure(parameters, SPEC), "Forecast horizon: 0 is less than 1.");
        parameters.forecastHorizon = 1;
        parameters.testOrigins = 0;
        assertInvalid(() -> Reshaped.configure(parameters, SPEC), "Test origins: 0 is less than 1.");
        parameters.testOrigins = 1;
        parameters.testOriginDistance = 0;
        assertInvalid(() -> Reshaped.configure(parameters, SPEC), "Rows between test origins: 0 is less than 1.");
    }

    @Test
    void without_a_forecast_its_settings_are_no_matter() throws Exception {
        parameters.forecast = false;
        parameters.forecastHorizon = 0;
        parameters.testOrigins = 0;
        parameters.orderColumn = "";
        parameters.targetColumns = new String[] {};

        assertThat(Reshaped.configure(parameters, SPEC).getColumnNames()).containsExactly("sequence");
    }

    @ParameterizedTest
    @EnumSource(WindowChoice.class)
    void a_table_without_rows_gives_none(WindowChoice choice) throws Exception {
        parameters.forecastWindows = choice;

        var reshaped = Reshaped.execute(parameters, table(SPEC));

        assertThat(reshaped.table().size()).isZero();
        assertThat(reshaped.warning()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(WindowChoice.class)
    void a_horizon_longer_than_the_table_leaves_windows_for_its_end_only(WindowChoice choice) throws Exception {
        parameters.forecastWindows = choice;
        parameters.forecastHorizon = 1000;

        var reshaped = Reshaped.execute(parameters, table(SPEC, day("a", "2026-01-01", 5)));

        boolean isEnd = choice == WindowChoice.END;
        assertThat(Tables.keys(reshaped.table())).hasSize(isEnd ? 1 : 0);
        assertThat(reshaped.warning().orElse(""))
                .isEqualTo(
                        switch (choice) {
                            case ALL -> "The table has no window: it has fewer than 1,001 consecutive rows up to the "
                                    + "last known target "
                                    + "value (window length plus forecast horizon).";
                            case TRAINING -> "The table has no window: it has fewer than 1,001 consecutive rows up to "
                                    + "the first test "
                                    + "origin (window length plus forecast horizon).";
                            case TEST -> "1 of 1 test windows are missing: a window needs 1,001 consecutive rows "
                                    + "(window length plus "
                                    + "forecast horizon).";
                            case END -> "";
                        });
    }

    @Test
    void rows_without_values_are_kept_skipped_or_refused() throws Exception {
        var rows = table(
                SPEC,
                day("a", "2026-01-01", 1),
                row(string("a"), string("2026-01-02"), MISSING, number(0)),
                day("a", "2026-01-03", 3),
                day("a", "2026-01-04", 4));

        assertThat(Tables.keys(Reshaped.execute(parameters, rows).table())).containsExactly("Row1", "Row2");

        parameters.missingSteps = MissingSteps.SKIP;
        var skipping = Reshaped.execute(parameters, rows);
        assertThat(Tables.keys(skipping.table())).containsExactly("Row2");
        assertThat(skipping.warning())
                .contains("1 row has missing values and is not used. 1 window was left out because none of "
                        + "its target values is known.");

        parameters.missingSteps = MissingSteps.FAIL;
        assertFails(
                () -> Reshaped.execute(parameters, rows),
                "Row 'Row1': the cell of column 'sales' is missing.",
                "Fill in the value, remove the row, or configure the node to keep missing values or skip such rows.");
    }

    @Test
    void values_behind_the_last_known_target_may_be_missing_but_for_known_columns() throws Exception {
        parameters.missingSteps = MissingSteps.FAIL;
        parameters.forecastWindows = WindowChoice.END;
        var rows = table(SPEC, day("a", "2026-01-01", 1), row(string("a"), string("2026-01-02"), MISSING, MISSING));
        assertThat(Tables.keys(Reshaped.execute(parameters, rows).table())).containsExactly("Row0");

        parameters.knownColumns = new String[] {"price"};
        assertFails(
                () -> Reshaped.execute(parameters, rows),
                "Row 'Row1': the cell of column 'price' is missing.",
                "Fill in the value, remove the row, or configure the node to keep missing values or skip such rows.");
    }

    @Test
    void rows_without_a_series_interrupt_all_and_rows_without_a_time_are_a_gap() throws Exception {
        parameters.withinGroups = true;
        var reshaped = Reshaped.execute(
                parameters,
                table(
                        SPEC,
                        day("a", "2026-01-01", 1),
                        row(MISSING, string("2026-01-02"), number(2), number(0)),
                        day("a", "2026-01-02", 2),
                        day("a", "2026-01-03", 3),
                        row(string("a"), MISSING, number(2), number(0)),
                        day("a", "2026-01-05", 5),
                        day("a", "2026-01-06", 6)));

        assertThat(Tables.keys(reshaped.table())).containsExactly("Row2", "Row5");
        assertThat(reshaped.warning())
                .contains("2 of 7 rows were skipped because at least one of their values is missing. There is 1 gap in "
                        + "time, which no window spans: row 'Row5' (2026-01-05) follows row 'Row3' (2026-01-03), but "
                        + "the time step is 1 day.");
    }

    private static DataCell[] day(String shop, String day, double sales) {
        return row(string(shop), string(day), number(sales), number(0));
    }
}
