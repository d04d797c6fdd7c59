package org.seqnet.spark.predict;

import java.util.ArrayList;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.spark.sql.catalyst.expressions.SpecializedGetters;
import org.seqnet.engine.sequence.SymbolNumbers;
import org.seqnet.engine.sequence.Tokenizer;
import org.seqnet.engine.tensor.Tensor;

/** Reads texts or lists of texts as sequences of symbols; one without a symbol is no sequence. */
final class SymbolReader implements SequenceReader {
    private static final long serialVersionUID = 1L;

    private final int column;
    private final boolean readsLists;
    private final Tokenizer.Unit unit;
    private final String separator;
    private final int longest;
    private final boolean keepsEnd;

    /** @param readsLists whether rows hold lists of texts, each of which is a symbol */
    SymbolReader(int column, boolean readsLists, Tokenizer tokenizer) {
        this.column = column;
        this.readsLists = readsLists;
        this.unit = tokenizer.unit();
        this.separator = tokenizer.separator();
        this.longest = tokenizer.longest();
        this.keepsEnd = tokenizer.keepsEnd();
    }

    @Override
    public Optional<Tensor> read(SpecializedGetters row, SymbolNumbers symbols, Supplier<String> name) {
        if (row.isNullAt(column)) {
            return Optional.empty();
        }
        var tokenizer = new Tokenizer(unit, separator, longest, keepsEnd);
        var all = new ArrayList<Optional<String>>();
        if (readsLists) {
            var list = row.getArray(column);
            for (int i = 0; i < list.numElements(); i++) {
                all.add(
                        list.isNullAt(i)
                                ? Optional.empty()
                                : Optional.of(list.getUTF8String(i).toString()));
            }
        } else {
            tokenizer.symbols(row.getUTF8String(column).toString()).forEach(symbol -> all.add(Optional.of(symbol)));
        }
        return all.isEmpty() ? Optional.empty() : Optional.of(symbols.sequence(tokenizer.cut(all)));
    }

    @Override
    public boolean readsSymbols() {
        return true;
    }
}
