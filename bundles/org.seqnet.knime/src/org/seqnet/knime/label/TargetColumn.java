package org.seqnet.knime.label;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataTableSpec;
import org.knime.core.node.KNIMEException;
import org.seqnet.engine.sequence.ForecastWindows;
import org.seqnet.engine.tensor.Shape;
import org.seqnet.engine.tensor.Tensor;
import org.seqnet.knime.column.Columns;
import org.seqnet.knime.label.TableRow.Gap;
import org.seqnet.knime.tensor.TargetSpec;
import org.seqnet.knime.tensor.TensorValue;

/**
 * A column with the next values of a series behind each window, as the Sequence Reshaper makes it: tensors of steps x
 * targets.
 *
 * @param column the index of the column
 * @param windows what its spec tells of the windows
 */
public record TargetColumn(int column, String columnName, ForecastWindows windows) implements RowValues {
    /** Says whether a column holds the next values of series. */
    public static final Predicate<DataColumnSpec> FITTING =
            Columns.accepts(TensorValue.class).and(TargetSpec::is);

    /** Returns a column of a table that {@link #FITTING} accepts. */
    static TargetColumn of(DataTableSpec spec, String name) {
        int column = spec.findColumnIndex(name);
        return new TargetColumn(
                column, name, TargetSpec.form(spec.getColumnSpec(column)).orElseThrow());
    }

    @Override
    public List<String> targets() {
        return windows.targets();
    }

    @Override
    public Optional<ForecastWindows> forecast() {
        return Optional.of(windows);
    }

    @Override
    public int width() {
        return Math.multiplyExact(windows.horizon(), windows.targets().size());
    }

    @Override
    public String name() {
        return targets().size() == 1 ? targets().get(0) : "targets";
    }

    @Override
    public String place() {
        return "'" + columnName + "'";
    }

    @Override
    public Optional<Gap> gap(TableRow row) {
        if (row.cell(column).isMissing()) {
            return Optional.of(Gap.ofCell(column, columnName));
        }
        var values = tensor(row);
        return IntStream.range(0, values.size()).allMatch(i -> Double.isNaN(values.unroundedValue(i)))
                ? Optional.of(new Gap(
                        column,
                        "All target values are missing.",
                        "all target values in column '%s' are missing.".formatted(columnName)))
                : Optional.empty();
    }

    private Tensor tensor(TableRow row) {
        return ((TensorValue) row.cell(column)).tensor();
    }

    @Override
    public double[] of(TableRow row) throws KNIMEException {
        var tensor = tensor(row);
        var expected = Shape.of(windows.horizon(), targets().size());
        if (!tensor.shape().equals(expected)) {
            throw row.failure(
                    column,
                    "The target values are not those of the forecast.",
                    "the target values in column '%s' are %s, but %s (steps x targets) are required."
                            .formatted(columnName, tensor.shape(), expected),
                    "Create the column with the Sequence Reshaper.");
        }
        var values = new double[width()];
        for (int i = 0; i < values.length; i++) {
            values[i] = tensor.unroundedValue(i);
            if (Double.isInfinite(values[i])) {
                throw row.failure(
                        column,
                        "A target value is infinite.",
                        "the value of target '%s' at step %d in column '%s' is %s, not a finite number."
                                .formatted(
                                        targets().get(i % targets().size()),
                                        i / targets().size() + 1,
                                        columnName,
                                        values[i]),
                        "Correct the value, or remove the row.");
            }
        }
        return values;
    }
}
