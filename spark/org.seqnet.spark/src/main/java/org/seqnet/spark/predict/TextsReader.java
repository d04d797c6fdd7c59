package org.seqnet.spark.predict;

import java.util.Optional;
import java.util.function.Supplier;
import org.apache.spark.sql.catalyst.expressions.SpecializedGetters;
import org.seqnet.engine.Quoted;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.sequence.SymbolNumbers;
import org.seqnet.engine.tensor.Shape;
import org.seqnet.engine.tensor.Tensor;
import org.seqnet.spark.data.NumberText;

/**
 * Reads a column of texts for each value of a sequence, time step after time step; a text that is null or blank is a
 * missing value.
 */
record TextsReader(int[] columns, String[] names, int timeSteps) implements SequenceReader {

    @Override
    public Optional<Tensor> read(SpecializedGetters row, SymbolNumbers symbols, Supplier<String> name) {
        var values = new double[columns.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = row.isNullAt(columns[i]) ? Double.NaN : number(row, i, name);
        }
        return Optional.of(Tensor.ofDoubles(Shape.of(timeSteps, values.length / timeSteps), values));
    }

    private double number(SpecializedGetters row, int value, Supplier<String> name) {
        var text = row.getUTF8String(columns[value]).toString();
        return NumberText.parse(text)
                .orElseThrow(() -> new SeqNetException(
                        "%s: column %s contains %s, but a number is required. Correct or remove the row."
                                .formatted(name.get(), Quoted.of(names[value]), Quoted.of(text))));
    }
}
