package org.seqnet.spark.app;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.network.Architecture;
import org.seqnet.engine.network.Classes;
import org.seqnet.engine.network.Encoder;
import org.seqnet.engine.network.Head;
import org.seqnet.engine.network.IndependentLabels;
import org.seqnet.engine.network.Standard;
import org.seqnet.engine.network.StepClasses;
import org.seqnet.engine.network.Values;
import org.seqnet.engine.options.TrainingOptions;
import org.seqnet.engine.sequence.Filling;
import org.seqnet.engine.sequence.LabelDomain;
import org.seqnet.spark.Recipe;
import org.seqnet.spark.app.LearnedArguments.Kind;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.ParseResult;

/** All that says which network is trained, and how: the arguments that make a {@link Recipe}. */
final class RecipeArguments {
    @ArgGroup(validate = false, heading = "%nWhat is learned (one of the first five is required)%n")
    private LearnedArguments learned = new LearnedArguments();

    @ArgGroup(validate = false, heading = "%nNetwork%n")
    private NetworkArguments network = new NetworkArguments();

    @ArgGroup(validate = false, heading = "%nRecurrent networks%n")
    private RecurrentArguments recurrent = new RecurrentArguments();

    @ArgGroup(validate = false, heading = "%nConvolutions over time%n")
    private TemporalArguments temporal = new TemporalArguments();

    @ArgGroup(validate = false, heading = "%nConvolutions over images%n")
    private ImageArguments images = new ImageArguments();

    @ArgGroup(validate = false, heading = "%nPredicted values and label paths%n")
    private LossArguments loss = new LossArguments();

    @ArgGroup(validate = false, heading = "%nPreprocessing%n")
    private PreprocessingArguments preprocessing = new PreprocessingArguments();

    @ArgGroup(validate = false, heading = "%nSymbols of texts and lists%n")
    private SymbolArguments symbols = new SymbolArguments();

    @ArgGroup(validate = false, heading = "%nTraining%n")
    private TrainingArguments training = new TrainingArguments();

    @ArgGroup(validate = false, heading = "%nLearning rate%n")
    private ScheduleArguments schedule = new ScheduleArguments();

    @ArgGroup(validate = false, heading = "%nStopping%n")
    private StoppingArguments stopping = new StoppingArguments();

    @ArgGroup(validate = false, heading = "%nAugmentation of training data%n")
    private AugmentationArguments augmentation = new AugmentationArguments();

    /**
     * Makes sure that what was set is of the network that is trained, and of what it learns.
     *
     * @throws WrongArgument if it is not
     */
    void require(ParseResult parsed) {
        for (var option : parsed.matchedOptionsSet()) {
            if (network.type().lacks(option.longestName())) {
                throw new WrongArgument("%s: %s has no such setting. Choose another --network-type, or leave it out."
                        .formatted(option.longestName(), network.type().title()));
            }
        }
        if (loss.isOfValues() && learned.kind() != Kind.VALUES) {
            throw new WrongArgument("--loss, --huber-delta and --quantiles are of predicted values, but %s is set."
                    .formatted(learned.kind().option()));
        }
        if (training.labelSmoothing().isPresent() && learned.kind() == Kind.VALUES) {
            throw new WrongArgument("--label-smoothing: --targets has no labels. Leave one of them out.");
        }
    }

    LearnedArguments learned() {
        return learned;
    }

    SymbolArguments symbols() {
        return symbols;
    }

    /** Says whether missing values are filled in, so that a row may have some. */
    boolean fillsMissing() {
        return preprocessing.rule().filling() != Filling.NONE;
    }

    /** Returns what validation rows are drawn by. */
    long seed() {
        return training.seed();
    }

    /** Returns how long training may take, if that is limited. */
    Optional<Duration> timeLimit() {
        return stopping.timeLimit();
    }

    /** Says whether the head depends on how many rows have each label. */
    boolean countsLabels() {
        return network.type() == NetworkType.CNN_RNN && loss.frequentFirst();
    }

    /**
     * Returns what to train.
     *
     * @param rows counts the training rows; asked only if something depends on them
     * @param validates whether there are data to validate on
     * @param frequencies how many training rows have each label, where {@link #countsLabels}
     * @throws WrongArgument if a value is outside its range, or values contradict each other
     */
    Recipe recipe(LongSupplier rows, boolean validates, Map<String, Long> frequencies) {
        var head = head(frequencies);
        var encoder = encoder();
        requireTogether(encoder, head.apply(LabelDomain.of("any")));
        return new Recipe(
                encoder,
                head,
                symbols.embeddingSize(),
                network.members(),
                preprocessing.rule(),
                options(rows, validates));
    }

    private void requireTogether(Encoder encoder, Head head) {
        try {
            new Architecture(encoder, head, network.members());
            if (learned.kind() == Kind.STEP_LABELS) {
                augmentation.augmentation().requireFixedSteps();
            }
        } catch (SeqNetException e) {
            throw new WrongArgument(learned.kind().option() + ": " + e.getMessage());
        }
    }

    private TrainingOptions options(LongSupplier rows, boolean validates) {
        return training.options(network.type(), rows, draft -> {
            schedule.set(draft);
            stopping.set(draft, training.stopsEarlyUsually(), validates);
            draft.augmentation = augmentation.augmentation();
            draft.weighting = learned.weighting();
        });
    }

    private Encoder encoder() {
        return switch (network.type()) {
            case LSTM, GRU, RNN -> recurrent.encoder(network.type(), network.dropout());
            case FCN, RESNET, INCEPTION -> temporal.encoder(network.type(), network.dropout());
            case CNN, CNN_RNN -> images.encoder();
        };
    }

    private Function<LabelDomain, Head> head(Map<String, Long> frequencies) {
        var type = network.type();
        var kind = learned.kind();
        if (type == NetworkType.CNN_RNN && !kind.isOfSeveral()) {
            throw new WrongArgument("--network-type cnn-rnn: it learns --labels, but %s is set. Choose another network."
                    .formatted(kind.option()));
        }
        var valueLoss = kind == Kind.VALUES ? loss.valueLoss() : null;
        return switch (kind) {
            case CLASS -> Classes::of;
            case LABELS, LABEL_COLUMNS -> type == NetworkType.CNN_RNN
                    ? domain -> loss.labelPath(domain.size(), order(domain, frequencies))
                    : IndependentLabels::of;
            case VALUES -> domain ->
                    new Values(Collections.nCopies(domain.size(), Standard.NONE), valueLoss, Optional.empty());
            case STEP_LABELS -> domain -> new StepClasses(domain.size());
        };
    }

    /** Returns the place of each label; of equally frequent ones, the domain's first comes first. */
    private List<Integer> order(LabelDomain domain, Map<String, Long> frequencies) {
        if (!loss.frequentFirst()) {
            return List.of();
        }
        var places = new Integer[domain.size()];
        var sorted = IntStream.range(0, domain.size())
                .boxed()
                .sorted((one, other) -> Long.compare(
                        frequencies.getOrDefault(domain.name(other), 0L),
                        frequencies.getOrDefault(domain.name(one), 0L)))
                .toList();
        for (int place = 0; place < places.length; place++) {
            places[sorted.get(place)] = place;
        }
        return List.of(places);
    }
}
