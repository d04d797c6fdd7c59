package org.seqnet.knime.sequence;

import java.util.Optional;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.node.InvalidSettingsException;
import org.seqnet.engine.sequence.Preparation;
import org.seqnet.engine.sequence.SequenceShape;
import org.seqnet.engine.sequence.ValueSteps;
import org.seqnet.engine.tensor.Tensor;
import org.seqnet.knime.message.Failures;

/** Numeric columns, split into time steps. */
record ColumnsInput(DataTableSpec table, NumericColumns numbers, ValueSteps steps, boolean keepsMissing)
        implements RowInput {
    static ColumnsInput of(DataTableSpec table, SequenceReshaperParameters parameters) throws InvalidSettingsException {
        var numbers = NumericColumns.of(table, parameters.numericColumns);
        int features = parameters.featuresPerStep;
        if (numbers.count() % features != 0) {
            throw Failures.invalid(
                    "Features per time step: %d numeric columns cannot be split into time steps of %d."
                            .formatted(numbers.count(), features),
                    "Enter a number that divides %d, or select other columns.".formatted(numbers.count()));
        }
        return new ColumnsInput(table, numbers, parameters.valueSteps(), parameters.keepsMissingNumbers());
    }

    @Override
    public int[] columns() {
        return numbers.indices();
    }

    @Override
    public Optional<SequenceShape> shape() {
        return steps.endsAtMissing()
                ? Optional.empty()
                : Optional.of(new SequenceShape(numbers.count() / steps.features(), steps.features()));
    }

    @Override
    public Preparation preparation() {
        return numbers.count() == steps.features()
                ? Preparation.UNKNOWN.withFeatures(numbers.names(table))
                : Preparation.UNKNOWN;
    }

    @Override
    public Optional<Gap> gap(DataRow row) {
        var values = numbers.values(row);
        var place = RowInput.gap(steps, values, keepsMissing);
        return place.isPresent() ? Optional.of(gap(row, place.getAsInt(), values)) : Optional.empty();
    }

    private Gap gap(DataRow row, int place, double[] values) {
        int column = numbers.indices()[place];
        return new Gap(
                column,
                "the cell of column '%s' is %s%s"
                        .formatted(
                                table.getColumnSpec(column).getName(),
                                NumericColumns.state(row.getCell(column).isMissing()),
                                RowInput.butNotItsStep(steps, place, values)));
    }

    @Override
    public Tensor sequence(DataRow row) {
        return steps.cut(numbers.values(row));
    }

    @Override
    public String reason() {
        return "at least one of their values is missing";
    }
}
