package org.seqnet.spark.predict;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.spark.sql.catalyst.InternalRow;
import org.seqnet.engine.sequence.SymbolNumbers;
import org.seqnet.engine.tensor.Tensor;

/** The rows of a table as Spark holds them, whose columns are all kept. */
record TableRows(SequenceReader reader) implements RowSource<InternalRow> {

    @Override
    public InternalRow kept(InternalRow row) {
        // Spark may use the same object for the next row
        return row.copy();
    }

    @Override
    public Optional<Tensor> sequence(InternalRow row, SymbolNumbers symbols, Supplier<String> name) {
        return reader.read(row, symbols, name);
    }

    @Override
    public boolean readsSymbols() {
        return reader.readsSymbols();
    }

    @Override
    public String name(InternalRow row, int partition, long number) {
        return String.format(Locale.ROOT, "Partition %d, row %,d", partition + 1, number);
    }
}
