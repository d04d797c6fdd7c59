package org.seqnet.engine.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.network.SeedStream.Purpose;
import org.seqnet.engine.sequence.InputForm;
import org.seqnet.engine.sequence.SequenceShape;

/**
 * Features of {@value #KERNELS} fixed kernels, convolved over time at several dilations (MiniRocket). A feature is the
 * share of a kernel's outputs that exceed a bias; it is standardized by its mean and deviation over the training
 * sequences. Nothing of it is trained by gradients.
 *
 * <p>A kernel has nine weights: 2 at three places, -1 at the others. There is a kernel for each choice of places. Of
 * several input features, each kernel reads the sum of some at each dilation, which the seed decides on. Sequences may
 * be of any length, shorter than the kernels, too: a kernel meets zeros beyond both ends.
 *
 * <p>Parameters: the biases of all features, their means and their deviations, each dilation by dilation, in each
 * kernel by kernel.
 *
 * <p>Source: Dempster, Schmidt and Webb, KDD 2021, arXiv:2012.08791.
 *
 * @param features the number of features, a multiple of {@value #KERNELS} up to {@value #MOST_FEATURES}
 * @param timeSteps the length that the dilations are made for: a kernel at the widest one spans such a sequence; 0
 *     before it is known from the training sequences
 * @param seed what decides on the input features that a kernel reads, and on the training sequences of the biases
 * @param classifier how the linear layer behind it is fitted
 */
public record Rocket(int features, int timeSteps, long seed, LinearClassifier classifier) implements Encoder {
    /** The number of kernels. */
    public static final int KERNELS = 84;
    /** The number of a kernel's weights. */
    public static final int KERNEL_LENGTH = 9;
    /** The most dilations. */
    public static final int MOST_DILATIONS = 32;
    /** The most input features that a kernel reads at once. */
    public static final int MOST_CHANNELS = 9;
    /** The most features that can be asked for. */
    public static final int MOST_ASKED = 100_000;
    /** The most features. */
    public static final int MOST_FEATURES = MOST_ASKED / KERNELS * KERNELS;

    private static final int[][] PLACES = IntStream.range(0, KERNEL_LENGTH)
            .boxed()
            .flatMap(a -> IntStream.range(a + 1, KERNEL_LENGTH)
                    .boxed()
                    .flatMap(b -> IntStream.range(b + 1, KERNEL_LENGTH).mapToObj(c -> new int[] {a, b, c})))
            .toArray(int[][]::new);

    /**
     * Checks the settings.
     *
     * @throws SeqNetException if one of them is outside its range
     */
    public Rocket {
        Objects.requireNonNull(classifier, "classifier");
        if (features < KERNELS || features > MOST_FEATURES || features % KERNELS != 0) {
            throw new SeqNetException("Number of features: %d is not a multiple of %d from %d to %d."
                    .formatted(features, KERNELS, KERNELS, MOST_FEATURES));
        }
        if (timeSteps < 0) {
            throw new SeqNetException("Reference time steps: " + timeSteps + " is negative.");
        }
    }

    /**
     * Returns what is to be fitted, with as many features as there can be up to a number.
     *
     * @param most the most features, from {@value #KERNELS} to {@value #MOST_ASKED}
     * @throws SeqNetException if it is outside this range
     */
    public static Rocket ofMost(int most, long seed, LinearClassifier classifier) {
        if (most < KERNELS || most > MOST_ASKED) {
            throw new SeqNetException(
                    "Number of features: %d is not between %d and %d.".formatted(most, KERNELS, MOST_ASKED));
        }
        return new Rocket(most / KERNELS * KERNELS, 0, seed, classifier);
    }

    /** Returns this encoder with the length and the classifier that its training sequences decide on. */
    public Rocket fitted(int longest, LinearClassifier fittedBy) {
        return new Rocket(features, longest, seed, fittedBy);
    }

    /** Returns the three places of a kernel's nine whose weight is 2. */
    public static int[] places(int kernel) {
        return PLACES[kernel];
    }

    /**
     * Returns the dilations, from 1 up to the widest at which a kernel is no longer than the reference: powers of two
     * with evenly spread exponents, without their fraction. One that several exponents give has as many more features.
     *
     * @throws IllegalStateException if the length is not known yet
     */
    public List<Dilation> dilations() {
        if (timeSteps == 0) {
            throw new IllegalStateException("The length of the training sequences is not known yet.");
        }
        int each = features / KERNELS;
        int exponents = Math.min(each, MOST_DILATIONS);
        double widest = Math.max(0, Math.log((timeSteps - 1) / (KERNEL_LENGTH - 1.0)) / Math.log(2));
        var steps = new int[exponents];
        // A hair more, so that a power that is a whole number is not taken for the one below.
        Arrays.setAll(steps, i -> (int) (Math.pow(2, widest * i / Math.max(1, exponents - 1)) + 1e-9));
        int[] distinct = Arrays.stream(steps).distinct().toArray();
        var biases = new int[distinct.length];
        for (int d = 0; d < distinct.length; d++) {
            int dilation = distinct[d];
            long times = Arrays.stream(steps).filter(step -> step == dilation).count();
            biases[d] = (int) (times * each / exponents);
        }
        int missing = each - Arrays.stream(biases).sum();
        for (int d = 0; missing > 0; d = (d + 1) % biases.length, missing--) {
            biases[d]++;
        }
        var dilations = new ArrayList<Dilation>();
        for (int d = 0; d < distinct.length; d++) {
            dilations.add(new Dilation(distinct[d], biases[d]));
        }
        return List.copyOf(dilations);
    }

    /**
     * Returns which of so many input features each kernel reads at each dilation, dilation by dilation: 1 to
     * {@value #MOST_CHANNELS} different ones, few more often than many.
     */
    public int[][] channels(int inputs) {
        var stream = new SeedStream(seed, Purpose.ROCKET_CHANNELS);
        double exponent = Math.log(Math.min(inputs, MOST_CHANNELS) + 1.0) / Math.log(2);
        var all = IntStream.range(0, inputs).toArray();
        var channels = new int[dilations().size() * KERNELS][];
        for (int i = 0; i < channels.length; i++) {
            int count = (int) StrictMath.pow(2, exponent * stream.nextDouble());
            for (int c = 0; c < count; c++) {
                int other = c + stream.nextInt(inputs - c);
                int channel = all[other];
                all[other] = all[c];
                all[c] = channel;
            }
            channels[i] = Arrays.copyOf(all, count);
        }
        return channels;
    }

    @Override
    public <T> T fold(
            Function<Recurrent, T> recurrent,
            Function<Convolutional, T> convolutional,
            Function<TemporalConvolutional, T> temporal,
            Function<Composition, T> composition,
            Function<Rocket, T> rocket) {
        return rocket.apply(this);
    }

    @Override
    public InputForm inputForm() {
        return InputForm.SEQUENCES;
    }

    @Override
    public List<LayerSummary> layers(SequenceShape input) {
        var dilated = timeSteps == 0 ? "" : " at " + dilations().size() + " dilations";
        String kind = KERNELS + " kernels" + dilated + ", share above bias";
        return List.of(new LayerSummary("rocket", kind, input.features(), features, 3L * features));
    }

    @Override
    public List<ParameterBlock> parameters(SequenceShape input) {
        return List.of(ParameterBlock.statistics(3L * features));
    }

    @Override
    public int outputs() {
        return features;
    }

    /** Checks that all deviations are positive. */
    @Override
    public void check(float[] parameters, SequenceShape input) {
        for (int i = 2 * features; i < 3 * features; i++) {
            if (!(parameters[i] > 0)) {
                throw new SeqNetException(String.format(
                        Locale.ROOT,
                        "Parameter %,d of the network is %s, but it is the deviation of a feature and must be "
                                + "positive.",
                        i,
                        parameters[i]));
            }
        }
    }

    /** Counts each kernel's nine weights once a time step and dilation, for the sum of what it reads. */
    @Override
    public long operations(SequenceShape input) {
        var known = timeSteps == 0 ? fitted(input.timeSteps(), classifier) : this;
        long weights = (long) known.dilations().size() * KERNELS * KERNEL_LENGTH;
        return Math.multiplyExact(2 * weights, input.timeSteps());
    }

    @Override
    public boolean drops() {
        return false;
    }

    @Override
    public Rocket undropped() {
        return this;
    }

    @Override
    public Rocket varied(double size, OptionalDouble dropout) {
        throw new UnsupportedOperationException("Rocket is not trained by epochs, so nothing searches its settings.");
    }

    @Override
    public List<String> parts() {
        return List.of("MiniRocket, which is fitted at once and cannot be trained further");
    }

    /** Refuses: there is nothing that gradients train. */
    @Override
    public void requireWeightsOf(Encoder network) {
        throw new SeqNetException("MiniRocket is fitted at once and cannot be trained further. Train a new network.");
    }

    @Override
    public String title() {
        return title(classifier.title());
    }

    @Override
    public String titleFor(Head head) {
        return title(fitTitle(head));
    }

    private String title(String fit) {
        return String.format(Locale.ROOT, "MiniRocket, %,d features, %s", features, fit);
    }

    /** Returns what the linear layer below a head is fitted by, such as {@code ridge classifier}. */
    public String fitTitle(Head head) {
        return head.fold(
                classes -> classifier.title(),
                independent -> classifier.title(),
                path -> classifier.title(),
                values -> "ridge regression",
                steps -> classifier.title());
    }
}
