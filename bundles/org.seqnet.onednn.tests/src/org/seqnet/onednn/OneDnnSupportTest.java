package org.seqnet.onednn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.kernel.product.Mixed;

/** What the engine is told of this machine, and of others. */
class OneDnnSupportTest {
    @TempDir
    Path folder;

    private OneDnnSupport with(String flags) throws IOException {
        return new OneDnnSupport(Files.writeString(
                folder.resolve("cpuinfo"),
                "processor\t: 0\nvendor_id\t: GenuineIntel\nflags\t\t: %s\nbugs\t\t: avx512_bf16 \n".formatted(flags)));
    }

    @Test
    void a_processor_without_bfloat16_is_refused_in_one_sentence() throws IOException {
        assertThat(with("fpu avx2 avx512f avx512_vnni avx512_bf16x").refusal())
                .contains("This processor has no instructions for bfloat16 (AVX512-BF16 or AMX).");
    }

    @Test
    void a_processor_with_bfloat16_computes() throws IOException {
        var support = new OneDnnSupport();
        assumeTrue(MixedTest.hasInstructions());

        assertThat(support.refusal()).isEmpty();
        assertThat(with("fpu avx512_bf16").refusal()).isEmpty();
        assertThat(with("amx_bf16 fpu").refusal()).isEmpty();
        assertThat(support.instructions()).isIn("AVX512-BF16", "AMX");
    }

    @Test
    void what_the_operating_system_does_not_tell_onednn_does() {
        assertThat(new OneDnnSupport(folder.resolve("none")).refusal()).isEqualTo(new OneDnnSupport().refusal());
    }

    @Test
    void a_library_that_does_not_load_is_told_with_the_cure() {
        var failure = new ExceptionInInitializerError(new UnsatisfiedLinkError("no libdnnl"));

        assertThat(OneDnnSupport.told(failure))
                .isEqualTo(
                        "oneDNN is installed but could not be started: java.lang.UnsatisfiedLinkError: no libdnnl. "
                                + "Its native libraries are unpacked to %s; the folder must be writable and allow "
                                + "programs to run (to use another folder, set -Dorg.bytedeco.javacpp.cachedir=... in "
                                + "knime.ini), and Linux must have glibc 2.34 or newer. Restart KNIME after a change.",
                        Loading.folder());
    }

    @Test
    void what_is_told_already_stays() {
        var failure = new ExceptionInInitializerError(new SeqNetException("No folder.", new IOException("x")));

        assertThat(OneDnnSupport.told(failure)).isEqualTo("No folder.");
    }

    @Test
    void the_engine_finds_it_by_its_name() {
        assertThat(Mixed.ofProcess().refusal()).isEqualTo(new OneDnnSupport().refusal());
        assertThat(Mixed.ofProcess().products().isPresent())
                .isEqualTo(new OneDnnSupport().refusal().isEmpty());
    }
}
