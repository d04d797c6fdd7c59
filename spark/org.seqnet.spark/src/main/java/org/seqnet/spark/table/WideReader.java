package org.seqnet.spark.table;

import java.util.List;
import org.apache.spark.sql.Row;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.sequence.ValueSteps;

/** Reads the values of several columns as the sequence of their row. */
record WideReader(List<Cell> cells, ValueSteps steps, boolean keepsMissing) implements SequenceReader {
    private static final String SETTING = "Value columns";

    static WideReader of(Layout.Wide layout, Selection selection) {
        var names = selection.expanded(SETTING, layout.columns());
        int features = layout.steps().features();
        if (names.size() % features != 0) {
            throw new SeqNetException(
                    ("Features per time step: %d value columns cannot be split into time steps of %d. "
                                    + "Enter a number that divides %d, or other columns.")
                            .formatted(names.size(), features, names.size()));
        }
        return new WideReader(List.copyOf(selection.numbers(SETTING, names)), layout.steps(), layout.keepsMissing());
    }

    @Override
    public Sequence read(Row row) throws BadRowException {
        var values = new double[cells.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = cells.get(i).number(row);
        }
        return SequenceReader.cut(values, steps, keepsMissing, i -> cells.get(i).place());
    }
}
