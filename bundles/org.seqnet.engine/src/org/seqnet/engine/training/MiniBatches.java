package org.seqnet.engine.training;

import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.seqnet.engine.accelerator.BatchSource;
import org.seqnet.engine.augmentation.Augmenter;
import org.seqnet.engine.kernel.MiniBatch;
import org.seqnet.engine.network.Encoder;
import org.seqnet.engine.options.TrainingOptions;
import org.seqnet.engine.sequence.Sequences;
import org.seqnet.engine.sequence.Targets;
import org.seqnet.engine.trained.NetworkInput;

/**
 * Assembles mini-batches, the next one on a thread of its own while the caller works on the present one.
 *
 * <p>Two buffers go back and forth between the two threads, so nothing is allocated after the start; where sequences
 * differ in length, nothing after the largest mini-batch.
 */
final class MiniBatches implements BatchSource, AutoCloseable {

    /** The arrays of a mini-batch. */
    private static final class Buffer {
        private final int[] timeSteps;
        private Targets targets;
        private float[] values = new float[0];
        private int size;

        private Buffer(int most) {
            this.timeSteps = new int[most];
        }
    }

    private final Sequences sequences;
    private final Targets targets;
    private final int batchSize;
    private final Optional<Augmenter> augmenter;
    private final Buffer[] buffers;
    private final ExecutorService assembler;
    private int[] order = new int[0];
    private int epoch;
    private int position;
    private int turn;
    private Future<?> assembled;

    /**
     * @param targets what each of the sequences teaches
     * @param augmenter what changes the sequences of a mini-batch, if anything does
     */
    MiniBatches(Sequences sequences, Targets targets, int batchSize, Optional<Augmenter> augmenter) {
        this.sequences = sequences;
        this.targets = targets;
        this.batchSize = Math.min(batchSize, sequences.size());
        this.augmenter = augmenter;
        this.buffers = new Buffer[] {new Buffer(this.batchSize), new Buffer(this.batchSize)};
        this.assembler = Executors.newSingleThreadExecutor(task -> {
            var thread = new Thread(task, "seqnet-batches");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Makes those of a training. */
    static MiniBatches of(
            TrainingOptions options, Encoder encoder, NetworkInput input, Sequences sequences, Targets targets) {
        int features = input.preprocessed().features();
        int masks = features - input.shape().features();
        var augmenter = Optional.of(options.augmentation())
                .filter(augmentation -> !augmentation.isNone())
                .map(augmentation -> new Augmenter(augmentation, options.seed(), encoder, features, masks));
        return new MiniBatches(sequences, targets, options.batchSize(), augmenter);
    }

    @Override
    public int count() {
        return (sequences.size() + batchSize - 1) / batchSize;
    }

    @Override
    public void begin(int number, int[] sequenceOrder) {
        epoch = number;
        order = sequenceOrder;
        position = 0;
        assembleNext();
    }

    @Override
    public MiniBatch next() {
        await();
        var buffer = buffers[turn];
        var batch = new MiniBatch(buffer.values, buffer.timeSteps, buffer.targets, buffer.size);
        turn = 1 - turn;
        assembleNext();
        return batch;
    }

    private void assembleNext() {
        int first = position;
        int size = Math.min(batchSize, order.length - first);
        if (size <= 0) {
            return;
        }
        position += size;
        var batch = buffers[turn];
        assembled = assembler.submit(() -> assemble(batch, first, size));
    }

    private void assemble(Buffer batch, int first, int size) {
        var visited = order;
        batch.targets = targets.select(i -> visited[first + i], size);
        int steps = 0;
        for (int i = 0; i < size; i++) {
            int index = order[first + i];
            batch.timeSteps[i] = sequences.timeSteps(index);
            steps = Math.addExact(steps, batch.timeSteps[i]);
        }
        int values = Math.multiplyExact(steps, sequences.shape().features());
        if (batch.values.length < values) {
            batch.values = new float[values];
        }
        sequences.copyBatch(order, first, size, batch.values);
        batch.size = size;
        if (augmenter.isPresent()) {
            augment(augmenter.get(), batch, first);
        }
    }

    private void augment(Augmenter changes, Buffer batch, int first) {
        int from = 0;
        for (int i = 0; i < batch.size; i++) {
            changes.apply(epoch, order[first + i], batch.values, from, batch.timeSteps[i]);
            from += batch.timeSteps[i] * sequences.shape().features();
        }
    }

    private void await() {
        try {
            assembled.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("Training was interrupted.");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            if (e.getCause() instanceof Error cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    @Override
    public void close() {
        assembler.shutdownNow();
    }
}
