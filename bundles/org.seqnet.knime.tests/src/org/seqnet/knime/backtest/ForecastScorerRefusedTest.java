package org.seqnet.knime.backtest;

import static org.seqnet.knime.Refusals.assertFails;
import static org.seqnet.knime.Refusals.assertInvalid;
import static org.seqnet.knime.Tables.row;
import static org.seqnet.knime.Tables.string;
import static org.seqnet.knime.Tables.table;
import static org.seqnet.knime.backtest.ForecastData.column;

import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.def.BooleanCell;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.StringCell;

class ForecastScorerRefusedTest {
    private static final DataCell MISSING = DataType.getMissingCell();
    private static final DataTableSpec FORECASTS = new DataTableSpec(
            ForecastData.seriesColumn("store"),
            column("Origin", StringCell.TYPE),
            column("Step", IntCell.TYPE),
            column("Prediction (x)", DoubleCell.TYPE));
    private static final DataTableSpec SERIES = new DataTableSpec(
            column("store", StringCell.TYPE), column("day", StringCell.TYPE), column("x", DoubleCell.TYPE));
    private static final String CONNECT = "Connect the table with the values from which the forecasts were computed.";

    private final ForecastScorerParameters parameters = new ForecastScorerParameters();
    private final List<DataCell[]> forecasts = new ArrayList<>();
    private final List<DataCell[]> series = new ArrayList<>();

    @BeforeEach
    void begin_with_three_days() {
        for (int day = 1; day <= 3; day++) {
            series.add(value("a", "2026-01-0" + day, day));
        }
        forecasts.add(forecast("a", "2026-01-02", 1, 3));
    }

    private static DataCell[] forecast(String store, String origin, int step, double value) {
        return row(string(store), string(origin), new IntCell(step), new DoubleCell(value));
    }

    private static DataCell[] value(String store, String day, double value) {
        return row(string(store), string(day), new DoubleCell(value));
    }

    private ThrowingCallable scoring() {
        return () -> ForecastData.score(
                table(FORECASTS, forecasts.toArray(DataCell[][]::new)),
                table(SERIES, series.toArray(DataCell[][]::new)),
                parameters);
    }

    @Test
    void origins_that_the_series_does_not_have() {
        forecasts.add(forecast("a", "2026-01-07", 1, 3));

        assertFails(
                scoring(),
                "Forecast table, row 'Row1': the series table has no row of series 'a' at the origin, 2026-01-07.",
                "Connect the table with the values from which the forecasts were computed, and select its time "
                        + "column. If the origins are row numbers, uncheck \"Find origins by time\".");
    }

    @Test
    void series_that_are_not_known() {
        forecasts.add(forecast("b", "2026-01-02", 1, 3));

        assertFails(scoring(), "Forecast table, row 'Row1': the series table has no rows of series 'b'.", CONNECT);
    }

    @Test
    void actual_values_that_the_series_does_not_have() {
        var rows = new DataCell[][] {
            row(string("a"), string("2026-01-01"), new IntCell(1), new DoubleCell(2 + 1e-9), new DoubleCell(0)),
            row(string("a"), string("2026-01-01"), new IntCell(2), new DoubleCell(4), new DoubleCell(0))
        };
        var spec = new DataTableSpec(
                ForecastData.seriesColumn("store"),
                column("Origin", StringCell.TYPE),
                column("Step", IntCell.TYPE),
                column("x", DoubleCell.TYPE),
                column("Prediction (x)", DoubleCell.TYPE));

        assertFails(
                () -> ForecastData.score(
                        table(spec, rows), table(SERIES, series.toArray(DataCell[][]::new)), parameters),
                "Forecast table, row 'Row1': the actual value is 4.0, but the series table has 3.0 of series 'a' at "
                        + "this "
                        + "time, 2 steps after the origin.",
                "Check \"Target column\", \"Series column\" and \"Time column\", and connect the table with the "
                        + "values from which the forecasts were computed.");
    }

    @Test
    void times_of_another_type_than_the_origins() {
        var dates = new DataTableSpec(
                ForecastData.seriesColumn("store"), column("day", IntCell.TYPE), column("x", DoubleCell.TYPE));
        parameters.timeColumn = "day";

        assertInvalid(
                () -> ForecastColumns.of(FORECASTS, dates, parameters),
                "Time column: column 'day' of the series table has the type 'Number (Integer)', but the origins in "
                        + "column "
                        + "'Origin' of the forecast table have the type 'String'.",
                "Select the order column of the Sequence Reshaper, or convert one of the columns to the type of the "
                        + "other "
                        + "one.");
        parameters.originColumn = "flag";
        var flags = new DataTableSpec(
                column("flag", BooleanCell.TYPE),
                column("Step", IntCell.TYPE),
                column("Prediction (x)", DoubleCell.TYPE));
        assertInvalid(
                () -> ForecastColumns.of(flags, dates, parameters),
                "Origin column: column 'flag' of the forecast table has the type 'Boolean', but numbers, dates or "
                        + "times "
                        + "are required.");
    }

    @Test
    void a_series_table_without_rows() {
        series.clear();
        parameters.predictionColumn = "Prediction (x)";
        parameters.targetColumn = "x";

        assertFails(scoring(), "Forecast table, row 'Row0': the series table has no rows.", CONNECT);
    }

    @Test
    void two_forecasts_of_the_same_step() {
        forecasts.add(forecast("a", "2026-01-02", 1, 4));

        assertFails(
                scoring(),
                "Forecast table, row 'Row1': a row above has a forecast of the same step from the same origin.",
                "If the table contains several series, check \"Several series\" and select the column that names "
                        + "them. If it contains the forecasts of several networks, score them one by one.");
    }

    @Test
    void two_rows_at_the_same_time() {
        series.add(value("a", "2026-01-03", 7));

        assertFails(scoring(), "Series 'a' has two rows at 2026-01-03.", "Remove or aggregate such rows.");
    }

    @Test
    void two_rows_at_the_same_time_of_what_may_be_several_series() {
        parameters.predictionColumn = "Prediction (x)";
        parameters.targetColumn = "x";
        series.add(value("b", "2026-01-03", 7));

        assertFails(
                scoring(),
                "The series has two rows at 2026-01-03.",
                "If the table contains several series, check \"Several series\" and select the column that names "
                        + "them. Otherwise, remove or aggregate such rows.");
    }

    @Test
    void rows_between_the_time_steps() {
        series.clear();
        series.add(value("a", "2026-01-02T00:00", 7));
        series.add(value("a", "2026-01-02T01:00", 7));
        series.add(value("a", "2026-01-02T02:00", 7));
        series.add(value("a", "2026-01-02T02:20", 7));

        assertFails(
                scoring(),
                "Series 'a' is not regular. The rows at 2026-01-02T02:00 and 2026-01-02T02:20 are nearer to each "
                        + "other than the time step of 1 hour.",
                "Aggregate the rows to equal time steps, or find origins by row numbers.");
    }

    @Test
    void times_that_are_none_or_of_another_kind() {
        series.add(value("a", "tomorrow", 7));
        assertFails(
                scoring(),
                "Series table, row 'Row3': 'tomorrow' in column 'day' is no number, and no date or time in ISO "
                        + "format.",
                "Convert the column, for example with a String to Date&Time node, or select another column.");

        series.set(3, value("b", "2026-01-04T10:00", 7));
        assertFails(
                scoring(),
                "Series table, row 'Row3': '2026-01-04T10:00' in column 'day' is a date and time, but the rows above "
                        + "have a date.",
                "Use the same format in all rows.");
    }

    @Test
    void missing_cells_that_say_where_a_row_belongs() {
        var fill = "Fill in the value, or remove the row.";
        forecasts.add(row(MISSING, string("2026-01-02"), new IntCell(2), new DoubleCell(1)));
        assertFails(scoring(), "Forecast table, row 'Row1': the cell of column 'store' is missing.", fill);
        forecasts.set(1, row(string("a"), MISSING, new IntCell(2), new DoubleCell(1)));
        assertFails(scoring(), "Forecast table, row 'Row1': the cell of column 'Origin' is missing.", fill);
        forecasts.set(1, row(string("a"), string("2026-01-02"), MISSING, new DoubleCell(1)));
        assertFails(scoring(), "Forecast table, row 'Row1': the cell of column 'Step' is missing.", fill);
        series.add(row(string("a"), MISSING, new DoubleCell(1)));
        assertFails(scoring(), "Series table, row 'Row3': the cell of column 'day' is missing.", fill);
    }

    @Test
    void steps_that_are_none() {
        for (int step : new int[] {0, -1, 100_001}) {
            forecasts.set(0, forecast("a", "2026-01-02", step, 3));

            assertFails(
                    scoring(),
                    "Forecast table, row 'Row0': step " + step + " is not between 1 and 100000.",
                    "Select the column that counts the steps after the origin.");
        }
    }

    @Test
    void infinite_values() {
        var replace = "Replace it by a finite value or a missing one.";
        forecasts.set(0, forecast("a", "2026-01-02", 1, Double.POSITIVE_INFINITY));
        assertFails(
                scoring(), "Forecast table, row 'Row0': the value of column 'Prediction (x)' is infinite.", replace);
        series.add(value("a", "2026-01-04", Double.NEGATIVE_INFINITY));
        assertFails(scoring(), "Series table, row 'Row3': the value of column 'x' is infinite.", replace);
    }

    @Test
    void settings_that_do_not_fit() {
        parameters.seasonalPeriod = 0;
        assertInvalid(scoring(), "Time steps per period: 0 is less than 1.", "Enter 1 or a greater number.");
        parameters.seasonalPeriod = 1;
        parameters.timeColumn = "x";
        assertInvalid(
                scoring(),
                "Time column: column 'x' is also the target column.",
                "Select the column with the time of each row.");
        parameters.timeColumn = "day";
        parameters.seriesColumn = "shop";
        parameters.severalSeries = true;
        assertInvalid(
                scoring(),
                "Series column: the forecast table has no column 'shop'.",
                "Select another column in the node's dialog, or connect a table that has this column.");
        parameters.stepColumn = "Origin";
        assertInvalid(
                scoring(),
                "Step column: column 'Origin' of the forecast table has the type 'String', but integers are required.",
                "Select a column of integers in the node's dialog.");
    }
}
