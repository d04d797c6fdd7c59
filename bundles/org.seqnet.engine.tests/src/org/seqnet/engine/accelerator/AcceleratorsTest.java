package org.seqnet.engine.accelerator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.backend.CardSupport;
import org.seqnet.engine.backend.DeviceChoice;
import org.seqnet.engine.backend.Finding;
import org.seqnet.engine.network.Architecture;
import org.seqnet.engine.network.Cell;
import org.seqnet.engine.network.Classes;
import org.seqnet.engine.network.Recurrent;
import org.seqnet.engine.network.ToySequences;
import org.seqnet.engine.options.LearnedLayers;
import org.seqnet.engine.sequence.SequenceShape;

class AcceleratorsTest {
    private static final SequenceShape SHAPE = new SequenceShape(6, 4);
    private static final Architecture LSTM = new Architecture(new Recurrent(Cell.LSTM, 1, 12, 0, 1), new Classes(3));
    private static final String REFUSAL = "Such a network has no kernel there.";
    private static final Finding MISSING = Finding.missing("cuDNN", "not found.", "Install cuDNN 9.");

    private final PlainAccelerator accelerator = new PlainAccelerator();

    private static Job job(double operations) {
        return new Job(LSTM, SHAPE, 6, 16, 2, true, LearnedLayers.ALL, operations);
    }

    private Optional<CardSupport> installed(String machine) {
        accelerator.isWorthIt = !machine.contains("slow");
        accelerator.refusal = machine.contains("refuses") ? Optional.of(REFUSAL) : Optional.empty();
        var findings = machine.contains("lacks") ? List.of(MISSING) : List.<Finding>of();
        var support = new PlainSupport(findings, !machine.contains("no card"), () -> accelerator);
        support.refusal = accelerator.refusal;
        return machine.equals("absent") ? Optional.empty() : Optional.of(support);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    AUTOMATIC | absent           | 1e12 | CPU |
                    AUTOMATIC | ready            | 1e12 | GPU |
                    AUTOMATIC | ready            | 1e11 | GPU |
                    AUTOMATIC | ready            | 9e10 | CPU |
                    AUTOMATIC | lacks            | 1e12 | CPU | cuDNN: not found. Install cuDNN 9.
                    AUTOMATIC | lacks, no card   | 1e12 | CPU |
                    AUTOMATIC | slow             | 1e12 | CPU | The CPU is expected to be faster for this network.
                    AUTOMATIC | refuses          | 1e12 | CPU | Such a network has no kernel there.
                    GPU       | absent           | 1e12 | CPU |
                    GPU       | ready            | 1    | GPU |
                    GPU       | slow             | 1    | GPU |
                    GPU       | lacks            | 1    | CPU | cuDNN: not found. Install cuDNN 9.
                    CPU       | ready            | 1e12 | CPU |
                    CPU       | lacks            | 1e12 | CPU |
                    CPU       | refuses          | 1e12 | CPU |
                    """)
    void settings_machine_and_job_decide(
            DeviceChoice device, String machine, double operations, String computing, String reason) {
        var choice = PlainSupport.chosenBy(device, () -> installed(machine)).choose(job(operations));

        assertThat(choice)
                .isEqualTo(new Choice(
                        computing.equals("GPU") ? Optional.of(accelerator) : Optional.empty(),
                        Optional.ofNullable(reason)));
    }

    @Test
    void what_a_card_that_is_asked_for_does_not_compute_is_refused() {
        var accelerators = PlainSupport.chosenBy(DeviceChoice.GPU, () -> installed("refuses"));

        assertThat(accelerators.refusal(LSTM))
                .contains(new Refusal(
                        REFUSAL + " The GPU is requested by the environment variable SEQNET_DEVICE.",
                        "Set the environment variable SEQNET_DEVICE to automatic or cpu."));
        assertThatThrownBy(() -> accelerators.choose(job(1)))
                .isInstanceOf(SeqNetException.class)
                .hasMessage(REFUSAL + " The GPU is requested by the environment variable SEQNET_DEVICE. Set the "
                        + "environment variable SEQNET_DEVICE to automatic or cpu.");
        assertThatThrownBy(() -> accelerators.require(LSTM)).hasMessageStartingWith(REFUSAL);
    }

    @Test
    void layers_that_learn_differently_are_trained_on_the_processor() {
        var reason = "Networks with some frozen layers or a learning rate factor are trained on the CPU.";
        for (var learned : List.of(new LearnedLayers(1, 1), new LearnedLayers(0, 0.5))) {
            var job = new Job(LSTM, SHAPE, 6, 16, 2, true, learned, 1e12);

            assertThat(PlainSupport.chosenBy(DeviceChoice.AUTOMATIC, () -> installed("ready"))
                            .choose(job))
                    .isEqualTo(new Choice(Optional.empty(), Optional.of(reason)));
            assertThatThrownBy(() -> PlainSupport.chosenBy(DeviceChoice.GPU, () -> installed("ready"))
                            .choose(job))
                    .isInstanceOf(SeqNetException.class)
                    .hasMessageStartingWith(reason + " The GPU is requested by");
        }
        for (var learned : List.of(LearnedLayers.ALL, LearnedLayers.HEAD)) {
            assertThat(PlainSupport.chosenBy(DeviceChoice.AUTOMATIC, () -> installed("ready"))
                            .choose(new Job(LSTM, SHAPE, 6, 16, 2, true, learned, 1e12))
                            .accelerator())
                    .contains(accelerator);
        }
    }

    @Test
    void what_no_card_computes_is_known_without_starting_one_or_settling_the_settings() {
        var settings = PlainSupport.settings(DeviceChoice.GPU);
        var accelerators = new Accelerators(
                () -> {
                    throw new AssertionError("settles the settings");
                },
                () -> settings,
                () -> installed("refuses, lacks"),
                () -> {
                    throw new AssertionError("starts the card");
                });

        assertThat(accelerators.refusal(LSTM)).isPresent();
    }

    @Test
    void a_network_too_large_for_what_is_free_just_now_is_refused_when_it_is_to_be_computed() {
        var accelerators = PlainSupport.asking(accelerator);
        accelerator.refusal = Optional.of("The network takes 290 MB, of which 200 MB are free.");

        assertThat(accelerators.refusal(LSTM)).isEmpty();
        assertThatThrownBy(() -> accelerators.choose(job(1)))
                .hasMessageStartingWith("The network takes 290 MB, of which 200 MB are free. The GPU is requested");
    }

    @Test
    void a_bundle_that_is_broken_refuses_nothing_before_it_is_to_compute() {
        var accelerators = PlainSupport.chosenBy(DeviceChoice.GPU, () -> {
            throw new NoClassDefFoundError("com/sun/jna/Native");
        });

        assertThat(accelerators.refusal(LSTM)).isEmpty();
    }

    @Test
    void nothing_is_refused_where_the_engine_may_choose_or_nothing_refuses() {
        assertThat(PlainSupport.chosenBy(DeviceChoice.AUTOMATIC, () -> installed("refuses"))
                        .refusal(LSTM))
                .isEmpty();
        assertThat(PlainSupport.chosenBy(DeviceChoice.GPU, () -> installed("ready"))
                        .refusal(LSTM))
                .isEmpty();
        assertThat(PlainSupport.chosenBy(DeviceChoice.GPU, () -> installed("absent"))
                        .refusal(LSTM))
                .isEmpty();
    }

    @Test
    void nobody_looks_for_a_card_on_a_cpu_or_for_a_small_job() {
        var looks = new AtomicInteger();
        for (var device : List.of(DeviceChoice.CPU, DeviceChoice.AUTOMATIC)) {
            var accelerators = PlainSupport.chosenBy(device, () -> {
                looks.incrementAndGet();
                return installed("ready");
            });
            accelerators.choose(job(1e10));
            accelerators.refusal(LSTM);
        }

        assertThat(looks).hasValue(0);
    }

    @Test
    void a_bundle_that_is_broken_is_a_reason_and_no_failure() {
        var accelerators = PlainSupport.chosenBy(DeviceChoice.AUTOMATIC, () -> {
            throw new NoClassDefFoundError("com/sun/jna/Native");
        });

        assertThat(accelerators.choose(job(1e12)).reason())
                .contains("They are installed but do not work: java.lang.NoClassDefFoundError: com/sun/jna/Native. "
                        + "Install the newest version of this extension from its update site; if that does not help, "
                        + "report it.");
    }

    @Test
    void a_card_that_does_not_start_is_a_reason_too() {
        var support = new PlainSupport(List.of(), true, () -> {
            throw new SeqNetException("The card is in use by another program. Close it.");
        });
        var accelerators = PlainSupport.chosenBy(DeviceChoice.AUTOMATIC, () -> Optional.of(support));

        assertThat(accelerators.choose(job(1e12)).reason())
                .contains("The card is in use by another program. Close it.");
    }

    @Test
    void a_job_has_the_operations_of_all_passes() {
        var data = ToySequences.learnable(150, SHAPE, 3, 1).sequences();
        long answer = LSTM.operations(SHAPE);

        assertThat(Job.training(LSTM, SHAPE, data, 400, 2, LearnedLayers.ALL, 5))
                .isEqualTo(new Job(LSTM, SHAPE, 6, 150, 2, true, LearnedLayers.ALL, 3.0 * 5 * 150 * answer));
        assertThat(Job.answering(LSTM, SHAPE, Job.meanSteps(SHAPE, data, 10, 20), 20, 2, 1e6))
                .isEqualTo(new Job(LSTM, SHAPE, 6, 20, 2, false, LearnedLayers.ALL, 1e6 * answer));
    }

    @Test
    void where_there_is_nothing_to_answer_the_network_tells_how_long_it_would_be() {
        var anyLength = SequenceShape.ofAnyLength(4);
        var data = ToySequences.learnable(3, SHAPE, 3, 1).sequences();

        assertThat(Job.meanSteps(SHAPE, data, 0, 0)).isEqualTo(6);
        assertThat(Job.answering(LSTM, anyLength, Job.meanSteps(anyLength, data, 0, 0), 1, 2, 1e6))
                .isEqualTo(new Job(LSTM, anyLength, 0, 1, 2, false, LearnedLayers.ALL, 0));
    }

    @Test
    void jobs_that_are_compared_get_one_device() {
        var other = new Architecture(new Recurrent(Cell.GRU, 1, 3, 0, 0), new Classes(3));
        var small = new Job(other, SHAPE, 6, 16, 2, true, LearnedLayers.ALL, 1);
        var accelerators = PlainSupport.chosenBy(DeviceChoice.AUTOMATIC, () -> installed("ready"));

        assertThat(accelerators.chooseForAll(List.of(small, job(1e12)))).isEqualTo(Choice.of(accelerator));
        assertThat(accelerators.chooseForAll(List.of(small, small)))
                .as("small jobs")
                .isEqualTo(Choice.PROCESSOR);
        accelerator.refused = List.of(other);
        assertThat(accelerators.chooseForAll(List.of(small, job(1e12))))
                .isEqualTo(Choice.processor("No kernel computes it there."));
        assertThatThrownBy(() -> PlainSupport.asking(accelerator).chooseForAll(List.of(small, job(1e12))))
                .hasMessageStartingWith("No kernel computes it there. The GPU is requested by");
    }

    @Test
    void of_sequences_of_any_length_the_mean_counts() {
        var data = ToySequences.learnableOfAnyLength(40, 9, 4, 3, 1).sequences();
        double steps = 0;
        for (int n = 0; n < 40; n++) {
            steps += data.timeSteps(n) / 40.0;
        }
        var usual = new SequenceShape((int) Math.round(steps), 4);

        var anyLength = SequenceShape.ofAnyLength(4);
        var job = Job.answering(LSTM, anyLength, Job.meanSteps(anyLength, data, 0, 40), 40, 2, 40);

        assertThat(job.steps()).isEqualTo(steps);
        assertThat(job.operations()).isEqualTo(40.0 * LSTM.operations(usual));
    }
}
