package org.seqnet.engine.trained;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class EpochRecordTest {
    @Test
    void an_epoch_is_one_line_of_a_log() {
        var epoch = new EpochRecord(
                3,
                new Evaluation(0.9761, 0.0812),
                Duration.ofMillis(41_210),
                1456.2,
                Optional.empty(),
                "CPU",
                OptionalDouble.empty());
        var validated = new EpochRecord(
                3,
                new Evaluation(0.9761, 0.0812),
                Duration.ofMillis(41_210),
                1456.2,
                Optional.of(new Evaluation(0.97, 0.1)),
                "CPU",
                OptionalDouble.of(0.001));

        assertThat(epoch.line(10)).isEqualTo("epoch 3/10  accuracy 0.9761  loss 0.0812  41.2 s  1,456 samples/s");
        assertThat(validated.line(10))
                .isEqualTo("epoch 3/10  accuracy 0.9761  loss 0.0812  41.2 s  1,456 samples/s"
                        + "  validation accuracy 0.9700  loss 0.1000");
    }

    @Test
    void a_line_tells_the_rate_where_it_changes() {
        var epoch = new EpochRecord(
                3,
                new Evaluation(0.5, 0.25),
                Duration.ofMillis(1000),
                100,
                Optional.empty(),
                "CPU",
                OptionalDouble.of(0.00012345));
        var unknown = new EpochRecord(
                3,
                new Evaluation(0.5, 0.25),
                Duration.ofMillis(1000),
                100,
                Optional.empty(),
                "CPU",
                OptionalDouble.empty());

        assertThat(epoch.lineWithRate(10)).isEqualTo(epoch.line(10) + "  learning rate 0.000123");
        assertThat(unknown.lineWithRate(10)).isEqualTo(unknown.line(10));
    }
}
