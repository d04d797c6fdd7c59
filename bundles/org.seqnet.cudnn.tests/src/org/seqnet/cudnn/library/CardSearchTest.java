package org.seqnet.cudnn.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.seqnet.cudnn.library.Platform.LINUX_X86_64;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.seqnet.cudnn.library.DriverFacts.CardStart;
import org.seqnet.cudnn.library.DriverFacts.FoundCard;
import org.seqnet.engine.backend.Finding;
import org.seqnet.engine.backend.NamedFolders;

/** A machine that has all libraries, and what its driver may say. */
class CardSearchTest {
    private static final FoundCard H200 = new FoundCard("NVIDIA H200", 9, 0);
    private static final FoundCard T4 = new FoundCard("Tesla T4", 7, 5);
    private static final FoundCard V100 = new FoundCard("Tesla V100", 7, 0);
    private static final CardStart STARTED = new CardStart(0, 140_000L << 20, 143_771L << 20);

    @TempDir
    private Path folder;

    private Optional<Path> named;
    private int card;

    @BeforeEach
    void all_libraries() {
        named = Optional.of(folder);
        FakeLibraries.driver(folder, LINUX_X86_64);
        FakeLibraries.cudnn(folder, LINUX_X86_64, 12);
        FakeLibraries.cublas(folder, LINUX_X86_64, 12);
    }

    private CardSearch of(DriverQuery query) {
        var places = new SearchPlaces(
                LINUX_X86_64,
                named,
                folder.resolve("home"),
                folder.resolve("root"),
                new NamedFolders(variable -> null, ':', Path::of));
        return new CardSearch(Optional.of(places), card, query);
    }

    private CardSearch.Outcome search(DriverQuery query) {
        return of(query).search();
    }

    private CardSearch.Outcome search(int version, List<FoundCard> cards, CardStart start) {
        return search((driver, number) ->
                new DriverFacts(version, cards, number < cards.size() ? Optional.of(start) : Optional.empty()));
    }

    private static List<String> missing(CardSearch.Outcome outcome) {
        return outcome.findings().stream()
                .filter(finding -> !finding.present())
                .map(Finding::toString)
                .toList();
    }

    @Test
    void with_everything_there_all_is_told_and_can_be_loaded() {
        var outcome = search(13000, List.of(H200), STARTED);

        assertThat(outcome.findings())
                .extracting(Finding::toString)
                .containsExactly(
                        "NVIDIA driver: " + folder.resolve("libcuda.so.1"),
                        "Driver version: supports CUDA 13.0",
                        "Graphics card: NVIDIA H200",
                        "Compute capability: 9.0",
                        "Graphics memory: 140,000 of 143,771 MB are free",
                        "cuDNN: 9 for CUDA 12, " + folder.resolve("libcudnn.so.9"),
                        "cuBLAS: 12, " + folder.resolve("libcublas.so.12"));
        assertThat(outcome.libraries()).isPresent();
        assertThat(outcome.hasCard()).isTrue();
    }

    @Test
    void of_several_cards_the_one_asked_for_is_looked_at() {
        card = 1;

        var outcome = search(12020, List.of(V100, T4), new CardStart(0, 14_000L << 20, 15_000L << 20));

        assertThat(missing(outcome)).isEmpty();
        assertThat(outcome.findings())
                .contains(Finding.present("Graphics card", "Tesla T4, which is number 1 of 0 Tesla V100, 1 Tesla T4"));
        assertThat(outcome.libraries().map(CudaLibraries::card)).contains(1);
    }

    @Test
    void a_card_that_is_not_there_is_told_with_those_that_are() {
        card = 2;

        assertThat(missing(search(12020, List.of(H200, T4), STARTED)))
                .containsExactly(
                        "Graphics card: there is no number 2; there are 0 NVIDIA H200, 1 Tesla T4. Choose one of "
                                + "these.");
    }

    @Test
    void a_card_that_is_too_old_is_told() {
        assertThat(missing(search(12020, List.of(V100), STARTED)))
                .containsExactly(
                        "Compute capability: 7.0; 7.5 (Turing) or later is required. This card is too old for the "
                                + "cuDNN kernels; use the CPU.");
    }

    @Test
    void a_driver_that_is_too_old_is_told_and_so_is_that_libraries_are_newer() {
        assertThat(missing(search(11040, List.of(T4), STARTED)))
                .containsExactly(
                        "Driver version: supports CUDA 11.4; CUDA 12.0 or later is required. Update NVIDIA's driver: "
                                + "version 525.60.13 or later on Linux, 527.41 or later on Windows.",
                        "cuDNN: " + folder.resolve("libcudnn.so.9") + " is built for CUDA 12; the driver supports only "
                                + "CUDA 11. Update NVIDIA's driver, or get the libraries of CUDA 12 with "
                                + "tools/cuda-libs.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    0  | 499 | Graphics memory: 499 of 1,000 MB are free; 500 MB are required. Close other programs that use the card (nvidia-smi lists them).
                    2  | 0   | Graphics memory: too little is free to start the card. Close other programs that use the card.
                    46 | 0   | Graphics card: another program uses it exclusively. Close that program (nvidia-smi lists it), or set the card's compute mode to default.
                    214 | 0  | Graphics card: it does not start: the driver returned error 214. Run nvidia-smi in a terminal; if it reports an error, restart the machine.
                    """)
    void a_card_that_does_not_start_or_is_full_is_told(int status, long free, String expected) {
        assertThat(missing(search(12020, List.of(T4), new CardStart(status, free << 20, 1000 << 20))))
                .containsExactly(expected);
    }

    @Test
    void a_driver_that_does_not_answer_is_told_instead_of_that_it_is_there() {
        var outcome = search((driver, number) -> {
            throw new ShortcomingException("NVIDIA driver", "it hangs.", "Restart.");
        });

        assertThat(outcome.findings()).first().isEqualTo(Finding.missing("NVIDIA driver", "it hangs.", "Restart."));
        assertThat(outcome.findings()).hasSize(3);
        assertThat(outcome.libraries()).isEmpty();
        assertThat(outcome.hasCard()).isTrue();
    }

    @Test
    void a_driver_without_a_card_is_told() {
        var outcome = search((driver, number) -> {
            throw new ShortcomingException("Graphics card", "none.", "Use the CPU.");
        });

        assertThat(missing(outcome)).containsExactly("Graphics card: none. Use the CPU.");
        assertThat(outcome.hasCard()).isFalse();
    }

    @Test
    void without_a_driver_nothing_is_asked_and_nothing_loaded() throws IOException {
        Files.delete(folder.resolve("libcuda.so.1"));

        var outcome = search((driver, number) -> {
            throw new AssertionError("There is none to ask.");
        });

        assertThat(missing(outcome))
                .containsExactly(
                        "NVIDIA driver: no libcuda.so.1 found. Install NVIDIA's driver and restart the machine; in "
                                + "a container, pass the card through (--gpus all).");
        assertThat(outcome.libraries()).isEmpty();
        assertThat(outcome.hasCard()).isFalse();
    }

    @Test
    void to_start_nothing_is_looked_for_where_there_is_no_driver() throws IOException {
        Files.delete(folder.resolve("libcuda.so.1"));
        Files.delete(folder.resolve("libcudnn.so.9"));
        DriverQuery none = (driver, number) -> {
            throw new AssertionError("There is none to ask.");
        };

        assertThat(of(none).searchToStart().findings())
                .extracting(Finding::subject)
                .containsExactly("NVIDIA driver");
        assertThat(search(none).findings()).extracting(Finding::subject).containsExactly("NVIDIA driver", "cuDNN");
    }

    @Test
    void a_card_newer_than_the_libraries_of_the_script_gets_others_if_there_are_any() throws IOException {
        var script = folder.resolve("home/.seqnet/cuda-12.6");
        FakeLibraries.cudnn(script, LINUX_X86_64, 12);
        FakeLibraries.cublas(script, LINUX_X86_64, 12);
        var system = folder.resolve("root/usr/lib");
        FakeLibraries.driver(system, LINUX_X86_64);
        named = Optional.empty();
        var b200 = new FoundCard("NVIDIA B200", 10, 0);

        assertThat(search(13000, List.of(H200), STARTED).findings())
                .hasSize(7)
                .contains(Finding.present("cuDNN", "9 for CUDA 12, " + script.resolve("libcudnn.so.9")));
        assertThat(search(13000, List.of(b200), STARTED).findings())
                .hasSize(8)
                .endsWith(Finding.present(
                        "Libraries for this card",
                        "CUDA 12.6 and cuDNN 9.5 are older than this card, which NVIDIA supports with CUDA 12.8 or "
                                + "later: the first training may start slowly, or fail. Install a PyTorch for CUDA "
                                + "12.8 or later, and enter its folder in the preference \"CUDA libraries folder\"."));

        FakeLibraries.cudnn(system, LINUX_X86_64, 13);
        FakeLibraries.cublas(system, LINUX_X86_64, 13);
        assertThat(search(13000, List.of(H200), STARTED).findings())
                .contains(Finding.present("cuDNN", "9 for CUDA 12, " + script.resolve("libcudnn.so.9")));
        assertThat(search(13000, List.of(b200), STARTED).findings())
                .hasSize(7)
                .contains(Finding.present("cuDNN", "9 for CUDA 13, " + system.resolve("libcudnn.so.9")));
    }

    @Test
    void a_damaged_driver_is_not_loaded() throws IOException {
        Files.writeString(folder.resolve("libcuda.so.1"), "nothing");

        assertThat(missing(search((driver, number) -> {
                    throw new AssertionError("It must not be asked.");
                })))
                .containsExactly("NVIDIA driver: " + folder.resolve("libcuda.so.1") + " is damaged or not a library. "
                        + "Install NVIDIA's driver and restart the machine; in a container, pass the card through "
                        + "(--gpus all).");
    }

    @Test
    void other_systems_have_no_cudnn() {
        var outcome = new CardSearch(Optional.empty(), 0, (driver, number) -> null).search();

        assertThat(outcome.findings())
                .containsExactly(Finding.missing(
                        "cuDNN",
                        "not available for this system: there is cuDNN only for Linux on x86-64 and ARM, and for "
                                + "Windows on x86-64.",
                        "Use the CPU on this machine."));
        assertThat(Platform.of("Mac OS X", "aarch64")).isEmpty();
        assertThat(Platform.of("Linux", "ppc64le")).isEmpty();
        assertThat(Platform.of("Windows 11", "aarch64")).isEmpty();
        assertThat(Platform.of("Windows 11", "amd64")).contains(Platform.WINDOWS_X86_64);
        assertThat(Platform.of("Linux", "aarch64")).contains(Platform.LINUX_ARM64);
        assertThat(Platform.of("Linux", "amd64")).contains(LINUX_X86_64);
    }
}
