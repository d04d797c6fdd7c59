package org.seqnet.spark.predict;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.spark.sql.catalyst.expressions.SpecializedGetters;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.sequence.SymbolNumbers;
import org.seqnet.engine.tensor.Shape;
import org.seqnet.engine.tensor.Tensor;

/** Reads a list that has a list of features for each time step; of a step that is null, all values are missing. */
record StepsReader(int column, NumberColumn numbers, int features) implements SequenceReader {

    @Override
    public Optional<Tensor> read(SpecializedGetters row, SymbolNumbers symbols, Supplier<String> name) {
        if (row.isNullAt(column) || row.getArray(column).numElements() == 0) {
            return Optional.empty();
        }
        var steps = row.getArray(column);
        int timeSteps = steps.numElements();
        var values = new double[Math.multiplyExact(timeSteps, features)];
        Arrays.fill(values, Double.NaN);
        for (int step = 0; step < timeSteps; step++) {
            if (!steps.isNullAt(step)) {
                var found = steps.getArray(step);
                if (found.numElements() != features) {
                    throw new SeqNetException(String.format(
                            Locale.ROOT,
                            "%s has %,d values at time step %,d; the network reads %,d features. "
                                    + "Correct or remove the row.",
                            name.get(),
                            found.numElements(),
                            step + 1,
                            features));
                }
                for (int feature = 0; feature < features; feature++) {
                    values[step * features + feature] = numbers.number(found, feature);
                }
            }
        }
        return Optional.of(Tensor.ofDoubles(Shape.of(timeSteps, features), values));
    }
}
