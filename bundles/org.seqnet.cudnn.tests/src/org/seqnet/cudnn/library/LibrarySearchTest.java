package org.seqnet.cudnn.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.seqnet.cudnn.library.Platform.LINUX_X86_64;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.seqnet.engine.backend.Finding;

class LibrarySearchTest {
    private static final String REPAIR = "Install it again, or get the libraries with tools/cuda-libs.";

    @TempDir
    private Path one;

    @TempDir
    private Path other;

    private List<Place> places;
    private Place system = new Place(List.of());

    @BeforeEach
    void two_places() {
        places = List.of(new Place(List.of(one)), new Place(List.of(other)));
    }

    private LibrarySearch.Outcome search(int driver) {
        return new LibrarySearch(LINUX_X86_64, places, system, OptionalInt.of(driver)).search();
    }

    private void assertMissing(String subject, String found, String cure) {
        assertThat(search(13).libraries()).isEmpty();
        assertThat(search(13).findings()).containsExactly(Finding.missing(subject, found, cure));
    }

    @Test
    void libraries_that_fit_are_told_and_loaded_each_after_what_it_asks_for() {
        FakeLibraries.cudnn(one, LINUX_X86_64, 12);
        FakeLibraries.cublas(one, LINUX_X86_64, 12);
        for (var name : List.of(
                "libnvrtc.so.12",
                "libnvrtc-builtins.so.12.6",
                "libnvrtc.so.13",
                "libcudnn_ext.so.9",
                "libcudnn_engines_tensor_ir.so.9")) {
            FakeLibraries.library(one.resolve(name), LINUX_X86_64, "");
        }

        var outcome = search(13);

        assertThat(outcome.findings())
                .containsExactly(
                        Finding.present("cuDNN", "9 for CUDA 12, " + one.resolve("libcudnn.so.9")),
                        Finding.present("cuBLAS", "12, " + one.resolve("libcublas.so.12")));
        assertThat(outcome.libraries().orElseThrow().inLoadingOrder())
                .extracting(file -> one.relativize(file).toString())
                .containsExactly(
                        "libcublasLt.so.12",
                        "libcublas.so.12",
                        "libnvrtc-builtins.so.12.6",
                        "libnvrtc.so.12",
                        "libcudnn_graph.so.9",
                        "libcudnn_ops.so.9",
                        "libcudnn_cnn.so.9",
                        "libcudnn_adv.so.9",
                        "libcudnn_engines_precompiled.so.9",
                        "libcudnn_engines_runtime_compiled.so.9",
                        "libcudnn_heuristic.so.9",
                        "libcudnn_engines_tensor_ir.so.9",
                        "libcudnn_ext.so.9",
                        "libcudnn.so.9");
    }

    @Test
    void a_part_of_another_cudnn_that_the_linker_may_find_is_told() {
        FakeLibraries.cudnn(one, LINUX_X86_64, 12);
        FakeLibraries.cublas(one, LINUX_X86_64, 12);
        system = new Place(List.of(other));
        var strange = other.resolve("libcudnn_ext.so.9");
        FakeLibraries.library(strange, LINUX_X86_64, "");

        assertThat(search(13).libraries()).isPresent();
        assertThat(search(13).findings())
                .contains(Finding.present(
                        "cuDNN parts",
                        strange + " is part of another cuDNN than " + one.resolve("libcudnn.so.9")
                                + ", which has no such part. If two versions of cuDNN are reported to be "
                                + "mixed, remove the other one."));

        FakeLibraries.library(one.resolve("libcudnn_ext.so.9"), LINUX_X86_64, "");
        assertThat(search(13).findings()).hasSize(2);
    }

    @ParameterizedTest
    @EnumSource
    void names_are_those_of_each_platform(Platform platform) {
        FakeLibraries.cudnn(one, platform, 13);
        FakeLibraries.cublas(one, platform, 13);

        var set = new LibrarySearch(platform, places, system, OptionalInt.empty())
                .search()
                .libraries();

        assertThat(set.map(LibrarySet::cuda)).contains(13);
        assertThat(set.orElseThrow().cudnn().getFileName().toString())
                .isEqualTo(platform.isWindows() ? "cudnn64_9.dll" : "libcudnn.so.9");
    }

    @Test
    void compilers_of_windows_are_told_from_those_of_another_release() {
        var windows = Platform.WINDOWS_X86_64.optional(12);
        assertThat(List.of("nvrtc64_120_0.dll", "nvrtc-builtins64_126.dll", "zlibwapi.dll"))
                .allMatch(name -> windows.matcher(name).matches());
        assertThat(List.of("nvrtc64_130_0.dll", "nvrtc-builtins64_130.dll", "nvrtc64_120_0.alt.dll"))
                .noneMatch(name -> windows.matcher(name).matches());
    }

    @Test
    void nothing_at_all_is_told_with_where_it_was_looked_for() {
        assertMissing(
                "cuDNN",
                "not found; searched in " + one + ", " + other + ".",
                "Get the libraries with tools/cuda-libs, or enter the folder of an installed PyTorch or of cuDNN 9 in "
                        + "the preference \"CUDA libraries folder\" or in SEQNET_CUDA_LIBRARIES.");
    }

    @Test
    void an_older_cudnn_is_named() {
        FakeLibraries.library(other.resolve("libcudnn.so.8"), LINUX_X86_64, "");

        assertThat(search(13).findings())
                .extracting(Finding::found)
                .containsExactly(
                        "version 9 not found; there is only version 8, " + other.resolve("libcudnn.so.8") + ".");
    }

    @Test
    void a_part_of_cudnn_that_is_missing_is_named() throws IOException {
        FakeLibraries.cudnn(one, LINUX_X86_64, 13);
        Files.delete(one.resolve("libcudnn_adv.so.9"));

        assertMissing(
                "cuDNN", one.resolve("libcudnn.so.9") + " is there, but libcudnn_adv.so.9 is not beside it.", REPAIR);
    }

    @Test
    void several_parts_are_named_too() throws IOException {
        FakeLibraries.cudnn(one, LINUX_X86_64, 13);
        Files.delete(one.resolve("libcudnn_adv.so.9"));
        Files.delete(one.resolve("libcudnn_graph.so.9"));

        assertMissing(
                "cuDNN",
                one.resolve("libcudnn.so.9")
                        + " is there, but libcudnn_graph.so.9, libcudnn_adv.so.9 are not beside it.",
                REPAIR);
    }

    @Test
    void a_library_that_was_cut_short_is_named() throws IOException {
        FakeLibraries.cudnn(one, LINUX_X86_64, 13);
        try (var file = new RandomAccessFile(one.resolve("libcudnn_ops.so.9").toFile(), "rw")) {
            file.setLength(file.length() - 1);
        }

        assertMissing("cuDNN", one.resolve("libcudnn_ops.so.9") + " is incomplete.", REPAIR);
    }

    @Test
    void a_file_that_is_no_library_is_named() throws IOException {
        FakeLibraries.cudnn(one, LINUX_X86_64, 13);
        Files.writeString(one.resolve("libcudnn_graph.so.9"), "version https://git-lfs.github.com/spec/v1\n");

        assertMissing("cuDNN", one.resolve("libcudnn_graph.so.9") + " is damaged or not a library.", REPAIR);
    }

    @Test
    void a_library_for_another_processor_is_named() {
        FakeLibraries.cudnn(one, LINUX_X86_64, 13);
        FakeLibraries.cublas(one, Platform.LINUX_ARM64, 13);

        assertMissing("cuBLAS", one.resolve("libcublasLt.so.13") + " is for another processor than this one.", REPAIR);
    }

    @Test
    void a_cublas_without_the_library_that_it_needs_is_named() throws IOException {
        FakeLibraries.cudnn(one, LINUX_X86_64, 13);
        FakeLibraries.cublas(other, LINUX_X86_64, 13);
        Files.delete(other.resolve("libcublasLt.so.13"));

        assertMissing(
                "cuBLAS",
                other.resolve("libcublas.so.13") + " is there, but libcublasLt.so.13 is not beside it.",
                REPAIR);
    }

    @Test
    void a_cudnn_goes_with_the_cublas_of_the_cuda_that_it_was_built_for() {
        FakeLibraries.cudnn(one, LINUX_X86_64, 12);
        FakeLibraries.cublas(one, LINUX_X86_64, 13);
        FakeLibraries.cublas(other, LINUX_X86_64, 12);

        assertThat(search(13).libraries().map(LibrarySet::cublas)).contains(other.resolve("libcublas.so.12"));
    }

    @Test
    void a_cudnn_without_its_cublas_is_told() {
        FakeLibraries.cudnn(one, LINUX_X86_64, 12);
        FakeLibraries.cublas(other, LINUX_X86_64, 13);

        assertMissing(
                "cuBLAS",
                one.resolve("libcudnn.so.9") + " requires libcublas.so.12, which was not found; there is only "
                        + other.resolve("libcublas.so.13") + ".",
                "Install the cuBLAS of that CUDA version, or get the libraries with tools/cuda-libs.");
    }

    @Test
    void a_cudnn_that_does_not_say_what_it_was_built_for_goes_with_its_neighbor_only() {
        FakeLibraries.cudnn(one, LINUX_X86_64, 12);
        FakeLibraries.library(one.resolve("libcudnn_adv.so.9"), LINUX_X86_64, "nothing");
        FakeLibraries.cublas(other, LINUX_X86_64, 13);
        assertThat(search(13).libraries()).isEmpty();

        FakeLibraries.cublas(one, LINUX_X86_64, 13);
        assertThat(search(13).libraries().map(LibrarySet::cublas)).contains(one.resolve("libcublas.so.13"));
        assertThat(search(13).findings().get(0).found()).isEqualTo("9, " + one.resolve("libcudnn.so.9"));
    }

    @Test
    void libraries_that_are_newer_than_the_driver_give_way_to_older_ones() {
        FakeLibraries.cudnn(one, LINUX_X86_64, 13);
        FakeLibraries.cublas(one, LINUX_X86_64, 13);
        assertThat(search(12).libraries()).isEmpty();
        assertThat(search(12).findings())
                .containsExactly(Finding.missing(
                        "cuDNN",
                        one.resolve("libcudnn.so.9") + " is built for CUDA 13; the driver supports only CUDA 12.",
                        "Update NVIDIA's driver, or get the libraries of CUDA 12 with tools/cuda-libs."));

        FakeLibraries.cudnn(other, LINUX_X86_64, 12);
        FakeLibraries.cublas(other, LINUX_X86_64, 12);
        assertThat(search(12).libraries().map(LibrarySet::cudnn)).contains(other.resolve("libcudnn.so.9"));
    }

    @Test
    void what_was_passed_over_is_told() throws IOException {
        FakeLibraries.cudnn(one, LINUX_X86_64, 13);
        Files.delete(one.resolve("libcudnn_cnn.so.9"));
        FakeLibraries.cudnn(other, LINUX_X86_64, 13);
        FakeLibraries.cublas(other, LINUX_X86_64, 13);

        assertThat(search(13).findings().get(0))
                .isEqualTo(Finding.present(
                        "cuDNN",
                        "9 for CUDA 13, " + other.resolve("libcudnn.so.9") + "; passed over: "
                                + one.resolve("libcudnn.so.9") + " is there, but libcudnn_cnn.so.9 is not beside it."));
    }
}
