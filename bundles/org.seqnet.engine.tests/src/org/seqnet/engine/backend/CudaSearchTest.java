package org.seqnet.engine.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.accelerator.PlainAccelerator;
import org.seqnet.engine.accelerator.PlainSupport;

/** Machines made of files: with a driver, libraries and a card that a script tells of, or without some of them. */
@EnabledOnOs({OS.LINUX, OS.MAC})
class CudaSearchTest {
    private static final String A100 = "NVIDIA A100-SXM4-40GB, 525.85.12, 40960, 39000, 8.0";

    @TempDir
    private Path folder;

    private Path libraries;
    private Path programs;
    private Path installed;

    @BeforeEach
    void aMachineThatLacksNothing() throws IOException {
        libraries = Files.createDirectories(folder.resolve("lib"));
        programs = Files.createDirectories(folder.resolve("bin"));
        installed = Files.createDirectories(folder.resolve("bundle"));
        install("org/nd4j/linalg/jcublas/JCublasBackend.class");
        install("org/nd4j/linalg/jcublas/bindings/linux-x86_64/libjnind4jcuda.so");
        Files.createFile(libraries.resolve("libcuda.so.1"));
        for (var library : CudaLibrary.NEEDED) {
            Files.createFile(libraries.resolve(library.linux()));
        }
        cards("echo '" + A100 + "'");
    }

    private void install(String resource) throws IOException {
        var file = installed.resolve(resource);
        Files.createDirectories(file.getParent());
        Files.createFile(file);
    }

    private void cards(String script) throws IOException {
        var program = programs.resolve("nvidia-smi");
        Files.writeString(program, "#!/bin/sh\n" + script + "\n");
        assertThat(program.toFile().setExecutable(true)).isTrue();
    }

    private CudaSearch search(String platform) throws MalformedURLException {
        var loader = new URLClassLoader(new URL[] {installed.toUri().toURL()}, null);
        return new CudaSearch(loader, new Machine(platform, List.of(libraries), List.of(programs)));
    }

    private CudaSearch.Outcome found() throws MalformedURLException {
        return search("linux-x86_64").search();
    }

    @Test
    void with_everything_there_the_first_card_is_told() throws IOException {
        cards("echo '" + A100 + "'; echo 'NVIDIA T4, 525.85.12, 15000, 14000, 7.5'");

        assertThat(found().diagnosis().findings()).allMatch(Finding::present);
        assertThat(found().diagnosis().shortcomings()).isEmpty();
        assertThat(found().card())
                .contains(new GraphicsCard("NVIDIA A100-SXM4-40GB", "525.85.12", Optional.of(8.0), 40960, 39000));
    }

    @Test
    void a_driver_that_does_not_know_capabilities_is_asked_without() throws IOException {
        cards("case \"$1\" in *compute_cap*) echo 'Field \"compute_cap\" is not a valid field'; exit 2;; esac\n"
                + "echo 'Tesla K80, 460.32.03, 11441, 11000'");

        assertThat(found().diagnosis().isUsable()).isTrue();
        assertThat(found().card()).map(GraphicsCard::capability).contains(Optional.empty());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    H100, 550.54, 81559, 81000, 9.0 | Compute capability: 9.0; ND4J's CUDA backend supports 3.7, 5.0 to 5.3, 6.0 to 6.2, 7.0 to 7.5, 8.0 to 8.9. This card is newer than the backend and requires "Sequence Networks: cuDNN kernels for NVIDIA GPUs" instead (see docs/gpu.md).
                    K20, 460.32, 4096, 4000, 3.5    | Compute capability: 3.5; ND4J's CUDA backend supports 3.7, 5.0 to 5.3, 6.0 to 6.2, 7.0 to 7.5, 8.0 to 8.9. This card is not supported; use the CPU.
                    T4, 440.33.01, 15000, 14000, 7.5 | Driver version: 440.33.01; CUDA 11.6 requires 450.80.02 or later. Update NVIDIA's driver.
                    T4, 525.85, 15000, 400, 7.5     | Graphics memory: 400 of 15,000 MB are free; 1,000 MB are required. Close other programs that use the card (nvidia-smi lists them).
                    """)
    void a_card_that_does_not_fit_is_told_with_a_cure(String card, String shortcoming) throws IOException {
        cards("echo '" + card + "'");

        assertThat(found().diagnosis().shortcomings()).isEqualTo(shortcoming);
    }

    @Test
    void on_windows_there_is_code_for_fewer_cards() throws IOException {
        Files.move(programs.resolve("nvidia-smi"), programs.resolve("nvidia-smi.exe"));

        assertThat(search("windows-x86_64").search().diagnosis().shortcomings())
                .contains("Compute capability: 8.0; ND4J's CUDA backend supports 5.0 to 5.3, 6.1 to 6.2, 7.5, 8.6 "
                        + "to 8.9 on Windows. This card is not supported; use the CPU.");
    }

    @Test
    void an_ada_card_and_a_windows_driver_do() throws IOException {
        cards("echo 'NVIDIA RTX 4090, 452.39, 24564, 24000, 8.9'");

        assertThat(found().diagnosis().isUsable()).isTrue();
        assertThat(CudaSearch.isAtLeast("452.39", "452.39")).isTrue();
        assertThat(CudaSearch.isAtLeast("451.99", "452.39")).isFalse();
        assertThat(CudaSearch.isAtLeast("1000.1", "452.39")).isTrue();
        assertThat(CudaSearch.isAtLeast("nonsense", "452.39")).isFalse();
    }

    @Test
    void a_missing_library_is_told_with_where_it_was_looked_for() throws IOException {
        Files.delete(libraries.resolve("libcublas.so.11"));
        Files.createFile(libraries.resolve("libcublas.so.12"));

        assertThat(found().diagnosis().shortcomings())
                .isEqualTo("CUDA library libcublas.so.11: not found; searched in " + libraries
                        + ". Get the libraries with tools/cuda-libs --cuda 11.6 or install CUDA 11.6, and enter their "
                        + "folder in the preference \"CUDA libraries folder\" or in SEQNET_CUDA_LIBRARIES.");
    }

    @Test
    void a_machine_without_any_of_it_is_told_all() throws IOException {
        var empty = Files.createDirectory(folder.resolve("empty"));
        var search = new CudaSearch(
                new URLClassLoader(new URL[0], null), new Machine("linux-x86_64", List.of(empty), List.of(empty)));

        assertThat(search.isInstalled()).isFalse();
        assertThat(search.search().card()).isEmpty();
        assertThat(search.search().diagnosis().shortcomings().lines())
                .hasSize(4 + CudaLibrary.NEEDED.size())
                .startsWith(
                        "CUDA feature: not installed. Install \"Sequence Networks: NVIDIA graphics cards\" from the"
                                + " update site.",
                        "CUDA natives for linux-x86_64: not installed; searched for "
                                + "org/nd4j/linalg/jcublas/bindings/linux-x86_64/libjnind4jcuda.so in "
                                + "the bundles org.seqnet.dl4j.cuda.*. Install \"CUDA natives\" from "
                                + "the CUDA update site (see docs/gpu.md).",
                        "NVIDIA driver: no libcuda.so.1; searched in " + empty
                                + ". Install NVIDIA's driver, version 450.80.02 or later, and restart the machine; in "
                                + "a container, pass the card through (--gpus all).",
                        "Graphics card: not found because the driver's program nvidia-smi is missing. Install "
                                + "the complete NVIDIA driver, including its utilities.");
    }

    @Test
    void a_driver_that_sees_no_card_is_told() throws IOException {
        cards("echo 'No devices were found'; exit 6");

        assertThat(found().diagnosis().shortcomings())
                .startsWith("Graphics card: " + programs.resolve("nvidia-smi")
                        + " does not list any. Run it in a terminal");
    }

    @ParameterizedTest
    @ValueSource(strings = {"linux-arm64", "macosx-arm64", "macosx-x86_64"})
    void that_other_platforms_have_no_cuda_is_said_once(String platform) throws IOException {
        assertThat(search(platform).search().diagnosis().findings())
                .containsExactly(Finding.missing(
                        "CUDA natives for " + platform,
                        "not available: ND4J's CUDA backend supports only Linux and Windows on x86-64.",
                        "Use the CPU on this machine."));
    }

    private static ComputeSettings asking(DeviceChoice device) {
        return new ComputeSettings(
                device,
                0,
                0,
                Optional.empty(),
                0,
                Map.of(ComputeSetting.DEVICE, "the environment variable SEQNET_DEVICE"));
    }

    @Test
    void a_card_asked_for_in_vain_is_an_error_and_never_a_silent_fall_back() throws IOException {
        cards("echo 'H100, 550.54, 81559, 81000, 9.0'");
        var search = search("linux-x86_64");

        assertThatThrownBy(() -> CudaStart.of(
                        asking(DeviceChoice.GPU), search, getClass().getClassLoader(), () -> CardStart.NONE))
                .isInstanceOf(SeqNetException.class)
                .hasMessage("The GPU is requested by the environment variable SEQNET_DEVICE but cannot be used:\n"
                        + search.search().diagnosis().shortcomings()
                        + "\nAlternatively: Set the environment variable SEQNET_DEVICE to automatic or cpu.");
    }

    @Test
    void a_card_asked_for_in_vain_is_an_error_that_tells_what_either_library_lacks() throws IOException {
        cards("echo 'H100, 550.54, 81559, 81000, 9.0'");
        var search = search("linux-x86_64");
        var cudnn = Finding.missing("cuDNN", "not found.", "Install cuDNN 9.");
        var support = new PlainSupport(List.of(cudnn), true, PlainAccelerator::new);
        var asked = asking(DeviceChoice.GPU);

        assertThatThrownBy(() -> CudaStart.of(
                        asked,
                        search,
                        getClass().getClassLoader(),
                        () -> CardStart.of(asked, () -> Optional.of(support))))
                .isInstanceOf(SeqNetException.class)
                .hasMessage("The GPU is requested by the environment variable SEQNET_DEVICE but cannot be used:\n"
                        + "cuDNN kernels:\ncuDNN: not found. Install cuDNN 9.\nCUDA backend of ND4J:\n"
                        + search.search().diagnosis().shortcomings()
                        + "\nAlternatively: Set the environment variable SEQNET_DEVICE to automatic or cpu.");
    }

    @Test
    void nd4j_leaves_a_card_alone_that_another_bundle_computes_on() throws IOException {
        cards("touch '" + folder + "/asked'");
        var support = new PlainSupport(List.of(), true, PlainAccelerator::new);
        for (var device : List.of(DeviceChoice.GPU, DeviceChoice.AUTOMATIC)) {
            var asked = asking(device);
            var start = CudaStart.of(
                    asked,
                    search("linux-x86_64"),
                    getClass().getClassLoader(),
                    () -> CardStart.of(asked, () -> Optional.of(support)));

            assertThat(start).isEqualTo(new CudaStart(Optional.empty(), Optional.empty()));
        }
        assertThat(folder.resolve("asked")).doesNotExist();
    }

    @Test
    void left_to_the_engine_the_cpu_takes_over_and_the_reason_is_kept() throws IOException {
        cards("echo 'H100, 550.54, 81559, 81000, 9.0'");
        var search = search("linux-x86_64");

        var start =
                CudaStart.of(asking(DeviceChoice.AUTOMATIC), search, getClass().getClassLoader(), () -> CardStart.NONE);

        assertThat(start.card()).isEmpty();
        assertThat(start.fallback()).contains(search.search().diagnosis().shortcomings());
    }

    @Test
    void libraries_that_do_not_load_are_a_reason_too() throws IOException {
        var start = CudaStart.of(
                asking(DeviceChoice.AUTOMATIC),
                search("linux-x86_64"),
                getClass().getClassLoader(),
                () -> CardStart.NONE);

        assertThat(start.card()).isEmpty();
        assertThat(start.fallback()).hasValueSatisfying(reason -> assertThat(reason)
                .startsWith("CUDA start: java.lang.UnsatisfiedLinkError: ")
                .contains("libcudart.so.11.0")
                .endsWith("Restart the machine if the driver was updated recently."));
    }

    @Test
    void nobody_looks_for_a_card_that_is_not_wanted() throws IOException {
        cards("touch '" + folder + "/asked'");

        var cpu = CudaStart.of(
                asking(DeviceChoice.CPU), search("linux-x86_64"), getClass().getClassLoader(), () -> CardStart.NONE);
        Files.delete(installed.resolve("org/nd4j/linalg/jcublas/JCublasBackend.class"));
        var automatic = CudaStart.of(
                asking(DeviceChoice.AUTOMATIC),
                search("linux-x86_64"),
                getClass().getClassLoader(),
                () -> CardStart.NONE);

        assertThat(cpu).isEqualTo(automatic).isEqualTo(new CudaStart(Optional.empty(), Optional.empty()));
        assertThat(folder.resolve("asked")).doesNotExist();
    }
}
