package org.seqnet.knime.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.seqnet.knime.backtest.ForecastData.column;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.LongCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.webui.node.dialog.defaultdialog.NodeParametersUtil;

class NewForecastScorerTest {

    @Test
    void a_new_node_fits_its_inputs() {
        var data = new ForecastData(List.of("a"), 60, 4, 2);
        var fitting = NodeParametersUtil.createSettings(ForecastScorerParameters.class, new DataTableSpec[] {
            data.forecasts().getDataTableSpec(), data.series().getDataTableSpec()
        });

        assertThat(fitting.predictionColumn).isEqualTo("Prediction (demand)");
        assertThat(fitting.originColumn).isEqualTo("Origin");
        assertThat(fitting.stepColumn).isEqualTo("Step");
        assertThat(fitting.targetColumn).isEqualTo("demand");
        assertThat(fitting.severalSeries).isTrue();
        assertThat(fitting.seriesColumn).isEqualTo("store");
        assertThat(fitting.hasTimes).isTrue();
        assertThat(fitting.timeColumn).isEqualTo("time");
    }

    @Test
    void a_new_node_takes_no_other_column_of_both_tables_for_the_series() {
        var forecasts = new DataTableSpec(
                column("weekday", StringCell.TYPE),
                column("Origin", LongCell.TYPE),
                column("Step", IntCell.TYPE),
                column("Prediction (x)", DoubleCell.TYPE));
        var series = new DataTableSpec(
                column("weekday", StringCell.TYPE), column("day", LongCell.TYPE), column("x", DoubleCell.TYPE));
        var fitting = NodeParametersUtil.createSettings(
                ForecastScorerParameters.class, new DataTableSpec[] {forecasts, series});

        assertThat(fitting.severalSeries).isFalse();
        assertThat(fitting.seriesColumn).isEmpty();
        assertThat(fitting.timeColumn).isEqualTo("day");
    }

    @Test
    void a_new_node_counts_rows_if_no_column_is_like_the_origins() {
        var forecasts = new DataTableSpec(
                column("Origin", LongCell.TYPE),
                column("Step", IntCell.TYPE),
                column("Prediction (x)", DoubleCell.TYPE));
        var fitting = NodeParametersUtil.createSettings(
                ForecastScorerParameters.class,
                new DataTableSpec[] {forecasts, new DataTableSpec(column("x", DoubleCell.TYPE))});

        assertThat(fitting.hasTimes).isFalse();
        assertThat(fitting.severalSeries).isFalse();
    }
}
