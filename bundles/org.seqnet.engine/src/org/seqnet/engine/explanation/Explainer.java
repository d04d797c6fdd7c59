package org.seqnet.engine.explanation;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.accelerator.Accelerator;
import org.seqnet.engine.accelerator.Accelerators;
import org.seqnet.engine.accelerator.Job;
import org.seqnet.engine.backend.Memory;
import org.seqnet.engine.kernel.Precision;
import org.seqnet.engine.kernel.SequenceSource;
import org.seqnet.engine.network.Architecture;
import org.seqnet.engine.network.Pooling;
import org.seqnet.engine.network.dl4j.LiveNetwork;
import org.seqnet.engine.sequence.Sequences;
import org.seqnet.engine.trained.TrainedNetwork;

/**
 * Tells which values of a sequence a network's prediction rests on. What is explained is the probability of a label,
 * and not its logit: it is what the network states, shares of it can be compared from row to row, and a logit says
 * nothing without those of the other classes.
 *
 * <p>For one thread at a time; each call spreads over the cores.
 */
public final class Explainer implements AutoCloseable {
    private static final int BATCH_SIZE = 1000;
    /** How many values, and how many time steps, are differentiated at once, or those of one sequence. */
    private static final int BATCH_VALUES = 1 << 20;

    private static final int BATCH_STEPS = 1 << 14;

    private final TrainedNetwork network;
    private final Sequences raw;
    private final Sequences preprocessed;
    private final Method method;
    private final float[] baselineStep;
    private final int width;
    private final int outputs;
    private final LiveNetwork live;
    private final Optional<ProbabilityGradients> gradients;

    private Explainer(
            TrainedNetwork network,
            Sequences raw,
            Method method,
            Baseline baseline,
            LiveNetwork live,
            Optional<ProbabilityGradients> gradients) {
        this.network = network;
        this.raw = raw;
        this.method = method;
        this.preprocessed = network.input().applied(raw);
        this.baselineStep = baseline.step(raw, network.input().preprocessing());
        this.width = baselineStep.length;
        this.outputs = network.architecture().head().outputs();
        this.live = live;
        this.gradients = gradients;
    }

    /**
     * Makes ready to explain what a network predicts for some sequences.
     *
     * @param threads how many threads compute; 0 means one for each core
     * @throws SeqNetException if the network predicts paths of labels or has no gradients where the method needs them,
     *     or the sequences do not fit it
     */
    public static Explainer of(TrainedNetwork network, Sequences raw, Method method, Baseline baseline, int threads) {
        requireExplainable(network.architecture(), method);
        if (!network.inputShape().accepts(raw.shape())) {
            throw new SeqNetException(
                    "The sequences have %s; the network expects %s. Reshape them in the same way as the training data."
                            .formatted(raw.sizes(), network.inputShape()));
        }
        if (network.input().applied(raw).missingValues() > 0) {
            throw new SeqNetException(("The sequences have missing values (%,d in all), but the network was trained "
                            + "without filling them in.")
                    .formatted(raw.missingValues()));
        }
        return computed(network, () -> {
            var architecture = network.architecture();
            var input = network.input().preprocessed();
            var live = LiveNetwork.of(
                    accelerator(network, raw, method, threads),
                    architecture,
                    input,
                    network.parameters(),
                    threads,
                    Precision.SINGLE);
            var gradients = Optional.<ProbabilityGradients>empty();
            try {
                gradients = method instanceof Method.IntegratedGradients
                        ? Optional.of(live.computing(() -> new ProbabilityGradients(
                                architecture,
                                input,
                                network.parameters(),
                                Accelerators.ofProcess().threads(threads))))
                        : gradients;
                return new Explainer(network, raw, method, baseline, live, gradients);
            } catch (RuntimeException | OutOfMemoryError e) {
                gradients.ifPresent(ProbabilityGradients::close);
                live.close();
                throw e;
            }
        });
    }

    /** Returns what computes, if not the processor: that alone has gradients of values, and answers beside them. */
    private static Optional<Accelerator> accelerator(
            TrainedNetwork network, Sequences raw, Method method, int threads) {
        return method instanceof Method.Occlusion occlusion
                ? Accelerators.ofProcess()
                        .choose(job(network, raw, occlusion, threads))
                        .accelerator()
                : Optional.empty();
    }

    /** Each sequence is answered for its own, then beside the baseline, and once for each patch, in batches. */
    static Job job(TrainedNetwork network, Sequences raw, Method.Occlusion occlusion, int threads) {
        var input = network.input().preprocessed();
        int features = raw.shape().features();
        int channels = network.architecture().encoder().inputForm().channels();
        double patches = IntStream.range(0, raw.size())
                .mapToDouble(n -> Patch.count(occlusion, raw.timeSteps(n), features, channels))
                .sum();
        return Job.answering(
                network.architecture(),
                input,
                Job.meanSteps(input, raw, 0, raw.size()),
                (int) Math.max(1, Math.min(BATCH_SIZE, patches / Math.max(1, raw.size()))),
                Accelerators.ofProcess().threads(threads),
                3.0 * raw.size() + patches);
    }

    /**
     * Makes sure that the predictions of a network can be explained.
     *
     * @throws SeqNetException if it predicts paths of labels, or has no gradients where the method needs them
     */
    public static void requireExplainable(Architecture network, Method method) {
        network.head()
                .<Optional<String>>fold(
                        classes -> Optional.empty(),
                        independent -> Optional.empty(),
                        path -> Optional.of("The network predicts its labels one after another, as a path."),
                        values -> Optional.of("The network " + values.purpose() + "."),
                        steps -> Optional.of("The network " + steps.purpose() + "."))
                .ifPresent(reason -> {
                    throw new SeqNetException(reason
                            + " Only networks that predict a class, or each label independently, can be explained.");
                });
        boolean hasGradients = network.encoder()
                .fold(recurrent -> true, convolutional -> true, temporal -> true, composition -> true, rocket -> false);
        if (method instanceof Method.IntegratedGradients && !hasGradients) {
            throw new SeqNetException("Integrated gradients are not available for this network (%s). Choose occlusion."
                    .formatted(network.encoder().title()));
        }
        if (method instanceof Method.IntegratedGradients && network.embedding().isPresent()) {
            throw new SeqNetException("Integrated gradients are not available for networks that read symbols. Choose "
                    + "occlusion, which replaces symbols by the unknown symbol.");
        }
    }

    private <T> T applied(Supplier<T> work) {
        return computed(network, () -> live.computing(work));
    }

    private static <T> T computed(TrainedNetwork network, Supplier<T> work) {
        return Memory.enoughFor(() -> "Explaining " + network, work);
    }

    /**
     * Returns the probabilities of all sequences, N x K row-major, as {@code Classifier} does.
     *
     * @param cancelled is asked before each batch
     * @throws CancellationException if {@code cancelled} says so
     */
    public float[] probabilities(BooleanSupplier cancelled) {
        return applied(() -> predict(preprocessed::copyTo, preprocessed.timeSteps(0, raw.size()), cancelled));
    }

    /**
     * Explains the probability of a label for one of the sequences.
     *
     * @param cancelled is asked before each batch
     * @return empty if numbers grow too large in the network
     * @throws CancellationException if {@code cancelled} says so
     */
    public Optional<Explanation> explain(int sequence, int label, BooleanSupplier cancelled) {
        return applied(() -> {
            int timeSteps = preprocessed.timeSteps(sequence);
            var values = new float[timeSteps * width];
            preprocessed.copyTo(sequence, values, 0);
            var baseline = baseline(timeSteps);
            var both = List.of(values, baseline);
            SequenceSource source =
                    (index, target, at) -> System.arraycopy(both.get(index), 0, target, at, values.length);
            var probabilities = predict(source, new int[] {timeSteps, timeSteps}, cancelled);
            float probability = probabilities[label];
            var shares = method instanceof Method.Occlusion occlusion
                    ? occluded(values, timeSteps, label, probability, occlusion, cancelled)
                    : integrated(values, baseline, timeSteps, label, cancelled);
            var explanation = new Explanation(shares, probability, probabilities[outputs + label]);
            return isFinite(explanation) ? Optional.of(explanation) : Optional.empty();
        });
    }

    /**
     * Returns how much each time step of a sequence counts in a network with attention pooling.
     *
     * @param cancelled is asked before
     * @return weights that sum to 1; empty if the network has no attention pooling
     * @throws CancellationException if {@code cancelled} says so
     */
    public Optional<float[]> attention(int sequence, BooleanSupplier cancelled) {
        boolean attends = network.architecture()
                .encoder()
                .fold(
                        recurrent -> recurrent.pooling() == Pooling.ATTENTION,
                        convolutional -> false,
                        temporal -> false,
                        composition -> false,
                        rocket -> false);
        return attends
                ? Optional.of(applied(() -> live.attention(preprocessed, sequence, 1, 1, cancelled))
                        .get(0))
                : Optional.empty();
    }

    private float[] baseline(int timeSteps) {
        var baseline = new float[timeSteps * width];
        for (int t = 0; t < timeSteps; t++) {
            System.arraycopy(baselineStep, 0, baseline, t * width, width);
        }
        return baseline;
    }

    private static boolean isFinite(Explanation explanation) {
        double sum = explanation.probability() + explanation.baselineProbability();
        for (float share : explanation.shares()) {
            sum += share;
        }
        return Double.isFinite(sum);
    }

    private float[] predict(SequenceSource source, int[] timeSteps, BooleanSupplier cancelled) {
        var probabilities = new float[Math.multiplyExact(timeSteps.length, outputs)];
        long longest = Math.max(1, (long) Arrays.stream(timeSteps).max().orElse(0) * width);
        // One batch must fit into one native buffer, as in the classifier.
        int batch = (int) Math.max(1, Math.min(BATCH_SIZE, 100_000_000 / longest));
        live.classify(source, timeSteps, batch, probabilities, cancelled);
        return probabilities;
    }

    private float[] integrated(float[] values, float[] baseline, int timeSteps, int label, BooleanSupplier cancelled) {
        int steps = ((Method.IntegratedGradients) method).steps();
        var sums = new double[values.length];
        int most = Math.max(1, Math.min(BATCH_VALUES / values.length, BATCH_STEPS / timeSteps));
        for (int from = 0; from < steps; from += most) {
            if (cancelled.getAsBoolean()) {
                throw new CancellationException("The explanation was canceled.");
            }
            int count = Math.min(most, steps - from);
            var line = new float[count * values.length];
            for (int n = 0, k = 0; n < count; n++) {
                float share = (from + n + 0.5f) / steps;
                for (int i = 0; i < values.length; i++, k++) {
                    line[k] = baseline[i] + share * (values[i] - baseline[i]);
                }
            }
            gradients.orElseThrow().add(line, count, timeSteps, label, sums);
        }
        for (int i = 0; i < sums.length; i++) {
            sums[i] *= ((double) values[i] - baseline[i]) / steps;
        }
        return ofRawFeatures(sums, timeSteps);
    }

    /** Adds the shares of mask features to those of the features that they belong to. */
    private float[] ofRawFeatures(double[] shares, int timeSteps) {
        int features = raw.shape().features();
        var all = new float[timeSteps * features];
        for (int t = 0; t < timeSteps; t++) {
            for (int f = 0; f < features; f++) {
                double share = shares[t * width + f];
                all[t * features + f] = (float) (width > features ? share + shares[t * width + features + f] : share);
            }
        }
        return all;
    }

    private float[] occluded(
            float[] values,
            int timeSteps,
            int label,
            float probability,
            Method.Occlusion occlusion,
            BooleanSupplier cancelled) {
        int features = raw.shape().features();
        int channels = network.architecture().encoder().inputForm().channels();
        var patches = Patch.of(occlusion, timeSteps, features, channels);
        SequenceSource source = (index, target, at) -> {
            System.arraycopy(values, 0, target, at, values.length);
            patches.get(index).occlude(target, at, width, features, baselineStep);
        };
        var lengths = new int[patches.size()];
        Arrays.fill(lengths, timeSteps);
        var probabilities = predict(source, lengths, cancelled);
        var sums = new double[timeSteps * features];
        var counts = new int[sums.length];
        for (int i = 0; i < patches.size(); i++) {
            var patch = patches.get(i);
            double fall = (double) probability - probabilities[i * outputs + label];
            for (int t = patch.step(); t < patch.step() + patch.steps(); t++) {
                for (int f = patch.feature(); f < patch.feature() + patch.features(); f++) {
                    sums[t * features + f] += fall;
                    counts[t * features + f]++;
                }
            }
        }
        var shares = new float[sums.length];
        for (int i = 0; i < shares.length; i++) {
            shares[i] = (float) (sums[i] / counts[i]);
        }
        return shares;
    }

    @Override
    public void close() {
        live.close();
        gradients.ifPresent(ProbabilityGradients::close);
    }
}
