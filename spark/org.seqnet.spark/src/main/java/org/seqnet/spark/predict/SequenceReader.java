package org.seqnet.spark.predict;

import java.io.Serializable;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.spark.sql.catalyst.expressions.SpecializedGetters;
import org.seqnet.engine.sequence.SymbolNumbers;
import org.seqnet.engine.tensor.Tensor;

/** Finds the sequence in a row of a table. */
interface SequenceReader extends Serializable {
    /**
     * Returns the sequence, time steps x features; empty if the row has none.
     *
     * @param symbols numbers the symbols of this batch, if sequences consist of symbols
     * @param name tells what messages call the row
     * @throws org.seqnet.engine.SeqNetException if the values are no sequence of the network's number of features
     */
    Optional<Tensor> read(SpecializedGetters row, SymbolNumbers symbols, Supplier<String> name);

    /** Says whether sequences consist of symbols. */
    default boolean readsSymbols() {
        return false;
    }
}
