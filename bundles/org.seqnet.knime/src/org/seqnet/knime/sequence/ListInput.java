package org.seqnet.knime.sequence;

import java.util.Optional;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.collection.ListDataValue;
import org.knime.core.data.vector.doublevector.DoubleVectorValue;
import org.knime.core.node.InvalidSettingsException;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.sequence.ValueSteps;
import org.seqnet.engine.tensor.Tensor;
import org.seqnet.knime.column.Columns;
import org.seqnet.knime.message.Failures;

/** A column of lists or vectors of numbers, which may differ in length, split into time steps. */
record ListInput(int column, ValueSteps steps, boolean keepsMissing) implements RowInput {
    static ListInput of(DataTableSpec table, SequenceReshaperParameters parameters) throws InvalidSettingsException {
        int column = Columns.find(
                table,
                "input table",
                "List column",
                parameters.listColumn,
                "lists of numbers",
                ListDataValue.class,
                DoubleVectorValue.class);
        var spec = table.getColumnSpec(column);
        if (!ListColumns.holdsNumbers(spec)) {
            throw Failures.invalid(
                    ("List column: the lists in column '%s' of the input table contain values of the type '%s', "
                                    + "but numbers are required.")
                            .formatted(
                                    spec.getName(),
                                    spec.getType().getCollectionElementType().getName()),
                    "Select a column of lists of numbers in the node's dialog.");
        }
        return new ListInput(column, parameters.valueSteps(), parameters.keepsMissingNumbers());
    }

    @Override
    public int[] columns() {
        return new int[] {column};
    }

    @Override
    public Optional<Gap> gap(DataRow row) {
        var cell = row.getCell(column);
        if (cell.isMissing()) {
            return Optional.of(new Gap(column, "the list is missing"));
        }
        var values = numbers(cell);
        if (values.length == 0 && steps.endsAtMissing()) {
            return Optional.of(new Gap(column, "the list is empty"));
        }
        var place = RowInput.gap(steps, values, keepsMissing);
        return place.isPresent()
                ? Optional.of(new Gap(column, words(cell, place.getAsInt(), values)))
                : Optional.empty();
    }

    private String words(DataCell cell, int place, double[] values) {
        boolean isMissing =
                cell instanceof ListDataValue list && list.get(place).isMissing();
        return "number %d of the list is %s%s"
                .formatted(place + 1, NumericColumns.state(isMissing), RowInput.butNotItsStep(steps, place, values));
    }

    @Override
    public Tensor sequence(DataRow row) {
        var values = numbers(row.getCell(column));
        if (values.length == 0) {
            throw new SeqNetException(
                    "The list is empty; a sequence must have at least one time step. Remove such rows first.");
        }
        return steps.cut(values);
    }

    private static double[] numbers(DataCell cell) {
        return cell instanceof DoubleVectorValue vector ? numbers(vector) : numbers((ListDataValue) cell);
    }

    private static double[] numbers(DoubleVectorValue vector) {
        var values = new double[vector.getLength()];
        for (int i = 0; i < values.length; i++) {
            values[i] = vector.getValue(i);
        }
        return values;
    }

    private static double[] numbers(ListDataValue list) {
        var values = new double[list.size()];
        int i = 0;
        for (DataCell number : list) {
            values[i++] = NumericColumns.number(number);
        }
        return values;
    }

    @Override
    public String reason() {
        return "their list or a number in it is missing";
    }
}
