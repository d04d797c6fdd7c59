package org.seqnet.spark.predict;

import java.util.Optional;
import java.util.function.Supplier;
import org.apache.spark.sql.catalyst.expressions.SpecializedGetters;
import org.seqnet.engine.sequence.SymbolNumbers;
import org.seqnet.engine.tensor.Shape;
import org.seqnet.engine.tensor.Tensor;

/** Reads unsigned bytes, such as the pixels of an image, time step after time step. */
record BytesReader(int column, int features) implements SequenceReader {

    @Override
    public Optional<Tensor> read(SpecializedGetters row, SymbolNumbers symbols, Supplier<String> name) {
        if (row.isNullAt(column)) {
            return Optional.empty();
        }
        var bytes = row.getBinary(column);
        if (bytes.length == 0) {
            return Optional.empty();
        }
        int timeSteps = ListReader.timeSteps(bytes.length, features, name);
        return Optional.of(Tensor.ofUnsignedBytes(Shape.of(timeSteps, features), bytes));
    }
}
