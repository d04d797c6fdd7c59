package org.seqnet.engine.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.seqnet.engine.SeqNetException;

class ComputeSettingsTest {
    private static final Map<String, String> NONE = Map.of();

    private static ComputeSettings settings(
            Map<String, String> preferences, Map<String, String> environment, Map<String, String> properties) {
        return ComputeSettings.of(values(preferences), values(environment), values(properties));
    }

    private static UnaryOperator<String> values(Map<String, String> map) {
        return map::get;
    }

    @Test
    void without_any_setting_the_engine_chooses() {
        var settings = settings(NONE, NONE, NONE);

        assertThat(settings.device()).isEqualTo(DeviceChoice.AUTOMATIC);
        assertThat(settings.threads()).isZero();
        assertThat(settings.offHeapMegabytes()).isZero();
        assertThat(settings.cudaLibraries()).isEmpty();
        assertThat(settings.gpuCard()).isZero();
        assertThat(settings.sources()).containsEntry(ComputeSetting.DEVICE, "the default");
    }

    @Test
    void a_property_outranks_a_variable_and_a_variable_a_preference() {
        var preferences =
                Map.of("device", "automatic", "threads", "1", "offHeapMegabytes", "512", "cudaLibraries", "/a");
        var environment = Map.of(
                "SEQNET_DEVICE", "gpu", "SEQNET_THREADS", "2", "SEQNET_CUDA_LIBRARIES", " /b ", "SEQNET_GPU_CARD", "1");
        var properties = Map.of("seqnet.device", "CPU");

        var settings = settings(preferences, environment, properties);

        assertThat(settings.device()).isEqualTo(DeviceChoice.CPU);
        assertThat(settings.threads()).isEqualTo(2);
        assertThat(settings.offHeapMegabytes()).isEqualTo(512);
        assertThat(settings.cudaLibraries()).isEqualTo(Optional.of(Path.of("/b")));
        assertThat(settings.gpuCard()).isEqualTo(1);
        assertThat(settings.sources())
                .isEqualTo(Map.of(
                        ComputeSetting.DEVICE, "the Java system property seqnet.device",
                        ComputeSetting.THREADS, "the environment variable SEQNET_THREADS",
                        ComputeSetting.OFF_HEAP_MEGABYTES, "the preference \"offHeapMegabytes\"",
                        ComputeSetting.CUDA_LIBRARIES, "the environment variable SEQNET_CUDA_LIBRARIES",
                        ComputeSetting.GPU_CARD, "the environment variable SEQNET_GPU_CARD"));
    }

    @Test
    void a_blank_value_is_none() {
        var settings = settings(Map.of("device", "cpu"), Map.of("SEQNET_DEVICE", " "), Map.of("seqnet.device", ""));

        assertThat(settings.device()).isEqualTo(DeviceChoice.CPU);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    SEQNET_DEVICE             | gppu | device | automatic, cpu or gpu
                    SEQNET_THREADS            | -1   | threads | a positive integer, or 0 for one thread per core
                    SEQNET_CUDA_LIBRARIES     | a\0b  | cuda libraries | a folder
                    SEQNET_THREADS            | two  | threads | a positive integer, or 0 for one thread per core
                    SEQNET_GPU_CARD           | -1   | gpu card | the number of a graphics card, 0 for the first one
                    SEQNET_OFF_HEAP_MEGABYTES | 1.5  | off heap megabytes | an integer number of megabytes, or 0 for the maximum size of the Java heap
                    """)
    void what_cannot_be_understood_is_told_with_its_place(String variable, String value, String title, String allowed) {
        assertThatThrownBy(() -> settings(NONE, Map.of(variable, value), NONE))
                .isInstanceOf(SeqNetException.class)
                .hasMessage("%s: the environment variable %s is \"%s\"; it must be %s. Correct it and restart."
                        .formatted(title, variable, value, allowed));
    }
}
