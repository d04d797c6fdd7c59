package org.seqnet.knime.tensor;

import java.util.Optional;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataTableSpec;
import org.seqnet.engine.sequence.ForecastWindows;
import org.seqnet.engine.sequence.Preparation;
import org.seqnet.engine.sequence.TimeStep;
import org.seqnet.engine.tensor.ElementType;
import org.seqnet.engine.tensor.Shape;
import org.seqnet.knime.column.Columns;

/**
 * What a column's spec tells of the targets of forecasts: tensors of doubles, steps x targets, in the unit of the
 * targets, NaN where one is not known. A missing cell has no known target.
 */
public final class TargetSpec {
    private static final String ORIGIN = "Origin";

    private TargetSpec() {}

    /**
     * Returns the spec of a column of targets.
     *
     * @param step the distance of the steps, if it is known already
     * @param origin the name of the column that tells where windows end
     */
    public static DataColumnSpec spec(String name, ForecastWindows form, Optional<TimeStep> step, String origin) {
        var forecast = Preparation.UNKNOWN.with(ForecastWindows.FORECAST, form.text());
        var timed = step.map(known -> forecast.with(ForecastWindows.TIME_STEP, known.text()))
                .orElse(forecast);
        var shape = Shape.of(form.horizon(), form.targets().size());
        return TensorColumn.prepared(TensorColumn.of(name, shape, ElementType.DOUBLE), timed.with(ORIGIN, origin));
    }

    /** Returns whether a column has targets of forecasts. */
    public static boolean is(DataColumnSpec column) {
        return form(column).isPresent();
    }

    /** Returns the name of the last column of targets of forecasts. */
    public static Optional<String> find(DataTableSpec table) {
        return Columns.last(table, TargetSpec::is);
    }

    /** Returns what the windows hold whose targets a column has; empty if it has no targets. */
    public static Optional<ForecastWindows> form(DataColumnSpec column) {
        return TensorColumn.holdsSequences(column)
                ? Optional.empty()
                : ForecastWindows.of(TensorColumn.preparation(column));
    }

    /** Returns the distance of the steps; empty if no series has two rows, or before execution. */
    public static Optional<TimeStep> timeStep(DataColumnSpec column) {
        return TensorColumn.preparation(column).how(ForecastWindows.TIME_STEP).flatMap(TimeStep::parse);
    }

    /** Returns the name of the column that tells where windows end, as it was when the targets were made. */
    public static Optional<String> origin(DataColumnSpec column) {
        return TensorColumn.preparation(column).how(ORIGIN);
    }
}
