package org.seqnet.knime.symbol;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.knime.core.data.DataCell;
import org.knime.core.data.StringValue;
import org.knime.core.data.collection.CollectionDataValue;
import org.seqnet.engine.sequence.Packer;
import org.seqnet.engine.sequence.Sequences;
import org.seqnet.engine.sequence.SymbolNumbers;
import org.seqnet.engine.sequence.Tokenizer;
import org.seqnet.engine.tensor.Tensor;
import org.seqnet.knime.tensor.TensorValue;

/** Reads the cells of a column as sequences: tensors as they are, texts and lists as sequences of symbols. */
public final class SequenceCells {
    /** What there is to say of a text or list without a symbol. */
    public static final String EMPTY = "The cell contains no symbol.";

    private final Optional<Tokenizer> tokenizer;
    private SymbolNumbers numbers = new SymbolNumbers();
    private long read;
    private long cut;
    private int longest;

    /** @param tokenizer how texts and lists are read; empty if all cells are tensors */
    public SequenceCells(Optional<Tokenizer> tokenizer) {
        this.tokenizer = tokenizer;
    }

    /**
     * Returns the sequence of a cell that is not missing; empty if it has no symbol.
     *
     * @throws org.seqnet.engine.SeqNetException if there are too many different symbols
     */
    public Optional<Tensor> sequence(DataCell cell) {
        if (tokenizer.isEmpty()) {
            return Optional.of(((TensorValue) cell).tensor());
        }
        var all = symbols(tokenizer.get(), cell);
        if (all.isEmpty()) {
            return Optional.empty();
        }
        read++;
        cut += tokenizer.get().cuts(all.size()) ? 1 : 0;
        longest = Math.max(longest, all.size());
        return Optional.of(numbers.sequence(tokenizer.get().cut(all)));
    }

    private static List<Optional<String>> symbols(Tokenizer tokenizer, DataCell cell) {
        var symbols = new ArrayList<Optional<String>>();
        if (cell instanceof CollectionDataValue list) {
            for (DataCell element : list) {
                symbols.add(element.isMissing() ? Optional.empty() : Optional.of(element.toString()));
            }
        } else {
            tokenizer
                    .symbols(((StringValue) cell).getStringValue())
                    .forEach(symbol -> symbols.add(Optional.of(symbol)));
        }
        return symbols;
    }

    /** Returns the sequences that were packed of these cells, with their symbols if they have some. */
    public Sequences build(Packer packer) {
        if (tokenizer.isEmpty()) {
            return packer.build();
        }
        var sequences = packer.symbols(numbers.vocabulary()).build();
        numbers = new SymbolNumbers();
        return sequences;
    }

    /**
     * Returns a warning about the sequences that were cut, if there are any; {@code table} is what it calls the table.
     */
    public Optional<String> warning(String table) {
        return cut == 0
                ? Optional.empty()
                : Optional.of(String.format(
                        Locale.ROOT,
                        "%,d of %,d sequences of the %s were cut to their %s %,d symbols; the longest has %,d.",
                        cut,
                        read,
                        table,
                        tokenizer.get().keepsEnd() ? "last" : "first",
                        tokenizer.get().longest(),
                        longest));
    }
}
