package org.seqnet.engine.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.network.Architecture;
import org.seqnet.engine.options.TrainingOptions;
import org.seqnet.engine.sequence.LabelledSequences;
import org.seqnet.engine.sequence.PreprocessingRule;
import org.seqnet.engine.trained.EpochRecord;
import org.seqnet.engine.training.Trainer;
import org.seqnet.engine.training.TrainingListener;
import org.seqnet.engine.training.TrainingResult;

/**
 * Tries settings with few epochs, goes on with the best third, and at last trains the best one as if its settings had
 * been given: with all epochs, early stopping and schedule. The smallest validation loss decides; of equal ones, the
 * trial with the smaller number.
 *
 * <p>Each trial trains anew in each round, so that a schedule of the learning rate fits its epochs. All rounds take
 * about as many epochs each as the last training.
 */
public final class SuccessiveHalving {
    private final SearchSpace space;
    private final Architecture architecture;
    private final PreprocessingRule preprocessing;
    private final TrainingOptions options;
    private final LabelledSequences training;
    private final LabelledSequences validation;
    private final SearchListener listener;
    private final Rounds rounds;
    private final List<TrialScore> scores = new ArrayList<>();
    private long epochsDone;
    private boolean stopped;

    /**
     * Prepares a search.
     *
     * @param architecture the given network, which the trials vary
     * @param options the options of the last training
     * @param validation what trials are compared on
     * @throws SeqNetException if there are no validation sequences, or if the learning rate is both to be varied and to
     *     be found by a range test
     */
    public SuccessiveHalving(
            SearchSpace space,
            Architecture architecture,
            PreprocessingRule preprocessing,
            TrainingOptions options,
            LabelledSequences training,
            Optional<LabelledSequences> validation,
            SearchListener listener) {
        this.space = Objects.requireNonNull(space, "space");
        this.architecture = architecture;
        this.preprocessing = preprocessing;
        this.options = options;
        this.training = training;
        this.validation = validation.orElseThrow(() -> new SeqNetException("A search requires validation data. "
                + "Connect a validation table, set a validation share, or disable the search."));
        this.listener = listener;
        this.rounds = Rounds.of(space.trials(), options.epochs());
        require(space, options);
    }

    /**
     * Checks that the settings of a search fit those of the training.
     *
     * @throws SeqNetException if the learning rate is both to be varied and to be found by a range test
     */
    public static void require(SearchSpace space, TrainingOptions options) {
        if (space.variesLearningRate() && options.findsLearningRate()) {
            throw new SeqNetException(
                    "The learning rate is to be found both by a range test and by a search. Disable " + "one of them.");
        }
    }

    /**
     * Searches, and trains the best trial on the calling thread. If the listener asks to stop during the search, the
     * network of the best trial so far is the result.
     *
     * @throws SeqNetException as {@link Trainer#train} does, if no trial can be trained
     * @throws java.util.concurrent.CancellationException as {@link Trainer#train} does
     */
    public SearchResult run() {
        var left = space.draw(architecture.encoder(), options);
        Optional<TrainingResult> best = Optional.empty();
        for (var round : rounds.rounds()) {
            var outcomes = outcomes(round.epochs(), left);
            boolean isWhole = outcomes.size() == left.size() && !stopped;
            // what was broken off says less than the best of a whole round
            if (isWhole || best.isEmpty()) {
                best = outcomes.get(0).result();
            }
            int kept = isWhole ? round.kept() : 1;
            var ranked = IntStream.range(0, outcomes.size())
                    .mapToObj(i -> outcomes.get(i).score(i < kept))
                    .toList();
            scores.addAll(ranked);
            listener.roundEnded(ranked);
            if (!isWhole || best.isEmpty()) {
                return new SearchResult(
                        best.orElseThrow(() -> outcomes.get(0).failure().orElseThrow()), scores);
            }
            left = ranked.stream()
                    .filter(TrialScore::isKept)
                    .map(TrialScore::trial)
                    .toList();
        }
        listener.found(left.get(0));
        return new SearchResult(train(left.get(0), options, listener), scores);
    }

    /** What a trial of some epochs gave: a network or a failure. */
    private record Outcome(
            Trial trial, int epochs, Optional<TrainingResult> result, Optional<SeqNetException> failure) {
        TrialScore score(boolean isAmongBest) {
            return new TrialScore(
                    result.map(this::tried).orElse(trial),
                    epochs,
                    best(),
                    failure.map(SeqNetException::getMessage),
                    isAmongBest && result.isPresent());
        }

        private Trial tried(TrainingResult trained) {
            double rate = trained.network().provenance().options().learningRate();
            return new Trial(trial.number(), trial.encoder(), rate);
        }

        Optional<EpochRecord> best() {
            return result.flatMap(
                    trained -> trained.history().stream().min(Comparator.comparingDouble(Outcome::validationLoss)));
        }

        /** A loss that is no number is larger than all others. */
        private static double validationLoss(EpochRecord epoch) {
            return epoch.validation().orElseThrow().loss();
        }

        double loss() {
            return best().map(Outcome::validationLoss).orElse(Double.NaN);
        }
    }

    /** Tries settings; fewer than all if the listener asks to stop. Best first. */
    private List<Outcome> outcomes(int epochs, List<Trial> trials) {
        var outcomes = new ArrayList<Outcome>();
        for (var trial : trials) {
            var watch = new TrialWatch(listener, trial, epochs, epochsDone, rounds.epochs());
            outcomes.add(outcome(trial, epochs, watch));
            epochsDone += epochs;
            stopped = watch.isStopped();
            if (stopped) {
                break;
            }
        }
        outcomes.sort(Comparator.comparingDouble(Outcome::loss)
                .thenComparingInt(outcome -> outcome.trial().number()));
        return outcomes;
    }

    private Outcome outcome(Trial trial, int epochs, TrialWatch watch) {
        var few = options.with(draft -> {
            // whether training would end early does not matter to so few epochs
            draft.earlyStopping = Optional.empty();
            draft.schedule = options.schedule().shortened((double) epochs / options.epochs());
            draft.epochs = epochs;
        });
        try {
            return new Outcome(trial, epochs, Optional.of(train(trial, few, watch)), Optional.empty());
        } catch (SeqNetException e) {
            // such as a loss that is no number at a high rate: other trials may do better
            return new Outcome(trial, epochs, Optional.empty(), Optional.of(e));
        }
    }

    private TrainingResult train(Trial trial, TrainingOptions trainingOptions, TrainingListener watch) {
        return new Trainer()
                .train(
                        architecture.with(trial.encoder()),
                        preprocessing,
                        trainingOptions.with(draft -> draft.learningRate = trial.learningRate()),
                        training,
                        Optional.of(validation),
                        watch);
    }
}
