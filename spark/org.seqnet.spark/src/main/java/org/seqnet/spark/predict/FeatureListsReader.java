package org.seqnet.spark.predict;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.spark.sql.catalyst.expressions.SpecializedGetters;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.sequence.SymbolNumbers;
import org.seqnet.engine.tensor.Shape;
import org.seqnet.engine.tensor.Tensor;

/** Reads a list for each feature with its values over time; a row that lacks one of the lists has no sequence. */
record FeatureListsReader(int[] columns, NumberColumn[] numbers) implements SequenceReader {

    @Override
    public Optional<Tensor> read(SpecializedGetters row, SymbolNumbers symbols, Supplier<String> name) {
        for (int column : columns) {
            if (row.isNullAt(column) || row.getArray(column).numElements() == 0) {
                return Optional.empty();
            }
        }
        int timeSteps = row.getArray(columns[0]).numElements();
        var values = new double[Math.multiplyExact(timeSteps, columns.length)];
        for (int feature = 0; feature < columns.length; feature++) {
            var list = row.getArray(columns[feature]);
            if (list.numElements() != timeSteps) {
                throw new SeqNetException(String.format(
                        Locale.ROOT,
                        "%s has %,d values of feature 1 and %,d of feature %,d; each time step must have one of each. "
                                + "Correct or remove the row.",
                        name.get(),
                        timeSteps,
                        list.numElements(),
                        feature + 1));
            }
            for (int step = 0; step < timeSteps; step++) {
                values[step * columns.length + feature] = numbers[feature].number(list, step);
            }
        }
        return Optional.of(Tensor.ofDoubles(Shape.of(timeSteps, columns.length), values));
    }
}
