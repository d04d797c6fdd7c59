package org.seqnet.spark.predict;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.expressions.JoinedRow;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.inference.Classifier;
import org.seqnet.engine.sequence.Filling;
import org.seqnet.engine.sequence.MissingValueException;
import org.seqnet.engine.sequence.Packer;
import org.seqnet.engine.sequence.Sequences;
import org.seqnet.engine.sequence.SymbolNumbers;
import org.seqnet.engine.sequence.UnknownSymbols;
import org.seqnet.engine.tensor.Tensor;
import org.seqnet.engine.trained.TrainedNetwork;

/** The rows of a partition with their predictions: a batch is read and predicted as soon as its first row is due. */
final class PredictedRows<T> implements Iterator<InternalRow>, AutoCloseable {
    /** The most rows of a batch. */
    static final int BATCH_ROWS = Classifier.USUAL_BATCH_SIZE;
    /** So many answers of time steps or forecasts are given at once, and those of one sequence more at most. */
    private static final int BATCH_ANSWERS = 200_000;
    /** So many values a batch has, 16 MB, and those of one sequence more at most. */
    private static final int BATCH_VALUES = 1 << 22;

    private final Iterator<T> items;
    private final RowSource<T> source;
    private final TrainedNetwork network;
    private final Predicted predicted;
    private final PredictionOptions options;
    private final int threads;
    private final int partition;
    private final BooleanSupplier cancelled;
    private final Consumer<ScoredRows> counts;
    private final Packer packer;
    private final int columns;

    private SymbolNumbers symbols = new SymbolNumbers();
    private List<InternalRow> batch = new ArrayList<>();
    private int next;
    private long read;
    private Optional<Classifier> classifier = Optional.empty();

    /**
     * @param threads how many threads compute
     * @param partition which partition it is, counted from 0, for messages
     * @param counts is told what was scored, batch by batch
     */
    PredictedRows(
            Iterator<T> items,
            RowSource<T> source,
            TrainedNetwork network,
            PredictionOptions options,
            int threads,
            int partition,
            BooleanSupplier cancelled,
            Consumer<ScoredRows> counts) {
        this.items = items;
        this.source = source;
        this.network = network;
        this.predicted = Predicted.by(network, options);
        this.columns = predicted.columns().size();
        this.options = options;
        this.threads = threads;
        this.partition = partition;
        this.cancelled = cancelled;
        this.counts = counts;
        var form = network.architecture().encoder().inputForm();
        this.packer = Sequences.packer(network.inputShape(), form, "the network requires");
        if (network.input().preprocessing().filling() != Filling.NONE) {
            packer.keepingMissing();
        }
    }

    @Override
    public boolean hasNext() {
        if (next == batch.size()) {
            batch = new ArrayList<>();
            next = 0;
            predict();
        }
        return !batch.isEmpty();
    }

    @Override
    public InternalRow next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return batch.set(next++, null);
    }

    /** A row of the batch that has a sequence, with what messages call it. */
    private record Predictable(int row, String name) {}

    private void predict() {
        var rows = new ArrayList<Predictable>();
        long answers = 0;
        long values = 0;
        while (batch.size() < BATCH_ROWS && answers < BATCH_ANSWERS && values < BATCH_VALUES && items.hasNext()) {
            var item = items.next();
            read++;
            var name = source.name(item, partition, read);
            var sequence = packed(item, name);
            if (sequence.isPresent()) {
                rows.add(new Predictable(batch.size(), name));
                values += sequence.get().size();
                answers += predicted.answers(network.architecture()
                        .head()
                        .answers(sequence.get().shape().size(0)));
            }
            batch.add(source.kept(item));
        }
        complete(rows);
        if (!items.hasNext()) {
            close();
        }
    }

    /** Packs the sequence of an item; returns it if it can be predicted. */
    private Optional<Tensor> packed(T item, String name) {
        try {
            var sequence = source.sequence(item, symbols, () -> name);
            if (sequence.isEmpty()) {
                without(Reason.MISSING, name + ": the sequence is missing.");
            } else {
                predicted.requireLength(sequence.get().shape().size(0), () -> name);
                packer.add(sequence.get(), () -> name);
            }
            return sequence;
        } catch (MissingValueException e) {
            without(Reason.INCOMPLETE, e);
        } catch (SeqNetException e) {
            without(Reason.UNREADABLE, e);
        }
        return Optional.empty();
    }

    private void without(Reason reason, SeqNetException refusal) {
        if (options.failing() || refusal.getCause() instanceof OutOfMemoryError) {
            throw refusal;
        }
        counts.accept(ScoredRows.without(reason, refusal.getMessage()));
    }

    private void without(Reason reason, String message) {
        without(
                reason,
                new SeqNetException(message + " Correct or remove the row, or keep rows without a prediction."));
    }

    /** Puts predictions behind the rows of the batch. */
    private void complete(List<Predictable> rows) {
        var missing = new GenericInternalRow(new Object[columns]);
        batch.replaceAll(row -> new JoinedRow(row, missing));
        var sequences =
                source.readsSymbols() ? packer.symbols(symbols.vocabulary()).build() : packer.build();
        var unknown = network.input()
                .vocabulary()
                .map(known -> known.unknownIn(sequences))
                .orElse(UnknownSymbols.NONE);
        symbols = new SymbolNumbers();
        counts.accept(ScoredRows.of(batch.size(), unknown));
        if (rows.isEmpty()) {
            return;
        }
        IntFunction<Optional<Object[]>> predictions = predicted.of(opened(), sequences, cancelled);
        for (int i = 0; i < rows.size(); i++) {
            var values = predictions.apply(i);
            if (values.isPresent()) {
                ((JoinedRow) batch.get(rows.get(i).row())).withRight(new GenericInternalRow(values.get()));
            } else {
                without(Reason.OVERFLOW, rows.get(i).name() + ": the prediction is not finite.");
            }
        }
    }

    private Classifier opened() {
        if (classifier.isEmpty()) {
            classifier = Optional.of(Classifier.of(network, BATCH_ROWS, threads, 0, options.precision()));
        }
        return classifier.get();
    }

    /** Gives back the network's memory; no further batch is predicted. */
    @Override
    public void close() {
        classifier.ifPresent(Classifier::close);
    }
}
