package org.seqnet.knime.sequence;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.knime.core.node.KNIMEException;
import org.seqnet.engine.sequence.SeriesSplit;
import org.seqnet.engine.sequence.TestOrigins;
import org.seqnet.engine.sequence.TimePoint;
import org.seqnet.engine.sequence.TimeStep;
import org.seqnet.engine.sequence.TimeStepFinder;
import org.seqnet.knime.sequence.SeriesReader.SeriesRow;

/** A first look at all series of a table: checks their order, and finds their ends and their time step. */
final class SeriesLook implements SeriesReader.Visitor {
    private record Last(TimePoint time, String key) {}

    private final Optional<TimeColumn> column;
    private final ForecastColumns columns;
    private final SeriesSplit split;
    private final TimeStepFinder steps = new TimeStepFinder();
    private final Map<String, Last> last = new HashMap<>();

    SeriesLook(Optional<TimeColumn> column, ForecastColumns columns, TestOrigins origins) {
        this.column = column;
        this.columns = columns;
        split = new SeriesSplit(origins);
    }

    @Override
    public void visit(SeriesRow row) throws KNIMEException {
        if (column.isPresent()) {
            var time = row.time().orElseThrow();
            var before = last.put(row.series(), new Last(time, row.key()));
            if (before != null) {
                column.get().requireLater(row, before.time, before.key);
                steps.add(before.time, time);
            }
        }
        split.add(row.series(), row.time(), columns.hasTarget(row.row()));
    }

    @Override
    public void interrupt() {
        // such a row moves no end
    }

    SeriesSplit split() {
        return split;
    }

    /** Returns the time step; one row where rows tell no time, empty if no series has two rows. */
    Optional<TimeStep> step() {
        return column.isPresent() ? steps.find() : Optional.of(TimeStep.ONE);
    }
}
