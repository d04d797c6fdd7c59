package org.seqnet.engine.inference;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.backend.Backend;
import org.seqnet.engine.backend.Memory;
import org.seqnet.engine.network.dl4j.LiveNetwork;
import org.seqnet.engine.sequence.Sequences;
import org.seqnet.engine.trained.TrainedNetwork;

/** Applies a trained network. Safe for many threads: they take turns, and each call spreads over the cores. */
public final class Classifier implements AutoCloseable {
    /** The batch size that {@link #of(TrainedNetwork)} takes. */
    public static final int USUAL_BATCH_SIZE = 1000;

    private final TrainedNetwork trained;
    private final int batchSize;
    private final ReentrantLock turn = new ReentrantLock();
    private final LiveNetwork live;
    private boolean closed;

    private Classifier(TrainedNetwork trained, int batchSize, int threads) {
        this.trained = trained;
        this.batchSize = batchSize;
        this.live =
                LiveNetwork.of(trained.architecture(), trained.input().preprocessed(), trained.parameters(), threads);
    }

    /** Makes ready a network with batches of {@value #USUAL_BATCH_SIZE} and a thread for each core. */
    public static Classifier of(TrainedNetwork network) {
        return of(network, USUAL_BATCH_SIZE, 0);
    }

    /**
     * Makes ready a network.
     *
     * @param batchSize the most sequences that are computed at once, at least 1
     * @param threads how many threads compute; 0 means one for each core
     * @throws SeqNetException if a setting is outside its range
     */
    public static Classifier of(TrainedNetwork network, int batchSize, int threads) {
        if (batchSize < 1) {
            throw new SeqNetException("Batch size: " + batchSize + " is not at least 1.");
        }
        if (threads < 0) {
            throw new SeqNetException("Threads: " + threads + " is not at least 0.");
        }
        return Backend.start()
                .withOneThread(() -> Memory.enoughFor(
                        () -> "Loading " + network, () -> new Classifier(network, batchSize, threads)));
    }

    /** Returns the network that it applies. */
    public TrainedNetwork network() {
        return trained;
    }

    /**
     * Returns probabilities of {@code count} sequences from {@code first} on, count x K row-major, by a network of
     * classes or independent labels. Those of classes sum to 1 in each row; a row is NaN where numbers grew too large
     * in the network. Columns stand in the order of the network's labels.
     *
     * @param cancelled is asked before each batch
     * @throws SeqNetException if the sequences have another shape than the network reads
     * @throws java.util.concurrent.CancellationException if {@code cancelled} says so
     */
    public float[] probabilities(Sequences sequences, int first, int count, BooleanSupplier cancelled) {
        requireProbabilities();
        return applied(sequences, first, count, () -> outputs(sequences, first, count, cancelled));
    }

    /**
     * Returns the probabilities of each member of an ensemble, whose mean {@link #probabilities} are; a network that is
     * no ensemble is its only member.
     *
     * @param cancelled is asked before each batch of each member
     * @throws SeqNetException if the sequences have another shape than the network reads
     * @throws java.util.concurrent.CancellationException if {@code cancelled} says so
     */
    public MemberProbabilities memberProbabilities(
            Sequences sequences, int first, int count, BooleanSupplier cancelled) {
        requireProbabilities();
        return applied(sequences, first, count, () -> memberOutputs(sequences, first, count, cancelled));
    }

    private void requireProbabilities() {
        trained.architecture().head().fold(classes -> classes, independent -> independent, path -> {
            throw new IllegalStateException("The network gives no probabilities but those of paths.");
        });
    }

    /**
     * Predicts the labels of {@code count} sequences from {@code first} on, by a network of several labels.
     *
     * @param cancelled is asked before each batch
     * @return for each sequence, its labels; empty where numbers grew too large in the network
     * @throws SeqNetException if the sequences have another shape than the network reads
     * @throws java.util.concurrent.CancellationException if {@code cancelled} says so
     */
    public List<Optional<PredictedLabels>> labelSets(
            Sequences sequences, int first, int count, LabelSearch search, BooleanSupplier cancelled) {
        return applied(sequences, first, count, () -> trained.architecture()
                .head()
                .fold(
                        classes -> {
                            throw new IllegalStateException("The network has one label for each sequence.");
                        },
                        independent -> {
                            var members = search.deviations()
                                    ? memberOutputs(sequences, first, count, cancelled)
                                    : new MemberProbabilities(List.of(outputs(sequences, first, count, cancelled)));
                            return new IndependentPrediction(independent, members, search).of(count);
                        },
                        path -> {
                            var outputs = outputs(sequences, first, count, cancelled);
                            try (var paths = live.pathSearch()) {
                                return search.paths(paths, outputs, count, cancelled);
                            }
                        }));
    }

    private <T> T applied(Sequences sequences, int first, int count, Supplier<T> work) {
        Objects.checkFromIndexSize(first, count, sequences.size());
        if (!trained.inputShape().accepts(sequences.shape())) {
            throw new SeqNetException(
                    "The sequences have %s; the network expects %s. Reshape them in the same way as the training data."
                            .formatted(sequences.sizes(), trained.inputShape()));
        }
        return Memory.enoughFor(
                () -> String.format(Locale.ROOT, "The classification of %,d sequences with %s", count, trained),
                () -> inTurn(work));
    }

    private <T> T inTurn(Supplier<T> work) {
        turn.lock();
        try {
            if (closed) {
                throw new IllegalStateException("The classifier has been closed.");
            }
            return Backend.start().withOneThread(work);
        } finally {
            live.releaseThread();
            turn.unlock();
        }
    }

    private float[] outputs(Sequences sequences, int first, int count, BooleanSupplier cancelled) {
        var outputs = new float[Math.multiplyExact(count, live.outputs())];
        var preprocessed = preprocessed(sequences);
        live.classify(preprocessed, first, count, batchSize(preprocessed), outputs, cancelled);
        return outputs;
    }

    private MemberProbabilities memberOutputs(Sequences sequences, int first, int count, BooleanSupplier cancelled) {
        var preprocessed = preprocessed(sequences);
        var outputs = new ArrayList<float[]>();
        for (int member = 0; member < trained.architecture().members(); member++) {
            var own = new float[Math.multiplyExact(count, live.outputs())];
            live.classifyByMember(member, preprocessed, first, count, batchSize(preprocessed), own, cancelled);
            outputs.add(own);
        }
        return new MemberProbabilities(outputs);
    }

    private Sequences preprocessed(Sequences sequences) {
        var preprocessed = sequences.preprocessed(trained.input().preprocessing());
        if (preprocessed.missingValues() > 0) {
            throw new SeqNetException(("The sequences have missing values (%,d in all), but the network was trained "
                            + "without filling them in.")
                    .formatted(preprocessed.missingValues()));
        }
        return preprocessed;
    }

    // One batch must fit into one native buffer, whose bytes an int counts; 100 million values are 400 MB.
    private int batchSize(Sequences sequences) {
        long values = Math.max(1, sequences.longestValues());
        return (int) Math.max(1, Math.min(batchSize, 100_000_000 / values));
    }

    /** Gives back the network's native memory; a closed classifier refuses work. */
    @Override
    public void close() {
        turn.lock();
        try {
            if (!closed) {
                closed = true;
                live.close();
            }
        } finally {
            turn.unlock();
        }
    }
}
