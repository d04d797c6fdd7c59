package org.seqnet.knime.sequence;

import java.util.Optional;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.node.InvalidSettingsException;
import org.seqnet.engine.sequence.SequenceShape;
import org.seqnet.engine.tensor.Tensor;
import org.seqnet.knime.Failures;

/** Some columns of numbers, cut into steps. */
record ColumnsInput(DataTableSpec table, NumericColumns numbers, SequenceShape steps) implements RowInput {
    static ColumnsInput of(DataTableSpec table, SequenceReshaperParameters parameters) throws InvalidSettingsException {
        var numbers = NumericColumns.of(table, parameters.numericColumns);
        int features = parameters.featuresPerStep;
        if (numbers.count() % features != 0) {
            throw Failures.invalid(
                    "Features a step: the values of %d numeric columns cannot be cut into steps of %d."
                            .formatted(numbers.count(), features),
                    "Choose a number that divides %d, or other columns.".formatted(numbers.count()));
        }
        return new ColumnsInput(table, numbers, new SequenceShape(numbers.count() / features, features));
    }

    @Override
    public int[] columns() {
        return numbers.indices();
    }

    @Override
    public Optional<SequenceShape> shape() {
        return Optional.of(steps);
    }

    @Override
    public Optional<Gap> gap(DataRow row) {
        var missing = numbers.missing(row);
        return missing.isPresent()
                ? Optional.of(new Gap(
                        missing.getAsInt(),
                        "the cell of column '%s' is missing"
                                .formatted(table.getColumnSpec(missing.getAsInt()).getName())))
                : Optional.empty();
    }

    @Override
    public Tensor sequence(DataRow row) {
        return Tensor.ofDoubles(steps.toShape(), numbers.values(row));
    }

    @Override
    public String reason() {
        return "a value of theirs is missing";
    }
}
