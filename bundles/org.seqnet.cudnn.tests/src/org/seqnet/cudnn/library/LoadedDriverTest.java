package org.seqnet.cudnn.library;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Drivers that do not work, or are not there, each in a process of its own. */
@EnabledOnOs(OS.LINUX)
class LoadedDriverTest {
    private static final String UPDATE =
            " Update NVIDIA's driver: version 525.60.13 or later on Linux, 527.41 or later on Windows.";

    @TempDir
    private Path folder;

    private String asked(Path driver) throws IOException, InterruptedException {
        return ChildProcess.of(folder).java(AskedDriver.class, driver.toString(), "1");
    }

    private static String twice(String line) {
        return line + "\n" + line + "\n";
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    100 | Graphics card: the driver does not find any. Run nvidia-smi in a terminal to see the reason. In a container or virtual machine, the card must be passed through; CUDA_VISIBLE_DEVICES must not be empty.
                    34  | NVIDIA driver: the library found is only a stand-in that programs are linked with. Remove CUDA's folder "stubs" from LD_LIBRARY_PATH.
                    802 | NVIDIA driver: the cards are not ready yet (error 802). Start the service NVIDIA Fabric Manager, or wait until it has started.
                    803 | NVIDIA driver: its library does not fit its kernel module (error 803). Restart the machine after an update of the driver; in a container, use a libcuda that is not newer than the driver of the machine.
                    999 | NVIDIA driver: it does not start: cuInit returned error 999. Restart the machine; if this does not help, install NVIDIA's driver again.
                    """)
    void a_driver_that_does_not_start_is_told_why(int status, String expected) throws Exception {
        var driver = ChildProcess.of(folder).driver("return " + status + ";");

        assertThat(asked(driver)).isEqualTo(twice(expected));
    }

    @Test
    void a_driver_that_hangs_is_waited_for_once() throws Exception {
        var driver = ChildProcess.of(folder).driver("for (;;) { }");

        assertThat(asked(driver))
                .isEqualTo(
                        twice("NVIDIA driver: " + driver + " does not answer within 1 seconds. Restart the machine; if "
                                + "this does not help, install NVIDIA's driver again."));
    }

    @Test
    void another_jna_that_a_system_property_forces_is_told() throws Exception {
        var driver = ChildProcess.of(folder).driver("return 100;");
        // NewStringUTF is entry 167 of the table of JNI's functions.
        ChildProcess.of(folder)
                .library(
                        "libjnidispatch.so",
                        """
                        extern "C" void* Java_com_sun_jna_Native_getNativeVersion(void* env, void*) {
                            typedef void* (*NewStringUtf)(void*, const char*);
                            return ((NewStringUtf) (*(void***) env)[167])(env, "1.0.0");
                        }
                        """);
        var forcing = List.of("-Djna.boot.library.path=" + folder);

        assertThat(ChildProcess.of(folder).java(forcing, AskedDriver.class, driver.toString(), "1"))
                .isEqualTo(twice("Native access: another version of JNA is forced by a Java system property, "
                        + "jna.boot.library.path=" + folder + ". Remove jna.boot.library.path and jna.nosys from "
                        + "knime.ini, and restart."));
    }

    @Test
    void a_driver_of_before_cuda_12_lacks_functions() throws Exception {
        var chosen = ChildProcess.of(folder);
        var driver = chosen.library("libcuda.so.1", "extern \"C\" int cuInit(int) { return 0; }\n");

        assertThat(asked(driver))
                .matches(".*Driver version: too old: \\Q" + driver
                        + "\\E lacks a function of CUDA 12 \\(.*cu[A-Z].*\\)\\.\\Q" + UPDATE + "\\E\n(?s).*");
    }

    @Test
    void a_library_that_does_not_load_is_told_in_the_linkers_words() throws Exception {
        var driver = Files.writeString(folder.resolve("libcuda.so.1"), "nothing at all");

        assertThat(asked(driver))
                .isEqualTo(twice(
                        "NVIDIA driver: " + driver + " does not load: " + driver + ": file too short. Restart the "
                                + "machine; if this does not help, install NVIDIA's driver again."));
    }

    @Test
    void a_machine_without_a_driver_loads_nothing_and_says_nothing_else() throws Exception {
        var nothing = Files.createDirectory(folder.resolve("nothing"));

        assertThat(ChildProcess.of(folder).java(EmptyMachine.class, nothing.toString()))
                .isEqualTo(
                        "NVIDIA driver: no libcuda.so.1 found. Install NVIDIA's driver and restart the machine; in a "
                                + "container, pass the card through (--gpus all).\n"
                                + "cuDNN: not found; no library folder exists. Get the libraries with tools/cuda-libs, "
                                + "or enter the folder of an installed PyTorch or of cuDNN 9 in the preference "
                                + "\"CUDA libraries folder\" or in SEQNET_CUDA_LIBRARIES.\n"
                                + "JNA is loaded: false\n");
    }
}
