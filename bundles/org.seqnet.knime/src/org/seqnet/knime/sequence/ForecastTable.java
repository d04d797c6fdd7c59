package org.seqnet.knime.sequence;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataColumnSpecCreator;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataTableSpecCreator;
import org.knime.core.data.def.LongCell;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.sequence.ForecastWindows;
import org.seqnet.engine.sequence.HorizonWindow;
import org.seqnet.engine.sequence.SequenceShape;
import org.seqnet.engine.sequence.TimeStep;
import org.seqnet.knime.column.ColumnMark;
import org.seqnet.knime.column.Columns;
import org.seqnet.knime.message.Failures;
import org.seqnet.knime.message.Sentences;
import org.seqnet.knime.tensor.TargetSpec;

/**
 * Makes one sequence with targets from each window with a horizon; a row is a time step of its series. Reads the table
 * twice: first to find the time step and where each series ends, then to make the windows.
 */
final class ForecastTable implements Reshaping {
    private final DataTableSpec table;
    private final SequenceReshaperParameters parameters;
    private final OptionalInt group;
    private final ForecastColumns columns;
    private final Optional<TimeColumn> time;
    private final CarriedColumns carried;
    private final SequenceShape shape;

    private ForecastTable(DataTableSpec table, SequenceReshaperParameters parameters) throws InvalidSettingsException {
        this.table = table;
        this.parameters = parameters;
        group = parameters.withinGroups
                ? OptionalInt.of(LongFormat.groupColumn(table, parameters))
                : OptionalInt.empty();
        columns = ForecastColumns.of(table, parameters);
        time = parameters.forecastInTime ? Optional.of(TimeColumn.of(table, parameters)) : Optional.empty();
        carried = CarriedColumns.of(table, parameters, group.orElse(-1));
        shape = shape();
    }

    /**
     * Checks the table.
     *
     * @throws InvalidSettingsException if a column is not there, or does not fit
     */
    static ForecastTable of(DataTableSpec table, SequenceReshaperParameters parameters)
            throws InvalidSettingsException {
        return new ForecastTable(table, parameters);
    }

    private SequenceShape shape() throws InvalidSettingsException {
        try {
            var form = columns.form();
            return HorizonWindow.shape(
                    form, parameters.windowLength, columns.features().count());
        } catch (SeqNetException e) {
            throw Failures.invalid(
                    "Window length and forecast horizon: %s".formatted(Sentences.continued(e.getMessage())),
                    "Enter smaller numbers.");
        }
    }

    @Override
    public DataTableSpec spec() {
        return spec(time.isPresent() ? Optional.empty() : Optional.of(TimeStep.ONE));
    }

    private DataTableSpec spec(Optional<TimeStep> step) {
        var window = PreparationSteps.window(parameters.windowLength)
                .withFeatures(columns.names())
                .with(ForecastWindows.FORECAST, columns.form().text());
        var timed = step.map(known -> window.with(ForecastWindows.TIME_STEP, known.text()))
                .orElse(window);
        var sequences = marked(SequenceTable.spec(
                table,
                group.stream(),
                carried,
                parameters.newColumn,
                Optional.of(shape),
                PreparationSteps.of(timed, parameters.layoutStep(), parameters.scalingStep())));
        var origin = DataTableSpec.getUniqueColumnName(sequences, "Origin");
        var withOrigin =
                new DataTableSpecCreator(sequences).addColumns(origin(origin)).createSpec();
        var target = DataTableSpec.getUniqueColumnName(withOrigin, "Target");
        return new DataTableSpecCreator(withOrigin)
                .addColumns(TargetSpec.spec(target, columns.form(), step, origin))
                .createSpec();
    }

    /** The group is the first column of the windows; a mark that a table brings along is of other windows. */
    private DataTableSpec marked(DataTableSpec windows) {
        return new DataTableSpec(IntStream.range(0, windows.getNumColumns())
                .mapToObj(i -> group.isPresent() && i == 0
                        ? ColumnMark.SERIES.on(windows.getColumnSpec(i))
                        : ColumnMark.SERIES.off(windows.getColumnSpec(i)))
                .toArray(DataColumnSpec[]::new));
    }

    private DataColumnSpec origin(String name) {
        var type = time.map(column -> column.spec().getType()).orElse(LongCell.TYPE);
        return new DataColumnSpecCreator(name, type).createSpec();
    }

    @Override
    public Result execute(BufferedDataTable rows, ExecutionContext exec)
            throws KNIMEException, CanceledExecutionException {
        var reader = new SeriesReader(table, group, time, parameters.missingSteps);
        var look = new SeriesLook(time, columns, parameters.testOrigins());
        reader.read(rows, exec, 0, look);
        var sequences = exec.createDataContainer(spec(look.step()), Columns.AS_DECLARED);
        var pass = new ForecastPass(table, parameters, reader, columns, carried, look, sequences);
        try {
            var complete = reader.read(rows, exec, rows.size(), pass);
            sequences.close();
            return new Result(sequences.getTable(), pass.warning(complete, rows.size()));
        } finally {
            sequences.close();
        }
    }
}
