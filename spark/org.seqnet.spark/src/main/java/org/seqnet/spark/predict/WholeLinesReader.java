package org.seqnet.spark.predict;

import java.util.Optional;
import java.util.function.Supplier;
import org.apache.spark.sql.catalyst.expressions.SpecializedGetters;
import org.seqnet.engine.Quoted;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.sequence.SymbolNumbers;
import org.seqnet.engine.tensor.Tensor;

/**
 * Refuses rows of lines that have too many or too few fields.
 *
 * @param malformed the column with such a line
 */
record WholeLinesReader(SequenceReader reader, int malformed) implements SequenceReader {

    @Override
    public Optional<Tensor> read(SpecializedGetters row, SymbolNumbers symbols, Supplier<String> name) {
        if (!row.isNullAt(malformed)) {
            throw new SeqNetException(
                    "%s: the line has more or fewer fields than the table has columns: %s. Correct or "
                                    .formatted(
                                            name.get(),
                                            Quoted.of(
                                                    row.getUTF8String(malformed).toString()))
                            + "remove it.");
        }
        return reader.read(row, symbols, name);
    }

    @Override
    public boolean readsSymbols() {
        return reader.readsSymbols();
    }
}
