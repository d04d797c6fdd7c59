package org.seqnet.spark.predict;

import java.io.Serializable;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.spark.sql.catalyst.InternalRow;
import org.seqnet.engine.sequence.SymbolNumbers;
import org.seqnet.engine.tensor.Tensor;

/** What predictions are appended to. */
interface RowSource<T> extends Serializable {
    /** Returns what the row begins with to which the predictions are appended; it stays as it is. */
    InternalRow kept(T item);

    /** Returns the sequence; empty if there is none. */
    Optional<Tensor> sequence(T item, SymbolNumbers symbols, Supplier<String> name);

    /** Says whether sequences consist of symbols. */
    boolean readsSymbols();

    /**
     * Returns what messages call an item.
     *
     * @param partition the partition that it is in, counted from 0
     * @param number which of the partition's items it is, counted from 1
     */
    String name(T item, int partition, long number);
}
