package org.seqnet.cudnn.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.seqnet.cudnn.StandIn;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.accelerator.Accelerators;
import org.seqnet.engine.accelerator.Job;
import org.seqnet.engine.backend.CardStart;
import org.seqnet.engine.backend.CardSupport;
import org.seqnet.engine.backend.ComputeSettings;
import org.seqnet.engine.network.Architecture;
import org.seqnet.engine.network.Cell;
import org.seqnet.engine.network.Classes;
import org.seqnet.engine.network.Recurrent;
import org.seqnet.engine.options.EarlyStopping;
import org.seqnet.engine.options.EarlyStopping.Measure;
import org.seqnet.engine.options.LearnedLayers;
import org.seqnet.engine.options.TrainingOptions;
import org.seqnet.engine.options.Updater;
import org.seqnet.engine.sequence.LabelDomain;
import org.seqnet.engine.sequence.LabelledSequences;
import org.seqnet.engine.sequence.PreprocessingRule;
import org.seqnet.engine.sequence.SequenceShape;
import org.seqnet.engine.sequence.Weights;
import org.seqnet.engine.training.Trainer;
import org.seqnet.engine.training.TrainingListener;
import org.seqnet.engine.training.TrainingResult;

/** Whole trainings as nodes ask for them. */
class TrainerOnCardTest {
    private static final Architecture NETWORK =
            new Architecture(new Recurrent(Cell.LSTM, 1, 6, 0.2, 1), new Classes(Lessons.CLASSES));
    private static final TrainingOptions OPTIONS =
            Lessons.options().withEpochs(4).withAverageWeights(true);

    private static final Supplier<Optional<CardSupport>> NOT_ASKED = () -> {
        throw new AssertionError();
    };

    private final LabelledSequences training = new LabelledSequences(
            Lessons.floats(n -> 1 + n % 6), Lessons.classLabels(), LabelDomain.of("a", "b", "c"), Weights.EQUAL);
    private StandIn standIn;
    private Supplier<CardStart> started;
    private Trainer card;
    private final Trainer processor = trainer("cpu", () -> {
        throw new AssertionError();
    });

    @BeforeEach
    void start() {
        standIn = StandIn.start();
        var accelerator = new CudnnAccelerator(standIn.card(), "stand-in");
        started = () -> new CardStart(Optional.of(accelerator), Optional.empty(), false);
        card = trainer("gpu", started);
    }

    @AfterEach
    void nothing_is_left_or_wrong() {
        assertThat(standIn.trouble()).isEmpty();
        assertThat(standIn.left()).isEmpty();
    }

    /** Makes a trainer by constructors that are not for other bundles: a process has one device. */
    private static Trainer trainer(String device, Supplier<CardStart> start) {
        try {
            var trainer = Trainer.class.getDeclaredConstructor(Accelerators.class);
            trainer.setAccessible(true);
            return trainer.newInstance(accelerators(device, start));
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    private static Accelerators accelerators(String device, Supplier<CardStart> start) {
        System.setProperty("seqnet.device", device);
        try {
            var settings = ComputeSettings.current();
            Supplier<ComputeSettings> known = () -> settings;
            var accelerators = Accelerators.class.getDeclaredConstructor(
                    Supplier.class, Supplier.class, Supplier.class, Supplier.class);
            accelerators.setAccessible(true);
            return accelerators.newInstance(known, known, NOT_ASKED, start);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        } finally {
            System.clearProperty("seqnet.device");
        }
    }

    private TrainingResult train(Trainer trainer, TrainingOptions options) {
        return trainer.train(
                NETWORK, PreprocessingRule.NONE, options, training, Optional.of(training), TrainingListener.NONE);
    }

    private static void assertAlike(TrainingResult card, TrainingResult processor) {
        assertThat(card.history()).hasSameSizeAs(processor.history());
        for (int epoch = 0; epoch < card.history().size(); epoch++) {
            var one = card.history().get(epoch);
            var other = processor.history().get(epoch);
            assertThat(one.loss()).isCloseTo(other.loss(), within(1e-4));
            assertThat(one.accuracy()).isCloseTo(other.accuracy(), within(1e-9));
            assertThat(one.validation().orElseThrow().loss())
                    .isCloseTo(other.validation().orElseThrow().loss(), within(1e-4));
        }
        var parameters = card.network().parameters();
        var expected = processor.network().parameters();
        for (int i = 0; i < expected.length; i++) {
            assertThat(parameters[i]).isCloseTo(expected[i], within(1e-4f));
        }
    }

    @Test
    void a_training_gives_what_the_processor_gives() {
        var learned = train(card, OPTIONS);

        assertAlike(learned, train(processor, OPTIONS));
        assertThat(learned.history()).allMatch(epoch -> epoch.device().equals("GPU, Stand-in"));
    }

    @Test
    void after_a_failure_that_lasts_the_processor_learns_if_the_choice_is_free() {
        standIn.breakAt(standIn.calls() + 200, 719);
        assertThatThrownBy(() -> train(card, OPTIONS))
                .isInstanceOf(SeqNetException.class)
                .hasMessageMatching(
                        "The GPU failed: \\w+ returned error \\d+\\. It cannot be used any more until KNIME "
                                + "is restarted\\. If it fails again then, see the node Device Report, or set the "
                                + "device to cpu\\.");
        standIn.reset();

        var job = new Job(NETWORK, new SequenceShape(6, Lessons.FEATURES), 6, 8, 1, true, LearnedLayers.ALL, 1e15);
        var choice = accelerators("automatic", started).choose(job);
        assertThat(choice.accelerator()).isEmpty();
        assertThat(choice.reason().orElseThrow())
                .matches("The GPU failed earlier \\(\\w+ returned error \\d+\\)\\. Restart KNIME\\.");
        assertThatThrownBy(() -> train(card, OPTIONS))
                .hasMessageMatching("The GPU failed earlier \\(\\w+ returned error \\d+\\)\\. Restart KNIME\\. .*");
        var ofProcessor = train(trainer("automatic", started), OPTIONS);
        assertThat(ofProcessor.history()).noneMatch(epoch -> epoch.device().startsWith("GPU"));
    }

    @Test
    void early_stopping_chooses_the_same_epoch() {
        var options = OPTIONS.withEpochs(12)
                .withUpdater(Updater.NESTEROV, 0.5)
                .withEarlyStopping(new EarlyStopping(Measure.VALIDATION_LOSS, 2, 0));

        var learned = train(card, options);

        assertThat(learned.bestEpoch()).isEqualTo(train(processor, options).bestEpoch());
    }

    @Test
    void the_learning_rate_is_found_on_the_card() {
        var options = OPTIONS.with(draft -> draft.findsLearningRate = true);
        var rates = new ArrayList<Double>();
        for (var trainer : List.of(card, processor)) {
            rates.add(train(trainer, options).network().provenance().options().learningRate());
        }
        assertThat(rates.get(0)).isCloseTo(rates.get(1), within(0.05 * rates.get(1)));
    }

    @Test
    void a_training_is_resumed_on_the_other_device() {
        var options = OPTIONS.withAverageWeights(false);
        var straight = train(processor, options.withEpochs(8));
        for (var devices : List.of(List.of(card, processor), List.of(processor, card))) {
            var half = train(devices.get(0), options);
            var resumed = devices.get(1)
                    .resume(
                            half.network(),
                            NETWORK.encoder(),
                            options,
                            training,
                            Optional.of(training),
                            TrainingListener.NONE);
            assertAlike(resumed, straight);
        }
    }

    @Test
    void whoever_cancels_leaves_nothing() {
        for (int asked = 0; asked < 8; asked++) {
            int left = asked;
            var listener = new TrainingListener() {
                private int batches;

                @Override
                public boolean isCancelled() {
                    return batches++ == left;
                }
            };
            assertThatThrownBy(() ->
                            card.train(NETWORK, PreprocessingRule.NONE, OPTIONS, training, Optional.empty(), listener))
                    .isInstanceOf(CancellationException.class);
            assertThat(standIn.left()).isEmpty();
        }
    }

    @Test
    void a_loss_that_is_no_number_is_told_with_its_mini_batch() {
        var options = OPTIONS.withUpdater(Updater.SGD, 1e38).withL2(10);

        assertThatThrownBy(() -> train(card, options))
                .isInstanceOf(SeqNetException.class)
                .hasMessageStartingWith("Training failed in epoch 1, mini-batch 2: the loss became NaN.");
    }
}
