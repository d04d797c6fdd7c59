package org.seqnet.engine.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.bytedeco.javacpp.Loader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.seqnet.engine.SeqNetException;

class LocalDeviceTest {
    @Test
    void it_starts_once() {
        assertThat(LocalDevice.start()).isSameAs(LocalDevice.start());
    }

    @Test
    void the_device_is_told_in_words() {
        var device = LocalDevice.start();
        int cores = Runtime.getRuntime().availableProcessors();

        assertThat(device.device(1)).isEqualTo("CPU, 1 thread");
        assertThat(device.device(3)).isEqualTo("CPU, 3 threads");
        assertThat(device.device(0)).isEqualTo(device.device(cores));
        assertThat(device.usesGraphicsCard()).isFalse();
    }

    @Test
    void onednn_multiplies_where_it_is_shipped() {
        assertThat(LocalDevice.start().oneDnn().isPresent())
                .isEqualTo(Loader.getPlatform().equals("linux-x86_64"));
    }

    @ParameterizedTest
    @CsvSource({
        "cpu, true, true",
        "cpu, false, true",
        "automatic, true, false",
        "automatic, false, true",
        "gpu, true, false"
    })
    void it_starts_early_only_if_no_accelerator_can_get_the_job(
            String device, boolean hasAccelerator, boolean startsEarly) {
        var settings = ComputeSettings.of(key -> null, key -> null, key -> key.equals("seqnet.device") ? device : null);

        assertThat(LocalDevice.isSure(settings, hasAccelerator)).isEqualTo(startsEarly);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_thread_finds_its_own_setting_of_openmp_again(boolean ofNd4j) {
        var device = LocalDevice.start();
        var openMp = ofNd4j
                ? Backend.start().openMp()
                : device.oneDnn().orElseGet(() -> Backend.start().openMp());
        int before = openMp.threads();
        openMp.use(3);
        try {
            assertThat(device.withOneThread(openMp::threads)).isEqualTo(1);
            assertThat(openMp.threads()).isEqualTo(3);
            assertThatThrownBy(() -> device.withOneThread(() -> {
                        throw new SeqNetException("stopped");
                    }))
                    .hasMessage("stopped");
            assertThat(openMp.threads()).isEqualTo(3);
        } finally {
            openMp.use(before);
        }
    }
}
