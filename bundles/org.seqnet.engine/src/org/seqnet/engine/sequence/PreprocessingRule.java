package org.seqnet.engine.sequence;

import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.seqnet.engine.SeqNetException;

/**
 * Says what a network is to do with raw sequences, before the training sequences tell the numbers.
 *
 * @param scale how it scales; if empty, the data decide: bytes as they come from image files are mapped to 0 to 1, what
 *     was scaled before stays as it is, and all else is standardized
 * @param filling what stands in for missing values
 * @param mask whether the network also gets, for each feature, one that is 1 where its value was missing
 */
public record PreprocessingRule(Optional<FeatureScale> scale, Filling filling, boolean mask) {
    /** Leaves sequences as they are. */
    public static final PreprocessingRule NONE =
            new PreprocessingRule(Optional.of(FeatureScale.NONE), Filling.NONE, false);

    /**
     * Checks the settings.
     *
     * @throws SeqNetException if there is a mask of values that must not be missing
     */
    public PreprocessingRule {
        Objects.requireNonNull(scale, "scale");
        Objects.requireNonNull(filling, "filling");
        if (mask && filling == Filling.NONE) {
            throw new SeqNetException(
                    "Mask features require missing values to be filled in. Choose how, or disable the mask.");
        }
    }

    /**
     * Learns from the training sequences. Sums are in double precision and in the order of the sequences. The numbers
     * of symbols are left as they are.
     *
     * @param training raw sequences; at least one
     * @param columns how many features have a scale of their own, {@code f % columns}; the channels of images, else all
     * @param cancelled is asked now and then
     * @throws SeqNetException if values are missing and nothing stands in for them, or are to be scaled as bytes and
     *     are none
     * @throws java.util.concurrent.CancellationException if {@code cancelled} says so
     */
    public Preprocessing learn(Sequences training, int columns, BooleanSupplier cancelled) {
        return learn(new PackedFeatures(training, columns, cancelled), columns);
    }

    /**
     * Learns from training sequences, wherever they are.
     *
     * @param columns how many features have a scale of their own
     * @throws SeqNetException as the other method does
     */
    public Preprocessing learn(FeatureSource training, int columns) {
        var facts = training.facts();
        if (filling == Filling.NONE && facts.missing() > 0) {
            throw new SeqNetException(
                    "The training sequences have missing values (%,d in all). Choose how to fill them in."
                            .formatted(facts.missing()));
        }
        var chosen = scale.orElseGet(() -> fitting(facts));
        var means = filling == Filling.NONE ? new double[0] : training.moments().means();
        var shifts = new double[chosen == FeatureScale.NONE ? 0 : chosen == FeatureScale.BYTES ? 1 : columns];
        var factors = new double[shifts.length];
        switch (chosen) {
            case NONE -> {}
            case BYTES -> scaleBytes(facts, shifts, factors);
            case STANDARDIZE -> training.moments().standardize(shifts, factors);
            case RANGE -> training.moments().range(shifts, factors);
            case ROBUST -> training.moments().robust(training.quartiles(), shifts, factors);
        }
        if (facts.areSymbols()) {
            Arrays.fill(shifts, 0, Math.min(1, shifts.length), 0);
            Arrays.fill(factors, 0, Math.min(1, factors.length), 1);
            Arrays.fill(means, 0, Math.min(1, means.length), Vocabulary.UNKNOWN);
        }
        return new Preprocessing(chosen, shifts, factors, filling, means, mask);
    }

    /** Says whether a preprocessing is one that this rule may learn. */
    public boolean allows(Preprocessing preprocessing) {
        return scale.map(preprocessing.scale()::equals).orElse(true)
                && filling == preprocessing.filling()
                && mask == preprocessing.hasMask();
    }

    private static FeatureScale fitting(SequenceFacts training) {
        if (!training.areSymbols() && training.rawBytes().isPresent()) {
            return FeatureScale.BYTES;
        }
        var before = training.prepared().how(Preparation.SCALING);
        boolean isScaled =
                training.areScaled() || before.isPresent() && !before.get().equals(Preparation.UNSCALED);
        return isScaled ? FeatureScale.NONE : FeatureScale.STANDARDIZE;
    }

    private static void scaleBytes(SequenceFacts training, double[] shifts, double[] factors) {
        var type = Optional.of(training)
                .filter(sequences -> !sequences.areSymbols())
                .flatMap(SequenceFacts::rawBytes)
                .orElseThrow(() -> new SeqNetException(
                        "The training sequences are not unscaled bytes. Choose another way to scale them."));
        shifts[0] = type.minimum();
        // as an affine of the tensor has it, so that both give the same floats
        factors[0] = (float) (1.0 / (type.maximum() - type.minimum()));
    }
}
