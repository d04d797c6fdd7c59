package org.seqnet.knime.backtest;

import static org.seqnet.knime.Tables.string;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataColumnSpecCreator;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataTable;
import org.seqnet.knime.Tables;
import org.seqnet.knime.column.ColumnMark;

/** Half-hourly series and forecasts of them, for tests of the scorer. */
public final class ForecastData {
    private static final LocalDateTime START = LocalDateTime.of(2026, 1, 1, 0, 0);
    private static final int DAY = 48;

    private final List<String> names;
    private final int length;
    private final int horizon;
    private final int origins;
    private double factor = 1;
    private double offset = 100;
    private boolean quantiles = true;
    private int known;

    /** Describes series of a length, of which the last origins are apart by the horizon. */
    public ForecastData(List<String> names, int length, int horizon, int origins) {
        this.names = names;
        this.length = length;
        this.horizon = horizon;
        this.origins = origins;
        this.known = length;
    }

    /** Changes the unit. */
    public ForecastData in(double unit, double zero) {
        factor = unit;
        offset = zero;
        return this;
    }

    /** Leaves out the quantiles. */
    public ForecastData withoutQuantiles() {
        quantiles = false;
        return this;
    }

    /** Lets the last values be unknown. */
    public ForecastData without(int last) {
        known = length - last;
        return this;
    }

    static DataColumnSpec column(String name, DataType type) {
        return new DataColumnSpecCreator(name, type).createSpec();
    }

    private double value(int series, int step) {
        var noise = new Random(series * 1_000_003L + step).nextGaussian();
        return offset + factor * (20 * Math.sin(2 * Math.PI * step / DAY) + 5 * noise + 3 * series);
    }

    private static DataCell time(int step) {
        return string(START.plusMinutes(30L * step).toString());
    }

    BufferedDataTable series() {
        var rows = new ArrayList<DataCell[]>();
        for (int series = 0; series < names.size(); series++) {
            for (int step = 0; step < known; step++) {
                rows.add(Tables.row(string(names.get(series)), time(step), new DoubleCell(value(series, step))));
            }
        }
        return Tables.table(
                new DataTableSpec(
                        column("store", StringCell.TYPE),
                        column("time", StringCell.TYPE),
                        column("demand", DoubleCell.TYPE)),
                rows.toArray(DataCell[][]::new));
    }

    BufferedDataTable forecasts() {
        var rows = new ArrayList<DataCell[]>();
        for (int series = 0; series < names.size(); series++) {
            for (int i = origins; i >= 1; i--) {
                for (int ahead = 1; ahead <= horizon; ahead++) {
                    rows.add(forecast(series, length - 1 - i * horizon, ahead));
                }
            }
        }
        return Tables.table(new DataTableSpec(columns()), rows.toArray(DataCell[][]::new));
    }

    /** Returns a column that names series, as it comes from the Sequence Reshaper's windows. */
    static DataColumnSpec seriesColumn(String name) {
        return ColumnMark.SERIES.on(column(name, StringCell.TYPE));
    }

    private DataColumnSpec[] columns() {
        var columns = new ArrayList<>(List.of(
                seriesColumn("store"),
                column("Origin", StringCell.TYPE),
                column("Forecast time", StringCell.TYPE),
                column("Step", IntCell.TYPE)));
        if (quantiles) {
            columns.add(column("Prediction (demand, 0.1)", DoubleCell.TYPE));
            columns.add(column("Prediction (demand, 0.9)", DoubleCell.TYPE));
        }
        columns.add(column("Prediction (demand)", DoubleCell.TYPE));
        return columns.toArray(DataColumnSpec[]::new);
    }

    private DataCell[] forecast(int series, int origin, int ahead) {
        double predicted = value(series, origin + ahead) + factor * 4 * Math.sin(ahead + series);
        var cells = new ArrayList<DataCell>(
                List.of(string(names.get(series)), time(origin), time(origin + ahead), new IntCell(ahead)));
        if (quantiles) {
            cells.add(new DoubleCell(predicted - factor * 4));
            cells.add(new DoubleCell(predicted + factor * 4));
        }
        cells.add(new DoubleCell(predicted));
        return cells.toArray(DataCell[]::new);
    }

    /** Returns the data of the view. */
    public String view() throws Exception {
        var parameters = new ForecastScorerParameters();
        return view(forecasts(), series(), parameters);
    }

    static String view(BufferedDataTable forecasts, BufferedDataTable series, ForecastScorerParameters parameters)
            throws Exception {
        return ForecastView.of(score(forecasts, series, parameters), parameters).toString();
    }

    static ForecastScore score(
            BufferedDataTable forecasts, BufferedDataTable series, ForecastScorerParameters parameters)
            throws Exception {
        var columns = ForecastColumns.of(forecasts.getDataTableSpec(), series.getDataTableSpec(), parameters);
        return ForecastScore.of(forecasts, series, columns, parameters, Tables.execution());
    }

    /** Returns names of many series. */
    public static List<String> stores(int count) {
        return IntStream.range(0, count).mapToObj(i -> "store " + i).toList();
    }
}
