package org.seqnet.engine.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.accelerator.Figures;
import org.seqnet.engine.accelerator.PlainAccelerator;
import org.seqnet.engine.accelerator.PlainSupport;
import org.seqnet.engine.backend.Backend;
import org.seqnet.engine.backend.DeviceChoice;
import org.seqnet.engine.network.Architecture;
import org.seqnet.engine.network.Classes;
import org.seqnet.engine.network.Head;
import org.seqnet.engine.network.IndependentLabels;
import org.seqnet.engine.network.LabelPath;
import org.seqnet.engine.network.LinearClassifier;
import org.seqnet.engine.network.Rocket;
import org.seqnet.engine.network.ToySequences;
import org.seqnet.engine.network.Toys;
import org.seqnet.engine.network.ValueErrors;
import org.seqnet.engine.options.EarlyStopping;
import org.seqnet.engine.options.EarlyStopping.Measure;
import org.seqnet.engine.options.TrainingOptions;
import org.seqnet.engine.options.Updater;
import org.seqnet.engine.sequence.LabelledSequences;
import org.seqnet.engine.sequence.PreprocessingRule;
import org.seqnet.engine.trained.EpochRecord;
import org.seqnet.engine.trained.StopReason;

class AcceleratedTrainingTest extends SmallTraining {
    private static final TrainingOptions STOPPING =
            SHORT.withEpochs(9).withEarlyStopping(new EarlyStopping(Measure.VALIDATION_LOSS, 1, 0));

    private final PlainAccelerator plain = new PlainAccelerator();
    private final HeapAccelerator heap = new HeapAccelerator();

    @AfterEach
    void nothing_is_left_open() {
        assertThat(plain.open).hasValue(0);
        assertThat(heap.open).hasValue(0);
    }

    private TrainingResult train(
            PlainAccelerator device,
            TrainingOptions options,
            Optional<LabelledSequences> held,
            TrainingListener listener) {
        return new Trainer(PlainSupport.asking(device))
                .train(
                        new Architecture(SMALL, Classes.of(training.domain())),
                        PreprocessingRule.NONE,
                        options,
                        training,
                        held,
                        listener);
    }

    @ParameterizedTest
    @EnumSource
    void a_device_that_computes_as_the_processor_gives_what_it_gives(Updater updater) {
        var options = STOPPING.withUpdater(updater, Toys.usualRate(updater));

        var result = train(heap, options, Optional.of(validation), TrainingListener.NONE);

        assertSameButSums(result, train(SMALL, options, validation));
        assertThat(result.network().steps()).isEqualTo(10L * result.bestEpoch());
    }

    @Test
    void early_stopping_keeps_the_best_epoch() {
        var result = train(heap, STOPPING, Optional.of(contradicting()), TrainingListener.NONE);

        assertSameButSums(result, train(SMALL, STOPPING, contradicting()));
        assertThat(result.stopReason()).isEqualTo(StopReason.STOPPED_EARLY);
    }

    @Test
    void a_learning_rate_is_found_as_on_the_processor() {
        var finding = SHORT.with(draft -> draft.findsLearningRate = true);
        var tested = new ArrayList<RateTest>();
        var listener = new TrainingListener() {
            @Override
            public void rateFound(RateTest test) {
                tested.add(test);
            }
        };

        var result = train(heap, finding, Optional.of(validation), listener);

        assertSameButSums(result, train(SMALL, finding, validation));
        assertThat(tested).singleElement().satisfies(test -> assertThat(test.points())
                .hasSizeGreaterThan(50));
    }

    static Head[] headsOfSeveralLabels() {
        return new Head[] {
            new IndependentLabels(Collections.nCopies(4, IndependentLabels.USUAL_THRESHOLD)),
            new LabelPath(4, 5, 6, List.of(0, 1, 2, 3))
        };
    }

    @ParameterizedTest
    @MethodSource
    void headsOfSeveralLabels(Head head) {
        var sets = ToySequences.learnableSets(60, SHAPE, 4, 1);
        var held = ToySequences.learnableSets(30, SHAPE, 4, 2);
        var architecture = new Architecture(SMALL, head);

        var there = new Trainer(PlainSupport.asking(heap))
                .train(architecture, PreprocessingRule.NONE, SHORT, sets, Optional.of(held), TrainingListener.NONE);

        var here = new Trainer()
                .train(architecture, PreprocessingRule.NONE, SHORT, sets, Optional.of(held), TrainingListener.NONE);
        assertSameButSums(there, here);
        assertThat(there.network().architecture()).isEqualTo(here.network().architecture());
    }

    @Test
    void a_training_goes_on_on_the_other_device() {
        var options = SHORT.withAverageWeights(false);
        var whole = train(SMALL, options, validation);
        var first = train(SMALL, options.withEpochs(1), validation).network();

        var resumed = new Trainer(PlainSupport.asking(heap))
                .resume(first, SMALL, options.withEpochs(2), training, Optional.of(validation), TrainingListener.NONE);

        assertSameButSums(resumed, whole);
        assertThat(resumed.history())
                .extracting(EpochRecord::device)
                .containsExactly("CPU, 2 threads", "GPU, Plain", "GPU, Plain");
    }

    @Test
    void figures_are_those_since_the_last_call() {
        var figures = new Figures(16, 15, 20, 12, ValueErrors.NONE, OptionalInt.empty());
        var failed = new Figures(4, 4, Double.NaN, 1, ValueErrors.NONE, OptionalInt.of(7));

        assertThat(Figures.NONE.plus(figures)).isEqualTo(figures);
        assertThat(figures.plus(failed).plus(figures))
                .isEqualTo(new Figures(36, 34, Double.NaN, 25, ValueErrors.NONE, OptionalInt.of(7)));
    }

    @Test
    void history_and_provenance_name_device_and_library() {
        var result = train(plain, SHORT, Optional.empty(), TrainingListener.NONE);

        assertThat(result.history()).extracting(EpochRecord::device).containsOnly("GPU, Plain");
        assertThat(result.network().provenance().device()).isEqualTo("GPU, Plain");
        assertThat(result.network().provenance().library()).isEqualTo("Plain 1.0");
        assertThat(train(SMALL, SHORT, validation).network().provenance().library())
                .isEqualTo(Backend.LIBRARY);
    }

    @Test
    void a_device_is_waited_for_at_the_end_of_an_epoch_and_a_few_times_a_second() {
        var told = new ArrayList<BatchProgress>();
        var listener = new TrainingListener() {
            @Override
            public void batchEnded(BatchProgress progress) {
                told.add(progress);
            }
        };

        var result = train(plain, SHORT.withAverageWeights(false), Optional.empty(), listener);

        // 10 mini-batches an epoch, which take far less than a reading's pause unless the machine stalls
        assertThat(told).filteredOn(progress -> progress.batch() == 10).hasSize(3);
        assertThat(plain.calls).filteredOn(call -> call.startsWith("figures")).hasSameSizeAs(told);
        assertThat(plain.calls).filteredOn(call -> call.equals("LATEST")).hasSize(3);
        assertThat(plain.calls).filteredOn(call -> call.equals("AVERAGED")).hasSize(1);
        assertThat(result.history())
                .allSatisfy(epoch -> assertThat(epoch.loss()).isEqualTo(1));
        assertThat(result.network().steps()).isEqualTo(30);
    }

    @Test
    void validation_data_are_measured_on_the_device() {
        var result = train(plain, SHORT, Optional.of(validation), TrainingListener.NONE);

        // its predictions are those of sums, which tell the classes apart
        assertThat(result.history())
                .allSatisfy(epoch ->
                        assertThat(epoch.validation().orElseThrow().accuracy()).isEqualTo(1));
        assertThat(plain.calls).contains("predict 60");
    }

    @Test
    void a_training_is_canceled_in_the_midst_of_an_epoch() {
        var asked = new ArrayList<String>();
        var listener = new TrainingListener() {
            @Override
            public boolean isCancelled() {
                asked.add("");
                return asked.size() == 14;
            }
        };

        assertThatThrownBy(() -> train(plain, SHORT, Optional.empty(), listener))
                .isInstanceOf(CancellationException.class)
                .hasMessage("Training was canceled.");
        // it is asked before each step; the epochs have 10
        assertThat(plain.steps).hasValue(13);
    }

    @Test
    void a_stop_on_request_keeps_what_the_device_has_learned() {
        var asked = new ArrayList<String>();
        var listener = new TrainingListener() {
            @Override
            public boolean isStopRequested() {
                asked.add("");
                return asked.size() == 14;
            }
        };

        var result = train(plain, SHORT, Optional.empty(), listener);

        assertThat(result.stopReason()).isEqualTo(StopReason.STOPPED_ON_REQUEST);
        assertThat(result.network().steps()).isEqualTo(14);
        assertThat(result.history()).hasSize(2);
        assertThat(result.history().get(1).loss()).isEqualTo(1);
    }

    @Test
    void a_device_that_fails_leaves_nothing_open() {
        plain.failing = 4;

        assertThatThrownBy(() -> train(plain, SHORT, Optional.of(validation), TrainingListener.NONE))
                .isInstanceOf(SeqNetException.class)
                .hasMessage("The device fell off the bus.");
        assertThatThrownBy(() -> train(
                        plain,
                        SHORT.with(draft -> draft.findsLearningRate = true),
                        Optional.of(validation),
                        TrainingListener.NONE))
                .hasMessage("The device fell off the bus.");
    }

    @Test
    void a_loss_that_is_no_number_is_told_with_its_mini_batch() {
        plain.diverging = 4;

        assertThatThrownBy(() -> train(plain, SHORT, Optional.empty(), TrainingListener.NONE))
                .isInstanceOf(SeqNetException.class)
                .hasMessage("Training failed in epoch 1, mini-batch 4: the loss became NaN. Decrease the learning rate"
                        + " (now 0.01), enable gradient clipping or scale the input to [0, 1].");
    }

    @Test
    void two_trainings_at_once_do_not_disturb_each_other() {
        var other = SHORT.withSeed(8);
        var first =
                CompletableFuture.supplyAsync(() -> train(heap, SHORT, Optional.of(validation), TrainingListener.NONE));
        var second = train(heap, other, Optional.of(validation), TrainingListener.NONE);

        assertSameButSums(first.join(), train(SMALL, SHORT, validation));
        assertSameButSums(second, train(SMALL, other, validation));
    }

    @Test
    void a_network_that_the_device_refuses_is_trained_by_the_processor_if_the_engine_may_choose() {
        plain.refusal = Optional.of("No kernel computes it there.");
        var support = new PlainSupport(List.of(), true, () -> plain);
        var trainer = new Trainer(PlainSupport.chosenBy(DeviceChoice.AUTOMATIC, () -> Optional.of(support)));
        var told = new ArrayList<String>();
        var listener = new TrainingListener() {
            @Override
            public void begins(String device, Optional<String> fallback) {
                told.add(device + ": " + fallback.orElse("-"));
            }

            @Override
            public boolean isStopRequested() {
                return true;
            }
        };
        var architecture = new Architecture(SMALL, Classes.of(training.domain()));

        var large = trainer.train(
                architecture,
                PreprocessingRule.NONE,
                SHORT.withEpochs(1_000_000),
                training,
                Optional.empty(),
                listener);
        trainer.train(architecture, PreprocessingRule.NONE, SHORT, training, Optional.empty(), listener);

        assertThat(told).containsExactly("CPU, 2 threads: No kernel computes it there.", "CPU, 2 threads: -");
        assertThat(large.history()).extracting(EpochRecord::device).containsExactly("CPU, 2 threads");
    }

    @Test
    void what_is_fitted_at_once_is_refused_where_a_card_is_asked_for() {
        var support = new PlainSupport(List.of(), true, () -> plain);
        support.refusal = Optional.of("MiniRocket is fitted by the CPU.");
        var rocket = new Architecture(Rocket.ofMost(84, 1, LinearClassifier.RIDGE), Classes.of(training.domain()));

        assertThatThrownBy(() -> new Trainer(PlainSupport.chosenBy(DeviceChoice.GPU, () -> Optional.of(support)))
                        .train(
                                rocket,
                                PreprocessingRule.NONE,
                                SHORT,
                                training,
                                Optional.empty(),
                                TrainingListener.NONE))
                .isInstanceOf(SeqNetException.class)
                .hasMessage("MiniRocket is fitted by the CPU. The GPU is requested by the environment variable "
                        + "SEQNET_DEVICE. Set the environment variable SEQNET_DEVICE to automatic or cpu.");
    }
}
