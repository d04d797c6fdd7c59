package org.seqnet.cudnn.network;

import java.util.Arrays;
import java.util.Objects;
import org.seqnet.cudnn.card.Card;
import org.seqnet.cudnn.card.DeviceMemory;
import org.seqnet.cudnn.card.PinnedMemory;
import org.seqnet.cudnn.card.PinnedRoom;
import org.seqnet.cudnn.card.Queue;
import org.seqnet.cudnn.card.Room;
import org.seqnet.cudnn.layer.Mode;
import org.seqnet.cudnn.network.HostBatch.HostTargets;
import org.seqnet.engine.kernel.MiniBatch;
import org.seqnet.engine.kernel.NetworkKernel;
import org.seqnet.engine.kernel.Outcome;
import org.seqnet.engine.kernel.SequenceSource;
import org.seqnet.engine.network.Architecture;
import org.seqnet.engine.network.SeedStream;
import org.seqnet.engine.sequence.SequenceShape;

/** Computes a network on a graphics card, by parameters and for results on the heap. */
final class CudnnKernel implements NetworkKernel {
    /** As in control.h: the loss, how many were right, the first failed mini-batch. */
    private static final int FIGURES = 24;

    private final Architecture architecture;
    private final SequenceShape shape;
    private final boolean drops;
    private final Queue queue;
    private final CardNetwork network;
    private final HostBatch sequences;
    private final HostTargets targets;
    private final PinnedMemory parametersOut;
    private final PinnedRoom results;
    private final Room outputs;
    private final Room flat;
    private final DeviceMemory figures;
    private float[] values = new float[0];

    /**
     * Makes room for a network on a card.
     *
     * @param trainsEncoder whether {@link #differentiate} trains all layers; otherwise the encoder computes as in
     *     prediction, and its gradients are 0
     * @throws org.seqnet.engine.SeqNetException if the card has no room for it, or fails
     * @throws IllegalArgumentException if a card does not compute such a network
     */
    CudnnKernel(Card card, Architecture architecture, SequenceShape input, boolean trainsEncoder) {
        this.architecture = architecture;
        this.shape = input;
        this.drops = trainsEncoder && architecture.encoder().drops();
        this.queue = card.queue();
        try {
            this.network = new CardNetwork(queue, architecture, input, trainsEncoder);
            this.sequences = new HostBatch(queue, architecture, input);
            this.targets = new HostTargets(queue);
            this.parametersOut = queue.pinned(4L * parameterCount());
            this.results = queue.pinnedRoom();
            this.outputs = queue.room();
            this.flat = queue.room();
            this.figures = queue.allocate(FIGURES);
        } catch (RuntimeException | Error e) {
            queue.close();
            throw e;
        }
    }

    @Override
    public int parameterCount() {
        return Math.multiplyExact(network.members(), network.parameterCount());
    }

    @Override
    public void load(float[] parameters) {
        requireAll(parameters);
        queue.enter();
        upload(parameters);
    }

    private void upload(float[] parameters) {
        queue.synchronize();
        parametersOut.write(0, parameters, 0, parameterCount());
        queue.upload(parametersOut, 0, network.parameters(), 4L * parameterCount());
        network.placeParameters();
    }

    @Override
    public void predict(SequenceSource source, int[] timeSteps, int count, float[] target, int offset) {
        int members = network.members();
        int size = read(source, timeSteps, count);
        predictMembers(0, members);
        var all = new float[members * size];
        results.of(4L * all.length).read(0, all, 0, all.length);
        for (int i = 0; i < size; i++) {
            float sum = all[i];
            for (int member = 1; member < members; member++) {
                sum += all[member * size + i];
            }
            target[offset + i] = members == 1 ? sum : sum / members;
        }
    }

    @Override
    public void predictMember(
            int member, SequenceSource source, int[] timeSteps, int count, float[] target, int offset) {
        Objects.checkIndex(member, network.members());
        int size = read(source, timeSteps, count);
        predictMembers(member, member + 1);
        results.of(4L * size).read(0, target, offset, size);
    }

    /** Uploads sequences, and returns how many values the network gives for them. */
    private int read(SequenceSource source, int[] timeSteps, int count) {
        queue.enter();
        int steps = Arrays.stream(timeSteps, 0, count).reduce(0, Math::addExact);
        int needed = Math.multiplyExact(steps, shape.features());
        if (values.length < needed) {
            values = new float[needed];
        }
        int at = 0;
        for (int n = 0; n < count; n++) {
            source.copyTo(n, values, at);
            at += timeSteps[n] * shape.features();
        }
        sequences.upload(values, timeSteps, count, new long[0]);
        return Math.multiplyExact(count, architecture.head().outputs());
    }

    private void predictMembers(int from, int to) {
        var batch = sequences.batch();
        long bytes = 4L * batch.size() * architecture.head().outputs();
        long output = outputs.of((to - from) * bytes);
        network.prepare(batch, Mode.PREDICTION);
        for (int member = from; member < to; member++) {
            network.predict(member, batch, sequences.input(), output + (member - from) * bytes);
        }
        queue.download(output, results.of((to - from) * bytes), 0, (to - from) * bytes);
        queue.synchronize();
    }

    @Override
    public int batchSize(int asked) {
        return asked;
    }

    @Override
    public Outcome differentiate(float[] parameters, MiniBatch batch, SeedStream dropout, float[] gradients) {
        batch.require(shape.features());
        requireAll(parameters);
        queue.enter();
        upload(parameters);
        int count = network.parameterCount();
        int members = network.members();
        network.expect(batch.targets().labels());
        var taught = targets.upload(batch.targets(), batch.size());
        long target = flat.ofFloats((long) members * count);
        queue.clear(figures.address(), FIGURES / 4);
        // The first member last, as the engine's EnsembleKernel draws what is dropped.
        for (int member = members - 1; member >= 0; member--) {
            var stream = member == 0 || !drops ? dropout : dropout.branch(member);
            sequences.upload(batch.values(), batch.timeSteps(), batch.size(), seeds(stream, batch.size()));
            network.prepare(sequences.batch(), Mode.TRAINING);
            network.differentiate(member, sequences.batch(), sequences.input(), taught, figures.address());
            queue.launchFor(
                    "gatherGradients",
                    count,
                    network.gradients(),
                    network.places(),
                    count,
                    target + 4L * member * count);
        }
        return outcome(target, gradients);
    }

    /** Draws a seed for each sequence, as the engine does. */
    private long[] seeds(SeedStream stream, int size) {
        var seeds = new long[drops ? size : 0];
        Arrays.setAll(seeds, n -> stream.nextLong());
        return seeds;
    }

    private Outcome outcome(long flatGradients, float[] gradients) {
        long bytes = 4L * parameterCount();
        var pinned = results.of(bytes + FIGURES);
        queue.download(figures.address(), pinned, 0, FIGURES);
        queue.download(flatGradients, pinned, FIGURES, bytes);
        queue.synchronize();
        var numbers = new double[2];
        pinned.read(0, numbers, 0, 2);
        pinned.read(FIGURES, gradients, 0, parameterCount());
        return new Outcome(numbers[0] / network.members(), numbers[1] / network.members());
    }

    @Override
    public void close() {
        queue.close();
    }
}
