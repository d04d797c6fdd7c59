package org.seqnet.engine.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URL;
import java.net.URLClassLoader;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOpsHolder;
import org.seqnet.engine.SeqNetException;

class BackendTest {
    @Test
    void it_starts_once() {
        assertThat(Backend.start()).isSameAs(Backend.start());
    }

    @Test
    void libraries_have_a_folder_of_their_own_and_other_extensions_settings_stay() {
        var facts = Backend.start().facts();
        var property = "org.bytedeco.javacpp.cachedir";

        assertThat(facts)
                .filteredOn(fact -> fact.subject().equals("Library folder"))
                .singleElement()
                .extracting(Finding::found)
                .asString()
                .contains(System.getProperty(property, "org.seqnet.dl4j-1.0.0-M2.1"));
        assertThat(Pointer.maxPhysicalBytes()).isZero();
        assertThat(System.getProperty("org.bytedeco.javacpp.maxphysicalbytes")).isNull();
        assertThat(System.getProperty("org.bytedeco.javacpp.maxbytes")).isNull();
    }

    @Test
    void it_computes() {
        Backend.start();
        try (var two = Nd4j.createFromArray(2f)) {
            assertThat(two.mul(3).getFloat(0)).isEqualTo(6f);
        }
    }

    @Test
    void nd4j_uses_one_thread_since_the_fused_layers_split_work_themselves() {
        Backend.start();

        assertThat(Nd4j.getEnvironment().maxMasterThreads()).isEqualTo(1);
    }

    @Test
    void it_runs_on_the_processor() {
        assertThat(Backend.start().facts())
                .contains(Finding.present("Library", "Deeplearning4j 1.0.0-M2.1, CpuBackend"));
        assertThat(Backend.isRunning()).isTrue();
    }

    @Test
    void it_shares_the_openmp_of_onednn() {
        var nativeOps = NativeOpsHolder.getInstance().getDeviceNativeOps();
        Backend.start().openMp().withOneThread(() -> {
            nativeOps.setOmpNumThreads(3);
            LocalDevice.start().oneDnn().ifPresent(openMp -> {
                assertThat(openMp.threads()).isEqualTo(3);
                openMp.use(2);
                assertThat(nativeOps.ompGetMaxThreads()).isEqualTo(2);
            });
            return null;
        });
    }

    @Test
    void the_report_tells_settings_device_and_all_that_a_graphics_card_needs() {
        assertThat(DeviceReport.make())
                .extracting(Finding::subject)
                .startsWith(
                        "Setting: device",
                        "Setting: threads",
                        "Setting: off heap megabytes",
                        "Setting: cuda libraries",
                        "Setting: gpu card",
                        "Device",
                        "Library")
                .contains("CUDA feature", "NVIDIA driver", "Graphics card", "Java", "Cores");
    }

    @Test
    void missing_native_parts_are_named() {
        var empty = new URLClassLoader(new URL[0], null);

        assertThatThrownBy(() -> NativeParts.require(empty, "linux-arm64"))
                .isInstanceOf(SeqNetException.class)
                .hasMessage("The native libraries of Deeplearning4j for linux-arm64 are not installed: nd4j-native; "
                        + "nd4j-native, linux-arm64; openblas, linux-arm64; javacpp, linux-arm64. Install the fragment "
                        + "org.seqnet.dl4j.cpu for this platform from the update site. Searched for "
                        + "META-INF/services/org.nd4j.linalg.factory.Nd4jBackend, "
                        + "org/nd4j/linalg/cpu/nativecpu/bindings/linux-arm64/libjnind4jcpu.so, "
                        + "org/bytedeco/openblas/linux-arm64/libjniopenblas_nolapack.so, "
                        + "org/bytedeco/javacpp/linux-arm64/libjnijavacpp.so.");
    }

    @Test
    void a_failed_start_tells_cause_place_and_cure() {
        var failure = NativeParts.failure(
                "linux-x86_64",
                "/read/only",
                new ExceptionInInitializerError(new UnsatisfiedLinkError("no jnind4jcpu")));

        assertThat(failure)
                .hasMessage("Deeplearning4j for linux-x86_64 is installed but could not be started: "
                        + "java.lang.UnsatisfiedLinkError: no jnind4jcpu. Its native libraries are unpacked to "
                        + "/read/only; the folder must be writable, allow programs to run and, on Windows, have a name "
                        + "with only characters of the system code page (to use another folder, set "
                        + "-Dorg.bytedeco.javacpp.cachedir=... in knime.ini). Restart KNIME after a change.");
    }
}
