package org.seqnet.knime.sequence;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.RowKey;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.def.LongCell;
import org.knime.core.node.BufferedDataContainer;
import org.knime.core.node.KNIMEException;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.sequence.HorizonWindow;
import org.seqnet.engine.sequence.HorizonWindow.Window;
import org.seqnet.engine.sequence.Scaling;
import org.seqnet.engine.sequence.SeriesSplit;
import org.seqnet.engine.sequence.TimeStep;
import org.seqnet.knime.message.Failures;
import org.seqnet.knime.message.Sentences;
import org.seqnet.knime.sequence.SeriesReader.SeriesRow;
import org.seqnet.knime.tensor.TensorCell;

/** Makes the chosen windows of all series, after a first look at them. */
final class ForecastPass implements SeriesReader.Visitor {
    /** What the row of a window takes from its last row up to the origin. */
    private record Origin(RowKey key, Optional<DataCell> group, DataCell[] carried, DataCell cell) {}

    /** A series up to the current row. */
    private final class Series {
        private final HorizonWindow window = new HorizonWindow(
                columns.form(),
                parameters.windowLength,
                columns.features().count(),
                parameters.missingSteps == MissingSteps.KEEP);
        private final Deque<Origin> origins = new ArrayDeque<>();
        private long rows;
        private SeriesRow last;
    }

    private final SequenceReshaperParameters parameters;
    private final OptionalInt group;
    private final Optional<TimeColumn> time;
    private final ForecastColumns columns;
    private final CarriedColumns carried;
    private final SeriesSplit split;
    private final Optional<TimeStep> step;
    private final CompleteRows past;
    private final CompleteRows future;
    private final BufferedDataContainer output;
    private final Map<String, Series> all = new HashMap<>();
    private final ForecastWarning warning;
    /** How many rows after its origin a window is complete. */
    private final int ahead;

    ForecastPass(
            DataTableSpec table,
            SequenceReshaperParameters parameters,
            SeriesReader reader,
            ForecastColumns columns,
            CarriedColumns carried,
            SeriesLook look,
            BufferedDataContainer output) {
        this.parameters = parameters;
        this.columns = columns;
        this.carried = carried;
        this.output = output;
        group = reader.group();
        time = reader.time();
        split = look.split();
        step = look.step();
        past = new CompleteRows(table, columns.required().toArray(), parameters.missingSteps);
        future = new CompleteRows(table, columns.known().toArray(), parameters.missingSteps);
        warning = new ForecastWarning(parameters, columns, split, step);
        boolean isAtOrigin = parameters.forecastWindows == WindowChoice.END
                && columns.form().known().isEmpty();
        ahead = isAtOrigin ? 0 : parameters.forecastHorizon;
    }

    @Override
    public void visit(SeriesRow row) throws KNIMEException {
        var series = all.computeIfAbsent(row.series(), unseen -> new Series());
        if (isAfterGap(series.last, row)) {
            series.window.reset();
            warning.addGap(series.last, row);
        }
        series.last = row;
        if (parameters.missingSteps != MissingSteps.KEEP) {
            (series.rows <= split.end(row.series()) ? past : future).test(row.row(), row.index());
        }
        series.window.add(columns.features().values(row.row()));
        series.origins.addLast(origin(row, series.rows));
        if (series.origins.size() > ahead + 1) {
            series.origins.removeFirst();
        }
        if (isChosen(row, series)) {
            add(series, row.series());
        }
        series.rows++;
    }

    private boolean isAfterGap(SeriesRow before, SeriesRow row) {
        return before != null
                && step.isPresent()
                && row.time().isPresent()
                && !step.get().leads(before.time().orElseThrow(), row.time().get());
    }

    @Override
    public void interrupt() {
        all.values().forEach(series -> series.window.reset()); // the skipped row may be one of any series
    }

    private Origin origin(SeriesRow row, long number) {
        var cells = row.row();
        return new Origin(
                cells.getKey(),
                group.isPresent() ? Optional.of(cells.getCell(group.getAsInt())) : Optional.empty(),
                carried.cells(cells),
                time.isPresent() ? cells.getCell(time.get().index()) : new LongCell(number + 1));
    }

    /** Returns whether the window is to be made that ends so many rows before this one as the horizon has. */
    private boolean isChosen(SeriesRow row, Series series) {
        long number = series.rows;
        long end = split.end(row.series());
        boolean isOnStep = series.window.index(ahead) % parameters.windowStride == 0;
        return series.window.index(ahead) >= 0
                && switch (parameters.forecastWindows) {
                    case ALL -> isOnStep && number <= end;
                    case TRAINING -> isOnStep && number <= end && split.isTraining(row.series(), number, row.time());
                    case TEST -> split.isTestOrigin(row.series(), number - ahead);
                    case END -> number - ahead == end;
                };
    }

    private void add(Series series, String name) throws KNIMEException {
        var window = series.window.window(ahead);
        if (window.isEmpty()) {
            return;
        }
        if (parameters.forecastWindows == WindowChoice.END || window.get().hasTarget()) {
            output.addRowToTable(row(series.origins.getFirst(), window.get()));
            warning.addWindow(name);
        } else {
            warning.addWithoutTarget();
        }
    }

    private DefaultRow row(Origin origin, Window window) throws KNIMEException {
        try {
            var sequence = SequenceTable.cells(
                    origin.group, origin.carried, Scaling.SINGLE_PRECISION.apply(window.sequence()));
            var cells = Arrays.copyOf(sequence, sequence.length + 2);
            cells[sequence.length] = origin.cell;
            cells[sequence.length + 1] =
                    window.hasTarget() ? new TensorCell(window.targets()) : DataType.getMissingCell();
            return new DefaultRow(origin.key, cells);
        } catch (SeqNetException e) {
            throw Failures.failure(
                    e,
                    "The window that ends at row '%s': %s"
                            .formatted(origin.key.getString(), Sentences.continued(e.getMessage())));
        }
    }

    /** Returns a warning about what is not in the output. */
    Optional<String> warning(CompleteRows read, long rows) {
        return warning.text(read.warning(rows), past.skipped() + future.skipped());
    }
}
