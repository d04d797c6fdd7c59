package org.seqnet.cudnn.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.seqnet.cudnn.StandIn;
import org.seqnet.engine.accelerator.Job;
import org.seqnet.engine.network.Architecture;
import org.seqnet.engine.network.Cell;
import org.seqnet.engine.network.Classes;
import org.seqnet.engine.network.Convolutional;
import org.seqnet.engine.network.Encoder;
import org.seqnet.engine.network.Head;
import org.seqnet.engine.network.LabelPath;
import org.seqnet.engine.network.LinearClassifier;
import org.seqnet.engine.network.Recurrent;
import org.seqnet.engine.network.Rocket;
import org.seqnet.engine.network.TemporalConvolutional;
import org.seqnet.engine.network.TemporalConvolutional.Design;
import org.seqnet.engine.options.LearnedLayers;
import org.seqnet.engine.sequence.SequenceShape;

class CostModelTest {
    /** What such cards would show by their data sheets: half of the bandwidths and, of the T4, of the operations. */
    private static final CardSpeed H200 = new CardSpeed(2.5e-6, 8e-6, 1e14, 2.4e12, 2e10);

    private static final CardSpeed T4 = new CardSpeed(4e-6, 14e-6, 4e12, 1.6e11, 6e9);
    /** One core of the processor that benchmarks/gpu/worth.md has figures of. */
    private static final double CORE = 1e11;

    private static CostModel model(CardSpeed card) {
        return new CostModel(card, () -> CORE);
    }

    private static Architecture architecture(String name) {
        return switch (name) {
            case "LSTM 1 x 8" -> recurrent(Cell.LSTM, 1, 8);
            case "LSTM 2 x 32" -> recurrent(Cell.LSTM, 2, 32);
            case "LSTM 2 x 128" -> recurrent(Cell.LSTM, 2, 128);
            case "LSTM 1 x 128" -> recurrent(Cell.LSTM, 1, 128);
            case "LSTM 2 x 512" -> recurrent(Cell.LSTM, 2, 512);
            case "GRU 2 x 32" -> recurrent(Cell.GRU, 2, 32);
            case "GRU 2 x 128" -> recurrent(Cell.GRU, 2, 128);
            case "tanh RNN 2 x 128" -> recurrent(Cell.RNN_TANH, 2, 128);
            case "CNN" -> of(Convolutional.reference(), new Classes(10));
            case "CNN-RNN" -> of(
                    Convolutional.reference(),
                    new LabelPath(10, 64, 128, IntStream.range(0, 10).boxed().toList()));
            case "FCN 32" -> of(new TemporalConvolutional(Design.FCN, 32, 3, 8, 1, 0), new Classes(10));
            case "FCN 128" -> of(new TemporalConvolutional(Design.FCN, 128, 3, 8, 1, 0), new Classes(10));
            case "Inception 32" -> of(new TemporalConvolutional(Design.INCEPTION, 32, 6, 40, 1, 0), new Classes(10));
            case "ResNet 64" -> of(new TemporalConvolutional(Design.RESNET, 64, 3, 8, 1, 0), new Classes(10));
            default -> throw new IllegalArgumentException(name);
        };
    }

    private static Architecture recurrent(Cell cell, int layers, int units) {
        return of(new Recurrent(cell, layers, units, 0, 0), new Classes(10));
    }

    private static Architecture of(Encoder encoder, Head head) {
        return new Architecture(encoder, head);
    }

    private static Job job(String network, int steps, int features, int batch, int threads, boolean learns) {
        return job(architecture(network), steps, features, batch, threads, learns);
    }

    private static Job job(Architecture network, int steps, int features, int batch, int threads, boolean learns) {
        return new Job(
                network, new SequenceShape(steps, features), steps, batch, threads, learns, LearnedLayers.ALL, 1e12);
    }

    @ParameterizedTest
    @CsvSource({
        // milliseconds that one thread took to learn a mini-batch (benchmarks/gpu/worth.md)
        "LSTM 2 x 32,      28, 28,  32,   1.276",
        "LSTM 2 x 32,     100,  6, 100,  15.766",
        "LSTM 2 x 128,     28, 28,  32,  12.814",
        "LSTM 2 x 128,     28, 28, 512, 197.218",
        "LSTM 1 x 128,    200,  1,  32,  31.326",
        "LSTM 2 x 512,     28, 28, 100, 504.980",
        "GRU 2 x 32,       28, 28,  32,   0.971",
        "GRU 2 x 128,      28, 28, 100,  29.065",
        "tanh RNN 2 x 128, 28, 28, 100,   9.135",
        "CNN,              28, 28,  32,  19.387",
        "CNN,              28, 28, 100,  60.577",
        "CNN-RNN,          28, 28,  64,  45.019",
        "FCN 32,          150,  1,  16,   5.063",
        "FCN 128,         150,  6,  32,  81.340",
        "Inception 32,    150,  1,  32, 155.175",
        "ResNet 64,       150,  6,  32, 161.798",
    })
    void the_processor_takes_about_as_long_as_it_was_measured_to(
            String network, int steps, int features, int batch, double milliseconds) {
        double expected = model(H200).processorSeconds(job(network, steps, features, batch, 1, true));
        assertThat(1000 * expected / milliseconds).isBetween(0.67, 1.5);
    }

    @ParameterizedTest
    @CsvSource({
        // learns or answers, on this many threads: what computes beside an H200 and beside a T4
        "learn,  LSTM 1 x 8,    100,  1,   32,  2, CPU, CPU",
        "learn,  LSTM 1 x 8,    100,  1,   32, 64, CPU, CPU",
        "learn,  LSTM 2 x 32,    28, 28,   32,  2, CPU, CPU",
        "learn,  LSTM 2 x 32,   100,  6,  100,  2, GPU, CPU",
        "learn,  LSTM 2 x 32,   100,  6,  100, 16, CPU, CPU",
        "learn,  LSTM 2 x 128,   28, 28,  100,  2, GPU, GPU",
        "learn,  LSTM 2 x 128,   28, 28,  100, 16, GPU, CPU",
        "learn,  LSTM 2 x 128,   28, 28, 1024, 16, GPU, GPU",
        "learn,  LSTM 1 x 128,  200,  1,   32,  2, GPU, GPU",
        "learn,  LSTM 1 x 128,  200,  1,   32, 16, CPU, CPU",
        "learn,  LSTM 2 x 512,   28, 28,  100, 16, GPU, GPU",
        "learn,  GRU 2 x 32,     28, 28,   32,  2, CPU, CPU",
        "learn,  GRU 2 x 128,    28, 28,  100,  2, GPU, GPU",
        "learn,  CNN,            28, 28,   32,  2, GPU, GPU",
        "learn,  CNN,            28, 28,  100, 16, GPU, GPU",
        "learn,  CNN-RNN,        28, 28,   64,  2, GPU, GPU",
        "learn,  FCN 32,        150,  1,   16,  2, GPU, GPU",
        "learn,  FCN 32,        150,  1,   16, 16, GPU, CPU",
        "learn,  FCN 128,       150,  6,   32, 16, GPU, GPU",
        "learn,  Inception 32,  150,  1,   32, 16, GPU, GPU",
        "answer, LSTM 1 x 8,    100,  1, 1000,  2, GPU, GPU",
        "answer, LSTM 2 x 32,    28, 28,    1,  2, CPU, CPU",
        "answer, LSTM 2 x 128,   28, 28,    1,  2, CPU, CPU",
        "answer, LSTM 2 x 128,   28, 28, 1000,  2, GPU, GPU",
        "answer, CNN,            28, 28,    1,  2, GPU, CPU",
        "answer, CNN,            28, 28, 1000,  2, GPU, GPU",
    })
    void typical_jobs_go_where_they_are_faster(
            String kind, String network, int steps, int features, int batch, int threads, String first, String second) {
        var job = job(network, steps, features, batch, threads, "learn".equals(kind));
        assertThat(chosen(H200, job) + ", " + chosen(T4, job)).isEqualTo(first + ", " + second);
    }

    private static String chosen(CardSpeed card, Job job) {
        return model(card).isWorthIt(job) ? "GPU" : "CPU";
    }

    @Test
    void more_work_takes_both_longer() {
        var model = model(T4);
        var encoder = new Recurrent(Cell.LSTM, 2, 128, 0, 0);
        var small = job("LSTM 2 x 128", 28, 28, 32, 2, true);
        for (var larger : new Job[] {
            job("LSTM 2 x 128", 28, 28, 64, 2, true),
            job("LSTM 2 x 128", 56, 28, 32, 2, true),
            job("LSTM 2 x 128", 28, 56, 32, 2, true),
            job("LSTM 2 x 512", 28, 28, 32, 2, true),
            job(new Architecture(encoder, new Classes(10), 2), 28, 28, 32, 2, true),
        }) {
            assertThat(model.cardSeconds(larger)).isGreaterThan(model.cardSeconds(small));
            assertThat(model.processorSeconds(larger)).isGreaterThan(model.processorSeconds(small));
        }
        var answered = job("LSTM 2 x 128", 28, 28, 32, 2, false);
        assertThat(model.cardSeconds(answered)).isLessThan(model.cardSeconds(small));
        assertThat(model.processorSeconds(answered)).isLessThan(model.processorSeconds(small));
    }

    @Test
    void faster_cards_and_fewer_threads_speak_for_the_card() {
        var job = job("LSTM 2 x 128", 28, 28, 100, 2, true);
        assertThat(model(H200).cardSeconds(job)).isLessThan(model(T4).cardSeconds(job));
        var onOne = job("LSTM 2 x 128", 28, 28, 100, 1, true);
        assertThat(model(T4).processorSeconds(onOne)).isEqualTo(2 * model(T4).processorSeconds(job));
    }

    @Test
    void a_card_that_is_exactly_as_fast_is_not_worth_it() {
        var job = job("LSTM 2 x 128", 28, 28, 100, 2, true);
        double card = model(H200).cardSeconds(job);
        double core = CORE * model(H200).processorSeconds(job) / card;
        double seconds = new CostModel(H200, () -> core).processorSeconds(job);
        assertThat(new CostModel(H200, () -> core * 1.0001).isWorthIt(job)).isFalse();
        assertThat(new CostModel(H200, () -> core * 0.9999).isWorthIt(job)).isTrue();
        assertThat(seconds / card).isBetween(0.9999, 1.0001);
    }

    /** By hand: 2 layers of 128 units on 28 steps of 28 features, 100 sequences, 10 classes. */
    @Test
    void the_work_of_the_reference_network_is_what_it_is_by_hand() {
        var work = Workload.of(job("LSTM 2 x 128", 28, 28, 100, 2, true));
        double products = 28 * 4 * 128 * ((28 + 128) + (128 + 128)) + 128 * 10;
        assertThat(work.operations()).isEqualTo(100 * 2 * products);
        assertThat(work.gates()).isEqualTo(100.0 * 28 * 2 * 128 * 4);
        assertThat(work.rows()).isEqualTo(100.0 * 28 * 2);
        assertThat(work.chain()).isEqualTo(56);
        assertThat(work.values()).isZero();
        assertThat(work.input()).isEqualTo(100.0 * 28 * 28);
        assertThat(work.parameters()).isEqualTo(4 * 128 * (28 + 128 + 1) + 4 * 128 * (128 + 128 + 1) + 129 * 10);
    }

    @Test
    void sequences_of_any_length_count_with_their_mean_length() {
        var network = architecture("LSTM 2 x 128");
        var any = new Job(network, SequenceShape.ofAnyLength(28), 28.3, 100, 2, true, LearnedLayers.ALL, 1e12);
        assertThat(Workload.of(any)).isEqualTo(Workload.of(job("LSTM 2 x 128", 28, 28, 100, 2, true)));
    }

    @Test
    void what_no_card_computes_has_no_cost() {
        var rocket = of(Rocket.ofMost(840, 1, LinearClassifier.RIDGE), new Classes(2));
        assertThatThrownBy(() -> Workload.of(job(rocket, 100, 1, 10, 2, true)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_card_is_measured_by_trials_that_leave_nothing_behind() {
        var standIn = StandIn.start();
        var speed = CardSpeed.measure(standIn.card());
        assertThat(List.of(speed.launch(), speed.step(), speed.operations(), speed.bandwidth(), speed.transfer()))
                .allMatch(number -> number > 0 && number < Double.POSITIVE_INFINITY);
        assertThat(speed.step()).isGreaterThan(speed.launch());
        assertThat(standIn.left()).isEmpty();
        assertThat(standIn.trouble()).isEmpty();
    }

    @Test
    void a_core_is_measured_once() {
        double speed = ProcessorSpeed.ofProcess();
        assertThat(speed).isBetween(1e9, 1e13).isEqualTo(ProcessorSpeed.ofProcess());
    }
}
