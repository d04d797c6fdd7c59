package org.seqnet.engine.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.accelerator.PlainAccelerator;
import org.seqnet.engine.accelerator.PlainSupport;

class CardStartTest {
    private static final Finding CARDS = Finding.present("GPU 0", "NVIDIA H200, 141,000 of 143,771 MB are free");
    private static final Finding CUDNN = Finding.missing("cuDNN", "not found.", "Install cuDNN 9.");
    private static final ComputeSettings AUTOMATIC = PlainSupport.settings(DeviceChoice.AUTOMATIC);

    private static Optional<CardSupport> installed(Finding... findings) {
        return Optional.of(new PlainSupport(List.of(findings), true, PlainAccelerator::new));
    }

    @Test
    void a_report_tells_all_that_the_installed_bundle_has_found() {
        assertThat(CardStart.report(AUTOMATIC, () -> installed(CARDS, CUDNN), false))
                .containsExactly(
                        Finding.present("cuDNN kernels", "installed"),
                        Finding.present("cuDNN kernels: GPU 0", CARDS.found()),
                        Finding.missing("cuDNN kernels: cuDNN", "not found.", "Install cuDNN 9."));
    }

    @Test
    void a_report_tells_how_to_install_it() {
        assertThat(CardStart.report(AUTOMATIC, Optional::empty, false))
                .containsExactly(Finding.missing(
                        "cuDNN kernels",
                        "not installed.",
                        "Install \"Sequence Networks: cuDNN kernels for NVIDIA GPUs\" from the update site."));
    }

    @Test
    void a_report_tells_what_is_broken() {
        assertThat(CardStart.report(
                        AUTOMATIC,
                        () -> {
                            throw new SeqNetException("The folder /cuda cannot be read.");
                        },
                        false))
                .containsExactly(Finding.missing("cuDNN kernels", "The folder /cuda cannot be read.", ""));
        assertThat(CardStart.report(
                        AUTOMATIC,
                        () -> {
                            throw new UnsatisfiedLinkError("libjnidispatch.so");
                        },
                        false))
                .containsExactly(Finding.missing(
                        "cuDNN kernels",
                        "They are installed but do not work: java.lang.UnsatisfiedLinkError: libjnidispatch.so. "
                                + "Install the newest version of this extension from its update site; if that does "
                                + "not help, report it.",
                        ""));
    }

    @Test
    void whatever_error_the_bundle_has_is_a_finding_but_no_failure_of_java_itself() {
        var jna = new Error("There is an incompatible JNA native library installed on this system");
        var told = "They are installed but do not work: java.lang.Error: " + jna.getMessage()
                + ". Install the newest version of this extension from its update site; if that does not help, "
                + "report it.";

        assertThat(CardStart.of(AUTOMATIC, () -> failing(jna)))
                .isEqualTo(new CardStart(Optional.empty(), Optional.of(told), true));
        assertThat(CardStart.of(AUTOMATIC, () -> {
                    throw jna;
                }))
                .isEqualTo(new CardStart(Optional.empty(), Optional.of(told), true));
        assertThat(CardStart.report(
                        AUTOMATIC,
                        () -> {
                            throw jna;
                        },
                        false))
                .containsExactly(Finding.missing("cuDNN kernels", told, ""));
        var full = new OutOfMemoryError("Java heap space");
        assertThatThrownBy(() -> CardStart.of(AUTOMATIC, () -> failing(full))).isSameAs(full);
    }

    private static Optional<CardSupport> failing(Error error) {
        return Optional.of(new PlainSupport(List.of(), true, () -> {
            throw error;
        }));
    }

    @Test
    void memory_that_the_running_card_uses_is_no_shortcoming() {
        var memory = Finding.missing(
                CardSupport.MEMORY, "96 of 143,771 MB are free; 500 MB are required.", "Close other programs.");

        assertThat(CardStart.report(AUTOMATIC, () -> installed(memory), false))
                .contains(Finding.missing("cuDNN kernels: Graphics memory", memory.found(), memory.cure()));
        assertThat(CardStart.report(AUTOMATIC, () -> installed(memory), true))
                .contains(Finding.present("cuDNN kernels: Graphics memory", memory.found()));
    }

    @Test
    void settings_that_changed_since_the_start_are_told_with_those_that_count() {
        assertThat(DeviceReport.settings(set("cpu"), set("gpu")))
                .contains(Finding.missing(
                        "Setting: device",
                        "cpu (the preference \"device\"); changed to gpu (the preference \"device\") since the first "
                                + "computation.",
                        "Restart to compute with the changed setting."))
                .filteredOn(finding -> !finding.present())
                .hasSize(1);
        assertThat(DeviceReport.settings(set("cpu"), set("cpu"))).allMatch(Finding::present);
    }

    private static ComputeSettings set(String device) {
        return ComputeSettings.of(key -> key.equals("device") ? device : null, name -> null, name -> null);
    }

    @Test
    void it_tells_whether_the_card_computes() {
        var failing = new PlainSupport(List.of(), true, () -> {
            throw new SeqNetException("The card is in use. Close the other program.");
        });

        assertThat(CardStart.of(AUTOMATIC, () -> installed(CARDS)).finding())
                .contains(Finding.present("cuDNN kernels: start", "GPU, Plain"));
        assertThat(CardStart.of(AUTOMATIC, () -> Optional.of(failing)).finding())
                .contains(Finding.missing("cuDNN kernels: start", "The card is in use. Close the other program.", ""));
        assertThat(CardStart.of(PlainSupport.settings(DeviceChoice.CPU), () -> installed(CARDS))
                        .finding())
                .isEmpty();
    }

    @Test
    void before_a_start_it_is_checked_and_for_a_report_diagnosed() {
        var support = new CardSupport() {
            @Override
            public List<Finding> diagnose(ComputeSettings settings) {
                return List.of(CUDNN, CARDS);
            }

            @Override
            public List<Finding> check(ComputeSettings settings) {
                return List.of(CUDNN);
            }

            @Override
            public ComputeDevice start(ComputeSettings settings) {
                throw new AssertionError("Something is missing.");
            }
        };

        assertThat(CardStart.of(AUTOMATIC, () -> Optional.of(support)).shortcomings())
                .contains("cuDNN: not found. Install cuDNN 9.");
        assertThat(CardStart.report(AUTOMATIC, () -> Optional.of(support), false))
                .hasSize(3);
    }

    @Test
    void in_this_process_no_such_bundle_is_installed() {
        assertThat(CardStart.installed()).isEmpty();
        assertThat(CardStart.ofProcess()).isEqualTo(CardStart.NONE);
    }
}
