package org.seqnet.engine.trained;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.network.Architecture;
import org.seqnet.engine.network.Embedding;
import org.seqnet.engine.options.Updater;
import org.seqnet.engine.sequence.LabelDomain;
import org.seqnet.engine.sequence.SequenceShape;
import org.seqnet.engine.sequence.Vocabulary;

/**
 * A network that has learned: a value. Its arrays never leave it and never change.
 *
 * <p>Parameters stand in Deeplearning4j's flattened order: symbol embeddings, if there are any; layer after layer; in
 * each its input weights, recurrent weights (both column-major) and biases, the gates of an LSTM in the order cell
 * input, forget, output, input, those of a GRU in the order reset, update, candidate, of which the candidate has a
 * second bias, that of its sum of h. A bidirectional layer has those of its forward direction, then those of the
 * backward one; attention over time has W, outputs x outputs and column-major, b and v ({@code Pooling}). A convolution
 * has its biases first, then its weights, filters x channels x rows x columns; with batch normalization its weights,
 * gammas, betas, moving means and moving variances. The dense layer behind reads channel after channel. Deeplearning4j
 * has no convolutions over time as they are here: theirs stand operation by operation, as their graph
 * ({@link org.seqnet.engine.network.TemporalGraph}) says; of recurrent layers beside them, those come first. Those of
 * an ensemble stand member after member.
 */
public final class TrainedNetwork {
    private final Architecture architecture;
    private final NetworkInput input;
    private final LabelDomain labels;
    private final float[] parameters;
    private final float[] updaterState;
    private final long steps;
    private final Provenance provenance;
    private final String labelName;

    /**
     * Makes a network of its parts; the arrays are copied.
     *
     * @param parameters one finite number for each parameter of the architecture
     * @param updaterState what the updater carries from step to step: one number of each parameter, then the next of
     *     each; may be empty
     * @param steps how many mini-batches have been learned since the updater's state was fresh
     * @throws SeqNetException if the labels or parameters do not fit the architecture, a parameter is not a finite
     *     number or a variance is negative
     */
    public TrainedNetwork(
            Architecture architecture,
            NetworkInput input,
            LabelDomain labels,
            float[] parameters,
            float[] updaterState,
            long steps,
            Provenance provenance) {
        this(provenance, architecture, input, labels, steps, parameters.clone(), updaterState.clone());
    }

    /**
     * Makes a network that has learned nothing here, and keeps the array of parameters, which must never change again:
     * files of large networks are read without a second copy.
     *
     * @throws SeqNetException as the constructor does
     */
    public static TrainedNetwork keeping(
            float[] parameters,
            Architecture architecture,
            NetworkInput input,
            LabelDomain labels,
            Provenance provenance) {
        return new TrainedNetwork(provenance, architecture, input, labels, 0, parameters, new float[0]);
    }

    private TrainedNetwork(
            Provenance provenance,
            Architecture architecture,
            NetworkInput input,
            LabelDomain labels,
            long steps,
            float[] parameters,
            float[] updaterState) {
        this.architecture = Objects.requireNonNull(architecture, "architecture");
        this.input = Objects.requireNonNull(input, "input");
        this.labels = Objects.requireNonNull(labels, "labels");
        this.provenance = Objects.requireNonNull(provenance, "provenance");
        this.parameters = parameters;
        this.updaterState = updaterState;
        this.steps = steps;
        this.labelName = "";
        if (architecture.head().labels() != labels.size()) {
            throw new SeqNetException(String.format(
                    Locale.ROOT,
                    "The network has %,d outputs for %,d labels; each label needs one.",
                    architecture.head().labels(),
                    labels.size()));
        }
        requireVocabulary(architecture, input);
        long expected = architecture.parameterCount(input.preprocessed());
        if (parameters.length != expected) {
            throw new SeqNetException(String.format(
                    Locale.ROOT,
                    "The network has %,d parameters; %s for sequences of %s and %d labels has %,d.",
                    parameters.length,
                    architecture.title(),
                    input.preprocessed(),
                    labels.size(),
                    expected));
        }
        requireFinite("Parameter", this.parameters);
        requireFinite("Optimizer state", this.updaterState);
        architecture.check(this.parameters, input.preprocessed());
        architecture.head().requireFor(input.shape());
        if (steps < 0) {
            throw new SeqNetException("The network's number of trained mini-batches, " + steps + ", is negative.");
        }
    }

    private static void requireVocabulary(Architecture architecture, NetworkInput input) {
        int symbols = architecture.embedding().map(Embedding::symbols).orElse(0);
        int known = input.vocabulary().map(Vocabulary::size).orElse(0);
        if (symbols != known) {
            throw new SeqNetException(String.format(
                    Locale.ROOT,
                    "The network has embeddings of %,d symbols and a vocabulary of %,d; both must be the same.",
                    symbols,
                    known));
        }
    }

    // Shares the arrays, which never change.
    private TrainedNetwork(TrainedNetwork network, Provenance provenance, String labelName) {
        this.architecture = network.architecture;
        this.input = network.input;
        this.labels = network.labels;
        this.parameters = network.parameters;
        this.updaterState = network.updaterState;
        this.steps = network.steps;
        this.provenance = Objects.requireNonNull(provenance, "provenance");
        this.labelName = Objects.requireNonNull(labelName, "labelName");
    }

    /** Returns this network with a name for what its labels say, such as that of the column that it learned from. */
    public TrainedNetwork withLabelName(String name) {
        return name.equals(labelName) ? this : new TrainedNetwork(this, provenance, name);
    }

    /** Returns this network as one that comes from elsewhere. */
    public TrainedNetwork with(Provenance origin) {
        return new TrainedNetwork(this, origin, labelName);
    }

    private static void requireFinite(String what, float[] values) {
        for (int i = 0; i < values.length; i++) {
            if (!Float.isFinite(values[i])) {
                throw new SeqNetException(String.format(
                        Locale.ROOT, "%s %,d of the network is %s, not a finite number.", what, i, values[i]));
            }
        }
    }

    /** Returns how the network is built. */
    public Architecture architecture() {
        return architecture;
    }

    /** Returns what it reads, and what it does with it before its first layer. */
    public NetworkInput input() {
        return input;
    }

    /** Returns the shape of the raw sequences that it reads; of any length if it was trained on several lengths. */
    public SequenceShape inputShape() {
        return input.shape();
    }

    /** Returns the labels in the order of its outputs. */
    public LabelDomain labels() {
        return labels;
    }

    /** Returns the name for what its labels say; empty if it has none. */
    public String labelName() {
        return labelName;
    }

    /** Returns how many mini-batches it has learned since its updater's state was fresh. */
    public long steps() {
        return steps;
    }

    /** Returns where it comes from. */
    public Provenance provenance() {
        return provenance;
    }

    /** Returns the number of its parameters. */
    public int parameterCount() {
        return parameters.length;
    }

    /** Returns a copy of its parameters. */
    public float[] parameters() {
        return parameters.clone();
    }

    /** Puts {@code count} parameters from this place on into a buffer. */
    public void copyParameters(int from, int count, FloatBuffer target) {
        target.put(parameters, from, count);
    }

    /** Returns a copy of its updater's state; empty if it was not kept. */
    public float[] updaterState() {
        return updaterState.clone();
    }

    /** Says whether its updater's state is one that this updater can go on with. */
    public boolean keepsStateOf(Updater updater) {
        return provenance.options().updater() == updater
                && updaterState.length == (long) updater.statePerParameter() * parameters.length;
    }

    /** Says whether {@code other} is a network with the same parts, parameters equal to the bit. */
    @Override
    public boolean equals(Object other) {
        return other instanceof TrainedNetwork that
                && architecture.equals(that.architecture)
                && input.equals(that.input)
                && labels.equals(that.labels)
                && labelName.equals(that.labelName)
                && steps == that.steps
                && Arrays.equals(parameters, that.parameters)
                && Arrays.equals(updaterState, that.updaterState)
                && provenance.equals(that.provenance);
    }

    @Override
    public int hashCode() {
        return Objects.hash(architecture, input, labels, steps, Arrays.hashCode(parameters));
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%s, for sequences of %s and %d labels, %,d parameters",
                architecture.title(),
                input.shape(),
                labels.size(),
                parameters.length);
    }
}
