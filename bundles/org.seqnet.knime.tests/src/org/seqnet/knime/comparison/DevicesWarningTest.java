package org.seqnet.knime.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.seqnet.knime.learner.Trainings;

class DevicesWarningTest {
    private static Optional<String> warning(String... devices) {
        return DevicesWarning.of(Stream.of(devices).map(Trainings::on).toList());
    }

    @Test
    void networks_that_differ_in_the_precision_only_are_told_how_to_compare_them() {
        assertThat(warning("CPU, 2 threads, mixed precision", "CPU, 2 threads", "CPU, 2 threads, mixed precision"))
                .contains("The networks were trained in different precisions, so their training times are not "
                        + "comparable: CPU, 2 threads, mixed precision; CPU, 2 threads. To compare them, set "
                        + "Precision to \"Single\" in all learners.");
    }

    @Test
    void other_devices_are_named_with_their_precision() {
        assertThat(warning("CPU, 2 threads, mixed precision", "CPU, 3 threads"))
                .contains("The networks were trained on different devices, so their training times are not "
                        + "comparable: CPU, 2 threads, mixed precision; CPU, 3 threads.");
    }

    @Test
    void the_same_device_and_precision_give_no_warning() {
        assertThat(warning("CPU, 2 threads, mixed precision", "CPU, 2 threads, mixed precision"))
                .isEmpty();
    }
}
