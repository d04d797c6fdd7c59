package org.seqnet.cudnn.network;

import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CancellationException;
import org.seqnet.cudnn.card.Card;
import org.seqnet.cudnn.card.DeviceMemory;
import org.seqnet.cudnn.card.PinnedMemory;
import org.seqnet.cudnn.card.Queue;
import org.seqnet.cudnn.card.Recording;
import org.seqnet.cudnn.card.Staging;
import org.seqnet.cudnn.layer.CardBatch;
import org.seqnet.cudnn.layer.CardTargets;
import org.seqnet.cudnn.layer.Mode;
import org.seqnet.engine.accelerator.Figures;
import org.seqnet.engine.accelerator.Learning;
import org.seqnet.engine.accelerator.LearningPlan;
import org.seqnet.engine.network.SeedStream;
import org.seqnet.engine.network.SeedStream.Purpose;
import org.seqnet.engine.network.ValueErrors;
import org.seqnet.engine.sequence.Sequences;

/**
 * A network that learns on a graphics card, where all that it needs stays until it is closed: parameters, what the
 * updater carries, and the training sequences if there is room for them.
 *
 * <p>A step only queues work, and the processor runs ahead of the card by some steps; what a step needs of the host
 * goes along as arguments of the first kernel. Mini-batches of equal shape are recorded once as a CUDA graph.
 */
final class CudnnLearning implements Learning {
    /** As in control.h. */
    private static final int CONTROL = 40;

    private static final int FIGURES = 24;
    private static final int STAGED = 4 << 20;
    /** How much of the free memory the training sequences may take; cuDNN and other learners need some, too. */
    private static final double MOST_OF_FREE = 0.8;

    private final LearningPlan plan;
    private final Sequences sequences;
    private final int batchSize;
    private final boolean drops;
    private final Queue queue;
    private final Lead lead;
    private final CardNetwork network;
    private final TrainingTargets targets;
    private final CardUpdate update;
    private final BatchInputs inputs;
    private final DeviceMemory control;
    private final DeviceMemory lengths;
    private final DeviceMemory seeds;
    private final CardTargets taught;
    private final DeviceMemory figures;
    private final PinnedMemory figuresHere;

    private int[] order = new int[0];
    private SeedStream dropout;
    private int first;
    private int number;
    private long sequencesSince;
    private double weightsSince;
    private boolean hasComputed;
    private boolean hasRecorded;
    private Optional<Recording> recording = Optional.empty();

    /**
     * Begins a training.
     *
     * @throws org.seqnet.engine.SeqNetException if the card has no room for it, or fails
     * @throws IllegalArgumentException if a card does not compute such a network
     */
    CudnnLearning(Card card, LearningPlan plan) {
        this(card, plan, MOST_OF_FREE);
    }

    /**
     * @param mostOfFree how much of the free memory the training sequences may take; otherwise mini-batches are
     *     uploaded
     */
    CudnnLearning(Card card, LearningPlan plan, double mostOfFree) {
        this.plan = plan;
        this.sequences = plan.sequences();
        this.batchSize = Math.min(plan.options().batchSize(), sequences.size());
        this.drops = plan.trainsEncoder() && plan.architecture().encoder().drops();
        this.dropout = new SeedStream(plan.options().seed(), Purpose.DROPOUT, 1);
        this.queue = card.queue();
        try {
            this.lead = new Lead(queue);
            var staging = queue.staging(STAGED);
            this.network = new CardNetwork(queue, plan.architecture(), plan.input(), plan.trainsEncoder());
            staging.upload(plan.parameters(), plan.parameters().length, network.parameters());
            network.placeParameters();
            this.control = queue.allocate(CONTROL);
            this.lengths = queue.allocate(Integer.BYTES * (long) batchSize);
            int drawn = drops ? Math.multiplyExact(network.members(), batchSize) : 0;
            this.seeds = queue.allocate(Long.BYTES * (long) drawn);
            this.figures = queue.allocate(FIGURES);
            this.figuresHere = queue.pinned(FIGURES);
            queue.clear(figures.address(), FIGURES / Float.BYTES);
            this.targets = new TrainingTargets(queue, staging, sequences, plan.targets());
            this.taught = targets.on(control.address());
            this.update = new CardUpdate(queue, staging, network, plan, control.address());
            var arrangement = arrangement();
            network.expect(plan.targets().labels());
            network.prepare(largestBatch(), Mode.TRAINING);
            this.inputs = inputs(staging, arrangement, mostOfFree);
        } catch (RuntimeException | Error e) {
            queue.close();
            throw e;
        }
    }

    /** Returns a mini-batch as large as one can be: the longest sequences may meet, or others be padded to one. */
    private CardBatch largestBatch() {
        int longest =
                Math.toIntExact(sequences.longestValues() / sequences.shape().features());
        var timeSteps = new int[batchSize];
        Arrays.fill(timeSteps, longest);
        return new CardBatch(batchSize, longest, timeSteps, isOfOneLength(), lengths.address(), seeds(0, batchSize));
    }

    private boolean isOfOneLength() {
        return !sequences.shape().isAnyLength();
    }

    private Arrangement arrangement() {
        var image = HostBatch.image(plan.architecture(), plan.input());
        int features = sequences.shape().features();
        return new Arrangement(queue, image, features, control.address(), batchSize, sequences.longestValues());
    }

    private BatchInputs inputs(Staging staging, Arrangement arrangement, double mostOfFree) {
        int features = sequences.shape().features();
        long values = Math.multiplyExact(batchSize, sequences.longestValues());
        boolean fits =
                ResidentInputs.bytes(sequences) <= mostOfFree * queue.card().freeBytes();
        return fits && plan.options().augmentation().isNone()
                ? new ResidentInputs(queue, staging, sequences, arrangement, targets.order())
                : new UploadedInputs(queue, plan.batches(), arrangement, features, batchSize, values);
    }

    @Override
    public String device() {
        return "GPU, " + queue.card().name();
    }

    @Override
    public int batches() {
        return (sequences.size() + batchSize - 1) / batchSize;
    }

    @Override
    public void beginEpoch(int epoch, int[] newOrder) {
        queue.enter();
        order = newOrder;
        first = 0;
        number = 0;
        dropout = new SeedStream(plan.options().seed(), Purpose.DROPOUT, epoch);
        targets.beginEpoch(order);
        inputs.beginEpoch(epoch, order);
    }

    @Override
    public void step(double learningRate) {
        if (Thread.currentThread().isInterrupted()) {
            throw new CancellationException("Training was canceled.");
        }
        queue.enter();
        lead.begin();
        var batch = nextBatch();
        inputs.next();
        begin(batch, learningRate);
        if (batch.size() == batchSize && isOfOneLength()) {
            learnRecorded(batch);
        } else {
            learnAnew(batch);
        }
        lead.end();
        first += batch.size();
    }

    private CardBatch nextBatch() {
        int size = Math.min(batchSize, order.length - first);
        var timeSteps = new int[size];
        int longest = 0;
        for (int n = 0; n < size; n++) {
            timeSteps[n] = sequences.timeSteps(order[first + n]);
            longest = Math.max(longest, timeSteps[n]);
        }
        int most = longest;
        boolean equal = Arrays.stream(timeSteps).allMatch(steps -> steps == most);
        return new CardBatch(size, longest, timeSteps, equal, lengths.address(), seeds(0, size));
    }

    /** Returns the address of a member's seeds for a mini-batch; 0 if nothing is dropped. */
    private long seeds(int member, int size) {
        return drops ? seeds.address() + Long.BYTES * (long) member * size : 0;
    }

    /** Queues what the kernels of a mini-batch are to know of it. */
    private void begin(CardBatch batch, double learningRate) {
        int size = batch.size();
        double weight = 0;
        for (int n = 0; n < size; n++) {
            weight += plan.targets().weights().get(order[first + n]);
        }
        double clipping = plan.options().gradientClipping();
        var factors = update.next(learningRate);
        number++;
        queue.launchFor(
                "beginBatch",
                (long) network.members() * size,
                control.address(),
                first,
                number,
                factors.length(),
                factors.correction(),
                factors.share(),
                1.0 / size,
                clipping * (weight / size),
                targets.order(),
                targets.timeSteps(),
                size,
                lengths.address(),
                dropout.place(),
                network.members(),
                seeds(0, size));
        for (int n = 0; drops && n < size; n++) {
            dropout.nextLong();
        }
        sequencesSince += size;
        weightsSince += weight;
    }

    /** Queues a mini-batch. */
    private void learn(CardBatch batch) {
        long x = inputs.arrange(batch);
        for (int member = 0; member < network.members(); member++) {
            network.differentiate(member, of(batch, member), x, taught, figures.address());
            update.apply(member);
        }
    }

    private CardBatch of(CardBatch batch, int member) {
        return new CardBatch(
                batch.size(),
                batch.longest(),
                batch.timeSteps(),
                batch.equal(),
                batch.lengths(),
                seeds(member, batch.size()));
    }

    private void learnAnew(CardBatch batch) {
        network.prepare(batch, Mode.TRAINING);
        learn(batch);
        hasComputed = true;
    }

    /** As {@link #learnAnew}, by one call from the second time on: libraries load what they need at the first. */
    private void learnRecorded(CardBatch batch) {
        boolean isOutdated = recording.isPresent() && !recording.get().holds();
        if (hasComputed && (!hasRecorded || isOutdated)) {
            hasRecorded = true;
            network.prepare(batch, Mode.TRAINING);
            recording = queue.record(() -> learn(batch));
        }
        if (recording.isPresent()) {
            recording.get().launch();
        } else {
            learnAnew(batch);
        }
    }

    @Override
    public Figures figures() {
        queue.enter();
        queue.download(figures.address(), figuresHere, 0, FIGURES);
        queue.clear(figures.address(), FIGURES / Float.BYTES);
        queue.synchronize();
        var sums = new double[2];
        var failed = new int[1];
        figuresHere.read(0, sums, 0, 2);
        figuresHere.read(Double.BYTES * 2, failed, 0, 1);
        int members = network.members();
        var read = new Figures(
                sequencesSince,
                weightsSince,
                sums[0] / members,
                sums[1] / members,
                ValueErrors.NONE,
                failed[0] == 0 ? OptionalInt.empty() : OptionalInt.of(failed[0]));
        sequencesSince = 0;
        weightsSince = 0;
        return read;
    }

    @Override
    public float[] parameters(Which which) {
        queue.enter();
        return update.parameters(which);
    }

    @Override
    public float[] updaterState() {
        queue.enter();
        return update.state();
    }

    @Override
    public long steps() {
        return update.steps();
    }

    @Override
    public void close() {
        queue.close();
    }
}
