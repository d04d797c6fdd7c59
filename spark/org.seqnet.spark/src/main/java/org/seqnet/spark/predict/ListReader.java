package org.seqnet.spark.predict;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.spark.sql.catalyst.expressions.SpecializedGetters;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.sequence.SymbolNumbers;
import org.seqnet.engine.tensor.Shape;
import org.seqnet.engine.tensor.Tensor;

/** Reads a list with all values of a sequence, time step after time step; an empty list is no sequence. */
record ListReader(int column, NumberColumn numbers, int features) implements SequenceReader {

    @Override
    public Optional<Tensor> read(SpecializedGetters row, SymbolNumbers symbols, Supplier<String> name) {
        if (row.isNullAt(column)) {
            return Optional.empty();
        }
        var list = row.getArray(column);
        int count = list.numElements();
        if (count == 0) {
            return Optional.empty();
        }
        int timeSteps = timeSteps(count, features, name);
        var values = new double[count];
        for (int i = 0; i < count; i++) {
            values[i] = numbers.number(list, i);
        }
        return Optional.of(Tensor.ofDoubles(Shape.of(timeSteps, features), values));
    }

    /** Returns the number of time steps that so many values make. */
    static int timeSteps(int values, int features, Supplier<String> name) {
        if (values % features != 0) {
            throw new SeqNetException(String.format(
                    Locale.ROOT,
                    "%s has %,d values, which are no whole time steps of %,d features. Correct or remove the row.",
                    name.get(),
                    values,
                    features));
        }
        return values / features;
    }
}
