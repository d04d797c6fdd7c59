package org.seqnet.spark.predict;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;
import org.seqnet.engine.sequence.SymbolNumbers;
import org.seqnet.engine.tensor.Shape;
import org.seqnet.engine.tensor.Tensor;
import org.seqnet.spark.data.Example;

/** Sequences that have been read before, of which the name and the group are kept. */
record Examples(boolean readsSymbols) implements RowSource<Example> {
    /** What is kept. */
    static final StructType KEPT = new StructType(new StructField[] {
        DataTypes.createStructField("Sequence", DataTypes.StringType, false),
        DataTypes.createStructField("Group", DataTypes.StringType, false)
    });

    @Override
    public InternalRow kept(Example example) {
        return new GenericInternalRow(
                new Object[] {UTF8String.fromString(example.name()), UTF8String.fromString(example.group())});
    }

    @Override
    public Optional<Tensor> sequence(Example example, SymbolNumbers symbols, Supplier<String> name) {
        if (example.values().count() == 0) {
            return Optional.empty();
        }
        var shape = Shape.of(example.timeSteps(), example.features());
        if (example.values() instanceof Example.Numbers numbers) {
            return Optional.of(Tensor.ofFloats(shape, numbers.values()));
        }
        if (example.values() instanceof Example.Bytes bytes) {
            return Optional.of(Tensor.ofUnsignedBytes(shape, bytes.values()));
        }
        List<Optional<String>> texts = Arrays.stream(((Example.Symbols) example.values()).values())
                .map(Optional::ofNullable)
                .toList();
        return Optional.of(symbols.sequence(texts));
    }

    @Override
    public String name(Example example, int partition, long number) {
        return example.name();
    }
}
