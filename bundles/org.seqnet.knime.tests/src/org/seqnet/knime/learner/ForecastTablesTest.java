package org.seqnet.knime.learner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.seqnet.knime.Refusals.assertInvalid;
import static org.seqnet.knime.Tables.strings;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataColumnSpecCreator;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.LongCell;
import org.seqnet.engine.sequence.ForecastWindows;
import org.seqnet.engine.sequence.Preparation;
import org.seqnet.engine.sequence.SequenceShape;
import org.seqnet.engine.sequence.TimeStep;
import org.seqnet.knime.NodeRun;
import org.seqnet.knime.column.ColumnMark;
import org.seqnet.knime.tensor.TargetSpec;
import org.seqnet.knime.tensor.TensorColumn;

/** What learners read from the specs of tables of windows, and of tables of values. */
class ForecastTablesTest {
    private static final DataColumnSpec SHOP = strings("shop");

    private final LstmLearnerParameters parameters = Levels.parameters();

    /** Returns the spec of windows of eight steps to forecast two. */
    private static DataTableSpec windows(DataColumnSpec... before) {
        var form = new ForecastWindows(2, List.of("sales"), List.of(0), List.of());
        var columns = new ArrayList<>(List.of(before));
        columns.add(TensorColumn.prepared(
                TensorColumn.ofSequences("sequence", Optional.of(new SequenceShape(8, 1))),
                Preparation.UNKNOWN.with(ForecastWindows.FORECAST, form.text())));
        columns.add(new DataColumnSpecCreator("Origin", LongCell.TYPE).createSpec());
        columns.add(TargetSpec.spec("Target", form, TimeStep.parse("1"), "Origin"));
        return new DataTableSpec(columns.toArray(DataColumnSpec[]::new));
    }

    private NodeRun configure(DataTableSpec... tables) throws Exception {
        var run = NodeRun.configuring(parameters, tables);
        LearnerNode.configure(run, run);
        return run;
    }

    private Optional<String> heldOutBy(DataTableSpec spec) throws Exception {
        parameters.data.chooseColumns(spec);
        parameters.validation.percent = 20;
        var recipe = parameters.recipe();
        var tables = new TrainingTables(parameters.data, Optional.empty(), recipe);
        var column = tables.grouped(tables.training(spec)).groupColumn();
        return column.isPresent()
                ? Optional.of(spec.getColumnSpec(column.getAsInt()).getName())
                : Optional.empty();
    }

    @Test
    void the_latest_windows_of_each_series_are_held_out_without_further_settings() throws Exception {
        assertThat(heldOutBy(windows(strings("town"), ColumnMark.SERIES.on(SHOP))))
                .contains("shop");
    }

    @Test
    void a_chosen_group_column_comes_first_and_unmarked_columns_name_no_series() throws Exception {
        assertThat(heldOutBy(windows(SHOP))).isEmpty();

        parameters.validation.keepGroups = true;
        parameters.validation.groupColumn = "town";
        assertThat(heldOutBy(windows(strings("town"), ColumnMark.SERIES.on(SHOP))))
                .contains("town");
    }

    @Test
    void rows_with_values_of_their_own_are_not_grouped_by_series() throws Exception {
        var spec = new DataTableSpec(
                ColumnMark.SERIES.on(SHOP),
                TensorColumn.ofSequences("sequence", Optional.of(new SequenceShape(8, 1))),
                new DataColumnSpecCreator("level", DoubleCell.TYPE).createSpec());

        parameters.data.labelColumn = "level";
        assertThat(heldOutBy(spec)).isEmpty();
    }

    @Test
    void a_season_as_long_as_the_windows_is_refused_before_execution() throws Exception {
        parameters.forecast.normalization = ForecastParameters.Related.SEASON;
        parameters.forecast.seasonalPeriod = 8;

        assertInvalid(
                () -> configure(windows()),
                "Seasonal period: the windows of the training table have 8 past time steps; a seasonal period of 8 "
                        + "requires at least 9.",
                "Increase the window length in the Sequence Reshaper, or change the normalization.");

        parameters.forecast.seasonalPeriod = 7;
        assertThat(configure(windows()).spec(0)).isPresent();
    }

    @Test
    void tables_of_classes_and_of_values_do_not_fit_together() {
        var classes = new DataTableSpec(Levels.SPEC.getColumnSpec(0), strings("mean"));
        parameters.data.labelColumn = "mean";

        assertInvalid(
                () -> configure(Levels.SPEC, classes),
                "Label column: column 'mean' of the training table has the type 'Number (Float)', but column 'mean' of "
                        + "the validation table has the type 'String'; one contains classes, the other one numeric "
                        + "values.",
                "Convert one of the columns to the type of the other one.");
        assertInvalid(
                () -> configure(classes, Levels.SPEC),
                "Label column: column 'mean' of the training table has the type 'String', but column 'mean' of the "
                        + "validation table has the type 'Number (Float)'; one contains classes, the other one "
                        + "numeric values.",
                "Convert one of the columns to the type of the other one.");
    }
}
