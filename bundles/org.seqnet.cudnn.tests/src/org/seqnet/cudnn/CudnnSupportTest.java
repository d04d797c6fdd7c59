package org.seqnet.cudnn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.backend.ComputeSettings;
import org.seqnet.engine.backend.Finding;

/** The stand-in is found and loaded as NVIDIA's libraries are. */
class CudnnSupportTest {
    private StandIn standIn;

    @BeforeEach
    void start() {
        standIn = StandIn.start();
    }

    @AfterEach
    void give_the_memory_back() {
        standIn.memory(8L << 30);
        assertThat(standIn.trouble()).isEmpty();
    }

    private static ComputeSettings settings(Path folder) {
        System.setProperty("seqnet.cudaLibraries", folder.toString());
        try {
            return ComputeSettings.current();
        } finally {
            System.clearProperty("seqnet.cudaLibraries");
        }
    }

    @Test
    void a_card_is_diagnosed_and_started() {
        var settings = settings(standIn.folder());
        var support = new CudnnSupport();

        assertThat(support.hasCard()).isFalse();
        var findings = support.diagnose(settings);
        var accelerator = support.start(settings);

        assertThat(support.hasCard()).isTrue();
        assertThat(findings).allMatch(Finding::present);
        assertThat(findings)
                .extracting(Finding::subject)
                .containsExactly(
                        "NVIDIA driver",
                        "Driver version",
                        "Graphics card",
                        "Compute capability",
                        "Graphics memory",
                        "cuDNN",
                        "cuBLAS");
        assertThat(findings.get(0).found())
                .isEqualTo(standIn.folder().resolve("libcuda.so.1").toString());
        assertThat(accelerator.name()).isEqualTo("GPU, Stand-in");
        assertThat(accelerator.library()).matches("cuDNN 9\\.\\d+\\.\\d+");
    }

    @Test
    void the_card_that_the_settings_name_is_looked_at() {
        System.setProperty("seqnet.gpuCard", "1");
        try {
            var findings = new CudnnSupport().diagnose(settings(standIn.folder()));

            assertThat(findings)
                    .contains(
                            Finding.present("Graphics card", "Stand-in, which is number 1 of 0 Stand-in, 1 Stand-in"));
        } finally {
            System.clearProperty("seqnet.gpuCard");
        }
    }

    @Test
    void a_diagnosis_leaves_nothing_on_the_card() {
        new CudnnSupport().diagnose(settings(standIn.folder()));

        assertThat(standIn.left()).isEmpty();
    }

    @Test
    void a_card_without_room_is_told_and_does_not_start() {
        standIn.memory(100L << 20);

        assertThatThrownBy(() -> new CudnnSupport().start(settings(standIn.folder())))
                .isInstanceOf(SeqNetException.class)
                .hasMessage(
                        "Graphics memory: 100 of 100 MB are free; 500 MB are required. Close other programs that use "
                                + "the card (nvidia-smi lists them).");
    }

    @Test
    void each_call_of_the_driver_that_fails_is_told() {
        var settings = settings(standIn.folder());
        var support = new CudnnSupport();
        support.diagnose(settings);
        long calls = standIn.calls();
        assertThat(calls).isGreaterThan(5);

        // Of the last two, which give the card back, nobody needs to know.
        for (long call = 1; call <= calls - 2; call++) {
            standIn.reset();
            standIn.failAt(call);

            assertThat(support.diagnose(settings))
                    .as("call %d of %d", call, calls)
                    .anyMatch(finding -> !finding.present()
                            && !finding.cure().isEmpty()
                            && finding.found().contains("error"));
        }
        standIn.reset();
    }
}
