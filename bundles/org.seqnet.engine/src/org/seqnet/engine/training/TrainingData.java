package org.seqnet.engine.training;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.network.Architecture;
import org.seqnet.engine.network.Composition;
import org.seqnet.engine.network.Embedding;
import org.seqnet.engine.network.Encoder;
import org.seqnet.engine.network.Forecast;
import org.seqnet.engine.network.Head;
import org.seqnet.engine.network.LinearClassifier;
import org.seqnet.engine.network.Normalization;
import org.seqnet.engine.network.Rocket;
import org.seqnet.engine.network.ValueLoss;
import org.seqnet.engine.network.Values;
import org.seqnet.engine.options.LearnedLayers;
import org.seqnet.engine.options.TrainingOptions;
import org.seqnet.engine.options.Weighting;
import org.seqnet.engine.sequence.LabelDomain;
import org.seqnet.engine.sequence.LabelSets;
import org.seqnet.engine.sequence.LabelledSequences;
import org.seqnet.engine.sequence.SequenceFacts;
import org.seqnet.engine.sequence.SequenceShape;
import org.seqnet.engine.sequence.StepLabels;
import org.seqnet.engine.sequence.TargetValues;
import org.seqnet.engine.sequence.Vocabulary;
import org.seqnet.engine.sequence.Weights;
import org.seqnet.engine.trained.NetworkInput;
import org.seqnet.engine.trained.TrainedNetwork;

/** Checks, before anything is allocated, that data can be learned from and fits into memory. */
final class TrainingData {
    /*
     * Parameters, gradients, two moments and copies of them: 24 bytes each, so this many take 6 GB. Above it a mistyped
     * setting is likelier than a wish.
     */
    private static final long MOST_PARAMETERS = 250_000_000;
    // A buffer of floats is addressed in bytes by an int.
    private static final long MOST_BATCH_VALUES = (Integer.MAX_VALUE - 64) / Float.BYTES;

    private TrainingData() {}

    /**
     * Checks data and settings.
     *
     * @param input what the network reads
     */
    static void require(
            Architecture architecture,
            TrainingOptions options,
            NetworkInput input,
            LabelledSequences training,
            Optional<LabelledSequences> validation) {
        requireSome(architecture, training.size());
        WholeTruth.of(training).requireLearnable(architecture);
        requirePart(architecture, options, input, training);
        validation.ifPresent(data -> {
            requireSomeToValidate(data.size());
            requireValidation(architecture, input, training, data);
            WholeTruth.of(data).requireMeasurable();
        });
        requireValidationFor(options, validation.isPresent());
    }

    /** Checks that there are validation data if the options need some. */
    static void requireValidationFor(TrainingOptions options, boolean hasValidation) {
        if (options.earlyStopping().isPresent() && !hasValidation) {
            throw new SeqNetException("Early stopping requires validation data. Connect a validation table, or "
                    + "disable early stopping.");
        }
    }

    /** Checks a part of the training data that holds at least one sequence, and the settings. */
    static void requirePart(
            Architecture architecture, TrainingOptions options, NetworkInput input, LabelledSequences training) {
        requireSymbols(architecture, options, input);
        requireComplete("training", input, training);
        architecture.head().requireFor(input.shape());
        requireOptionsFor(architecture, options);
        if (input.preprocessing().hasMask() && isOfImages(architecture)) {
            throw new SeqNetException("Mask features are for sequences; a network of images has no place for them.");
        }
        var shape = input.preprocessed();
        long parameters = parameterCount(architecture, shape);
        if (parameters > MOST_PARAMETERS) {
            throw new SeqNetException(String.format(
                    Locale.ROOT,
                    "%s for sequences of %s would have %,d parameters; the maximum is %,d. Use fewer or smaller "
                            + (architecture.members() > 1 ? "layers, or fewer ensemble members." : "layers."),
                    architecture.title(),
                    shape,
                    parameters,
                    MOST_PARAMETERS));
        }
        // The longest sequences may meet in one mini-batch, or the others be padded to the length of one of them.
        long values = training.preprocessed(input.preprocessing()).sequences().longestValues()
                / shape.features()
                * architecture.encoded(shape).features();
        long batchValues = Math.min(options.batchSize(), training.size()) * values;
        if (batchValues > MOST_BATCH_VALUES) {
            throw new SeqNetException(String.format(
                    Locale.ROOT,
                    "Batch size: %,d sequences of %s are too large for one mini-batch. Use at most %,d.",
                    options.batchSize(),
                    training.sequences().sizes(),
                    MOST_BATCH_VALUES / values));
        }
        options.augmentation().requireFor(architecture.encoder(), shape);
        if (training.truth() instanceof StepLabels) {
            options.augmentation().requireFixedSteps();
        }
    }

    /** Checks that nothing is asked for that networks have which are fitted at once. */
    static void requireFittable(Architecture architecture, TrainingOptions options) {
        var head = architecture.head();
        if (!isClassification(architecture) && !(head instanceof Values)) {
            throw new SeqNetException("MiniRocket predicts one class per sequence, not several labels.");
        }
        if (head instanceof Values values) {
            requireFittable(values, architecture.encoder());
        }
        if (architecture.members() > 1) {
            throw new SeqNetException("Ensemble members: MiniRocket is a single network. Set it to 1.");
        }
        if (!options.augmentation().isNone()
                || options.weighting() != Weighting.EQUAL
                || options.labelSmoothing() > 0
                || options.earlyStopping().isPresent()) {
            throw new SeqNetException("MiniRocket is fitted at once: there is no augmentation, weighting, label "
                    + "smoothing or early stopping.");
        }
    }

    private static void requireFittable(Values values, Encoder encoder) {
        if (!values.loss().equals(ValueLoss.SQUARED)) {
            throw new SeqNetException("MiniRocket predicts numeric values by ridge regression, which minimizes the "
                    + "squared error, not the loss '%s'. Select the squared error."
                            .formatted(values.loss().title()));
        }
        if (encoder instanceof Rocket rocket && rocket.classifier() == LinearClassifier.LOGISTIC) {
            throw new SeqNetException("MiniRocket predicts numeric values by ridge regression; logistic regression "
                    + "predicts classes. Select the ridge classifier or the automatic choice.");
        }
    }

    /** Checks that a network can be trained on with these data. */
    static void requireResumable(
            TrainedNetwork network, Architecture architecture, SequenceFacts training, LabelDomain domain) {
        requireEncoder(network, architecture, training);
        if (!domain.names().equals(network.labels().names())) {
            var names = architecture.head() instanceof Values ? "targets" : "labels";
            throw new SeqNetException(
                    ("The training %s %s differ from the %s of the network to resume, %s. Both must be the same, in "
                                    + "the "
                                    + "same order.")
                            .formatted(names, domain, names, network.labels()));
        }
    }

    /** Checks that a network's encoder can be trained on, or used, with these data. */
    static void requireEncoder(TrainedNetwork network, Architecture architecture, SequenceFacts training) {
        var shape = network.inputShape();
        architecture.requireWeightsOf(network.architecture());
        if (!shape.accepts(training.shape())) {
            throw new SeqNetException(
                    ("The connected network expects sequences of %s, but the training sequences have %s. Reshape "
                                    + "them in the same way as its original training sequences.")
                            .formatted(shape, training.sizes()));
        }
    }

    /**
     * Returns which layers of an architecture learn, and how fast.
     *
     * @param input the shape of the sequences that the first layer reads
     * @throws SeqNetException if more layers are frozen than there are, or some of those that stand side by side
     */
    static LearnedLayers learned(LearnedLayers asked, Architecture architecture, SequenceShape input) {
        var encoder = architecture.encoder();
        int embeddings = architecture.embedding().isPresent() ? 1 : 0;
        int layers = embeddings + encoder.layers(architecture.encoded(input)).size();
        var learned = asked.of(layers);
        if (encoder instanceof Composition && learned.trainsEncoder() && learned.frozen() > embeddings) {
            throw new SeqNetException(
                    "Frozen layers: %d is not possible. The branches of %s read the sequences side by side: "
                                    .formatted(learned.frozen(), encoder.title())
                            + (embeddings > 0
                                    ? "freeze all %d layers, only the embedding (1), or none (0).".formatted(layers)
                                    : "freeze all %d layers, or none (0).".formatted(layers)));
        }
        return learned;
    }

    /** Checks that the encoder of a network is to read windows that are normalized as those that it learned from. */
    static void requireReadAlike(Head learned, Head wanted) {
        if (!normalization(learned).equals(normalization(wanted))) {
            throw new SeqNetException(
                    "The connected network learned from windows with the normalization '%s', but '%s' is selected. "
                                    .formatted(
                                            normalization(learned).title(),
                                            normalization(wanted).title())
                            + "Both must be the same.");
        }
        if (!normalizedFeatures(learned).equals(normalizedFeatures(wanted))) {
            throw new SeqNetException(
                    "The connected network learned from windows in which features %s are normalized, but now features "
                                    .formatted(normalizedFeatures(learned))
                            + "%s would be. Forecast the same target columns.".formatted(normalizedFeatures(wanted)));
        }
    }

    private static Normalization normalization(Head head) {
        return forecast(head).map(Forecast::normalization).orElse(Normalization.NONE);
    }

    private static Set<Integer> normalizedFeatures(Head head) {
        return forecast(head)
                .filter(forecast -> !forecast.normalization().equals(Normalization.NONE))
                .map(forecast -> new TreeSet<>(forecast.features()))
                .orElseGet(TreeSet::new);
    }

    private static Optional<Forecast> forecast(Head head) {
        return head instanceof Values values ? values.forecast() : Optional.empty();
    }

    /** Returns how much each training sequence counts; the mean is 1. */
    static Weights weights(TrainingOptions options, LabelledSequences training) {
        return switch (options.weighting()) {
            case EQUAL -> Weights.EQUAL;
            case BALANCED -> Weights.balanced(training.labels());
            case GIVEN -> training.weights().ofMeanOne();
        };
    }

    /** Returns how much the loss of each validation sequence counts: with balanced weights, all classes the same. */
    static Weights validationWeights(TrainingOptions options, LabelledSequences validation) {
        return options.weighting() == Weighting.BALANCED ? Weights.balanced(validation.labels()) : Weights.EQUAL;
    }

    private static void requireOptionsFor(Architecture architecture, TrainingOptions options) {
        if (options.weighting() == Weighting.BALANCED && !isClassification(architecture)) {
            throw new SeqNetException("Balanced class weights require exactly one label per sequence. Use a weight for "
                    + "each sequence instead.");
        }
        architecture
                .head()
                .<Optional<String>>fold(
                        classes -> Optional.empty(),
                        independent -> Optional.empty(),
                        path -> Optional.of("label paths"),
                        values -> Optional.of("numeric targets"),
                        steps -> Optional.empty())
                .filter(unsmoothed -> options.labelSmoothing() > 0)
                .ifPresent(unsmoothed -> {
                    throw new SeqNetException("Label smoothing is not available for " + unsmoothed + ". Set it to 0.");
                });
    }

    private static void requireSymbols(Architecture architecture, TrainingOptions options, NetworkInput input) {
        int embedded = architecture.embedding().map(Embedding::symbols).orElse(0);
        int known = input.vocabulary().map(Vocabulary::size).orElse(0);
        if (embedded != known) {
            throw new SeqNetException(String.format(
                    Locale.ROOT,
                    "The training sequences consist of %,d different symbols, but the network embeds %,d. Both must be "
                            + "the same.",
                    known,
                    embedded));
        }
        if (embedded > 0 && !options.augmentation().isNone()) {
            throw new SeqNetException("Augmentation changes numbers at random; symbols are none. Disable it.");
        }
    }

    /** Checks that there are training sequences. */
    static void requireSome(Architecture architecture, long trainingSequences) {
        if (trainingSequences == 0) {
            throw new SeqNetException("There are no training sequences. Training requires "
                    + (isClassification(architecture) ? "sequences of at least two classes." : "at least one."));
        }
    }

    private static void requireComplete(String which, NetworkInput input, LabelledSequences data) {
        long missing = data.preprocessed(input.preprocessing()).sequences().missingValues();
        if (missing > 0) {
            throw new SeqNetException(
                    "The %s sequences have missing values (%,d in all), but the network does not fill them in."
                            .formatted(which, missing));
        }
    }

    private static boolean isOfImages(Architecture architecture) {
        return architecture.encoder().readsImages();
    }

    static boolean isClassification(Architecture architecture) {
        return architecture
                .head()
                .fold(classes -> true, independent -> false, path -> false, values -> false, steps -> false);
    }

    private static String names(LabelledSequences training) {
        return training.truth() instanceof TargetValues ? "targets" : "labels";
    }

    private static long parameterCount(Architecture architecture, SequenceShape shape) {
        try {
            return architecture.parameterCount(shape);
        } catch (ArithmeticException overflow) {
            return Long.MAX_VALUE;
        }
    }

    /** Checks that there are validation sequences, where there are to be some. */
    static void requireSomeToValidate(long validationSequences) {
        if (validationSequences == 0) {
            throw new SeqNetException(
                    "There are no validation sequences. Connect a validation table with rows, or none.");
        }
    }

    /** Checks a part of the validation data that holds at least one sequence. */
    static void requireValidation(
            Architecture architecture, NetworkInput input, LabelledSequences training, LabelledSequences validation) {
        requireComplete("validation", input, validation);
        if (!input.shape().accepts(validation.sequences().shape())) {
            throw new SeqNetException(
                    ("The validation sequences have %s, but the training sequences have %s. Reshape both in the "
                                    + "same way.")
                            .formatted(
                                    validation.sequences().sizes(),
                                    training.sequences().sizes()));
        }
        if (isClassification(architecture)
                && !(validation.truth() instanceof LabelSets labels && labels.areClasses())) {
            throw new SeqNetException("Classification requires exactly one label per validation sequence.");
        }
        if (training.truth() instanceof TargetValues values
                && !(validation.truth() instanceof TargetValues others && others.width() == values.width())) {
            throw new SeqNetException("Regression requires %d numeric target values for each validation sequence."
                    .formatted(values.width()));
        }
        if (training.truth() instanceof StepLabels && !(validation.truth() instanceof StepLabels)) {
            throw new SeqNetException("The validation sequences require a label per time step.");
        }
        if (!validation.domain().names().equals(training.domain().names())) {
            var names = names(training);
            throw new SeqNetException(
                    ("The validation %s %s differ from the training %s %s. Both must be the same, in the same order.")
                            .formatted(names, validation.domain(), names, training.domain()));
        }
    }
}
