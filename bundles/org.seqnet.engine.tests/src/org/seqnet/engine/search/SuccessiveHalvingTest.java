package org.seqnet.engine.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.network.Architecture;
import org.seqnet.engine.network.Cell;
import org.seqnet.engine.network.Classes;
import org.seqnet.engine.network.Encoder;
import org.seqnet.engine.network.Recurrent;
import org.seqnet.engine.network.ToySequences;
import org.seqnet.engine.options.Schedule;
import org.seqnet.engine.options.TrainingOptions;
import org.seqnet.engine.options.Updater;
import org.seqnet.engine.sequence.LabelledSequences;
import org.seqnet.engine.sequence.PreprocessingRule;
import org.seqnet.engine.sequence.SequenceShape;
import org.seqnet.engine.trained.EpochRecord;
import org.seqnet.engine.training.Trainer;
import org.seqnet.engine.training.TrainingListener;
import org.seqnet.engine.training.TrainingResult;

class SuccessiveHalvingTest {
    private static final SequenceShape SHAPE = new SequenceShape(6, 4);
    private static final Recurrent SMALL = new Recurrent(Cell.LSTM, 1, 8, 0, 1);
    private static final TrainingOptions OPTIONS = TrainingOptions.defaults()
            .withEpochs(9)
            .withBatchSize(16)
            .withUpdater(Updater.ADAM, 0.01)
            .withThreads(2);
    private static final SearchSpace NINE = new SearchSpace(9, true, true, true);

    private final LabelledSequences training = ToySequences.learnable(60, SHAPE, 4, 1);
    private final LabelledSequences validation = ToySequences.learnable(40, SHAPE, 4, 2);

    private SearchResult search(SearchSpace space, TrainingOptions options, SearchListener listener) {
        return new SuccessiveHalving(
                        space,
                        new Architecture(SMALL, Classes.of(training.domain())),
                        PreprocessingRule.NONE,
                        options,
                        training,
                        Optional.of(validation),
                        listener)
                .run();
    }

    private TrainingResult train(Encoder encoder, TrainingOptions options) {
        return new Trainer()
                .train(
                        new Architecture(encoder, Classes.of(training.domain())),
                        PreprocessingRule.NONE,
                        options,
                        training,
                        Optional.of(validation),
                        TrainingListener.NONE);
    }

    private static double loss(EpochRecord epoch) {
        return epoch.validation().orElseThrow().loss();
    }

    private static double best(TrainingResult result) {
        return result.history().stream()
                .mapToDouble(SuccessiveHalvingTest::loss)
                .min()
                .orElseThrow();
    }

    @Test
    void all_trials_are_ranked_and_the_best_third_goes_on_with_three_times_the_epochs() {
        var result = search(NINE, OPTIONS, new SearchListener() {});

        assertThat(result.scores()).extracting(TrialScore::epochs).containsExactly(1, 1, 1, 1, 1, 1, 1, 1, 1, 3, 3, 3);
        // by hand: each trial trained by itself
        var first = NINE.draw(SMALL, OPTIONS);
        var byLoss = first.stream()
                .sorted(Comparator.comparingDouble(trial -> best(
                        train(trial.encoder(), OPTIONS.withEpochs(1).withUpdater(Updater.ADAM, trial.learningRate())))))
                .toList();
        assertThat(result.scores().subList(0, 9)).extracting(TrialScore::trial).isEqualTo(byLoss);
        assertThat(result.scores().subList(9, 12))
                .extracting(TrialScore::trial)
                .containsExactlyInAnyOrderElementsOf(byLoss.subList(0, 3));
        assertThat(result.scores())
                .extracting(TrialScore::isKept)
                .containsExactly(true, true, true, false, false, false, false, false, false, true, false, false);
    }

    @Test
    void the_network_is_the_one_that_the_best_settings_give_to_the_bit() {
        var result = search(NINE, OPTIONS, new SearchListener() {});

        var winner = result.scores().get(9).trial();
        var alone = train(winner.encoder(), OPTIONS.withUpdater(Updater.ADAM, winner.learningRate()));
        assertThat(result.training().network().parameters())
                .isEqualTo(alone.network().parameters());
        assertThat(result.training().network().provenance().options().learningRate())
                .isEqualTo(winner.learningRate());
        assertThat(result.training().history()).hasSize(9);
    }

    @Test
    void the_first_trial_has_the_given_settings_and_others_vary_what_is_selected() {
        assertThat(NINE.draw(SMALL, OPTIONS).get(0)).isEqualTo(new Trial(1, SMALL, 0.01));

        var rates = new SearchSpace(50, false, true, false).draw(SMALL, OPTIONS);
        assertThat(rates).extracting(Trial::encoder).containsOnly(SMALL);
        assertThat(rates).allSatisfy(trial -> assertThat(trial.learningRate()).isBetween(0.001, 0.1));
        assertThat(rates.stream().map(Trial::learningRate).distinct()).hasSizeGreaterThan(30);

        var sizes = new SearchSpace(50, true, false, true).draw(SMALL, OPTIONS);
        assertThat(sizes).extracting(Trial::learningRate).containsOnly(0.01);
        assertThat(sizes.stream().map(trial -> ((Recurrent) trial.encoder()).hiddenUnits()))
                .contains(2, 4, 8, 16)
                .allMatch(units -> List.of(2, 4, 8, 16).contains(units));
        assertThat(sizes).allSatisfy(trial -> assertThat(((Recurrent) trial.encoder()).dropout())
                .isBetween(0.0, 0.5));
        // more trials begin with the same ones
        assertThat(new SearchSpace(5, true, false, true).draw(SMALL, OPTIONS)).isEqualTo(sizes.subList(0, 5));
    }

    @Test
    void the_failure_of_the_first_trial_is_told_if_all_fail() {
        // plain steps of this length overflow at once
        var options = OPTIONS.withUpdater(Updater.SGD, 1e38).withEpochs(3);
        var listener = new SearchListener() {};

        assertThatThrownBy(() -> search(new SearchSpace(3, false, true, false), options, listener))
                .isInstanceOf(SeqNetException.class)
                .hasMessageStartingWith("Training failed in epoch 1");
    }

    @Test
    void a_request_to_stop_keeps_the_best_trial_so_far() {
        var rounds = new ArrayList<List<TrialScore>>();
        var listener = new SearchListener() {
            private int asked;

            @Override
            public boolean isStopRequested() {
                asked++;
                return asked > 10; // each trial asks after each of four mini-batches
            }

            @Override
            public void roundEnded(List<TrialScore> scores) {
                rounds.add(List.copyOf(scores));
            }
        };

        var result = search(NINE, OPTIONS, listener);

        assertThat(rounds).hasSize(1);
        assertThat(rounds.get(0)).hasSize(3).extracting(TrialScore::isKept).containsExactly(true, false, false);
        assertThat(result.training().network().architecture().encoder())
                .isEqualTo(rounds.get(0).get(0).trial().encoder());
    }

    @Test
    void a_stop_in_a_later_round_keeps_the_best_of_the_whole_round_before() {
        var rounds = new ArrayList<List<TrialScore>>();
        var listener = new SearchListener() {
            @Override
            public boolean isStopRequested() {
                return rounds.size() == 1;
            }

            @Override
            public void roundEnded(List<TrialScore> scores) {
                rounds.add(List.copyOf(scores));
            }
        };

        var result = search(NINE, OPTIONS, listener);

        assertThat(rounds).hasSize(2);
        assertThat(rounds.get(1)).hasSize(1);
        var best = rounds.get(0).get(0).trial();
        var alone = train(best.encoder(), OPTIONS.withEpochs(1).withUpdater(Updater.ADAM, best.learningRate()));
        assertThat(result.training().network().parameters())
                .isEqualTo(alone.network().parameters());
    }

    @Test
    void a_warm_up_is_shortened_with_the_epochs() {
        var warm = OPTIONS.with(draft -> draft.schedule = new Schedule.Constant(4.5));

        var result = search(new SearchSpace(3, true, false, false), warm, new SearchListener() {});

        var first = result.scores().get(0);
        var alone = train(first.trial().encoder(), warm.with(draft -> {
            draft.epochs = 3;
            draft.schedule = new Schedule.Constant(1.5);
        }));
        assertThat(first.best().flatMap(EpochRecord::validation))
                .isEqualTo(Optional.of(alone.history().stream()
                        .min(Comparator.comparingDouble(SuccessiveHalvingTest::loss))
                        .flatMap(EpochRecord::validation)
                        .orElseThrow()));
        assertThat(result.training().network().provenance().options().schedule())
                .isEqualTo(new Schedule.Constant(4.5));
    }

    @Test
    void canceling_ends_a_trial() {
        var listener = new SearchListener() {
            private int asked;

            @Override
            public boolean isCancelled() {
                asked++;
                return asked > 5;
            }
        };

        assertThatThrownBy(() -> search(NINE, OPTIONS, listener)).isInstanceOf(CancellationException.class);
    }

    @Test
    void what_contradicts_itself_is_refused() {
        assertThatThrownBy(() -> new SearchSpace(9, false, false, false))
                .hasMessage("The search varies no setting. Select at least one.");
        assertThatThrownBy(() -> new SearchSpace(1, true, true, true))
                .hasMessage("Trials: 1 is not between 2 and 243.");
        var finding = OPTIONS.with(draft -> draft.findsLearningRate = true);
        assertThatThrownBy(() -> SuccessiveHalving.require(NINE, finding))
                .hasMessage("The learning rate is to be found both by a range test and by a search. Disable one of "
                        + "them.");
        assertThatThrownBy(() -> new SuccessiveHalving(
                        NINE,
                        new Architecture(SMALL, Classes.of(training.domain())),
                        PreprocessingRule.NONE,
                        OPTIONS,
                        training,
                        Optional.empty(),
                        new SearchListener() {}))
                .hasMessage("A search requires validation data. Connect a validation table, set a validation share, or "
                        + "disable the search.");
    }

    @Test
    void rounds_take_thirds_and_about_as_many_epochs_each_as_the_training() {
        assertThat(Rounds.of(9, 50).rounds()).containsExactly(new Rounds.Round(9, 6, 3), new Rounds.Round(3, 17, 1));
        assertThat(Rounds.of(10, 54).rounds())
                .containsExactly(new Rounds.Round(10, 2, 4), new Rounds.Round(4, 6, 2), new Rounds.Round(2, 18, 1));
        // no trial is tried twice with the same epochs
        assertThat(Rounds.of(27, 10).rounds()).containsExactly(new Rounds.Round(27, 1, 3), new Rounds.Round(3, 3, 1));
        assertThat(Rounds.of(243, 1).rounds()).containsExactly(new Rounds.Round(243, 1, 1));
        assertThat(Rounds.of(2, 1).rounds()).containsExactly(new Rounds.Round(2, 1, 1));
        assertThat(Rounds.of(9, 50).epochs()).isEqualTo(9 * 6 + 3 * 17);
    }
}
