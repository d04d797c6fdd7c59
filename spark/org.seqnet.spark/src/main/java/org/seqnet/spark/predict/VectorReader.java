package org.seqnet.spark.predict;

import java.util.Optional;
import java.util.function.Supplier;
import org.apache.spark.sql.catalyst.expressions.SpecializedGetters;
import org.seqnet.engine.sequence.SymbolNumbers;
import org.seqnet.engine.tensor.Shape;
import org.seqnet.engine.tensor.Tensor;

/**
 * Reads a vector of Spark ML with all values of a sequence, time step after time step. Spark holds vectors as structs:
 * 1 and the values of a dense one, 0 and size, indices and values of a sparse one.
 */
record VectorReader(int column, int features) implements SequenceReader {
    private static final int FIELDS = 4;
    private static final byte DENSE = 1;

    @Override
    public Optional<Tensor> read(SpecializedGetters row, SymbolNumbers symbols, Supplier<String> name) {
        if (row.isNullAt(column)) {
            return Optional.empty();
        }
        var vector = row.getStruct(column, FIELDS);
        var values = vector.getArray(3).toDoubleArray();
        if (vector.getByte(0) != DENSE) {
            var stored = values;
            int[] indices = vector.getArray(2).toIntArray();
            values = new double[vector.getInt(1)];
            for (int i = 0; i < indices.length; i++) {
                values[indices[i]] = stored[i];
            }
        }
        if (values.length == 0) {
            return Optional.empty();
        }
        int timeSteps = ListReader.timeSteps(values.length, features, name);
        return Optional.of(Tensor.ofDoubles(Shape.of(timeSteps, features), values));
    }
}
