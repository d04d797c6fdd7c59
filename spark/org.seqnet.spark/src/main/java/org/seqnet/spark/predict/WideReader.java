package org.seqnet.spark.predict;

import java.util.Optional;
import java.util.function.Supplier;
import org.apache.spark.sql.catalyst.expressions.SpecializedGetters;
import org.seqnet.engine.sequence.SymbolNumbers;
import org.seqnet.engine.tensor.Shape;
import org.seqnet.engine.tensor.Tensor;

/** Reads a column for each value of a sequence, time step after time step; a null is a missing value. */
record WideReader(int[] columns, NumberColumn[] numbers, int timeSteps) implements SequenceReader {

    @Override
    public Optional<Tensor> read(SpecializedGetters row, SymbolNumbers symbols, Supplier<String> name) {
        var values = new double[columns.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = numbers[i].number(row, columns[i]);
        }
        return Optional.of(Tensor.ofDoubles(Shape.of(timeSteps, values.length / timeSteps), values));
    }
}
