package org.seqnet.cudnn.kernels;

import static java.nio.file.Files.isExecutable;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PtxTest {
    private static final Path KERNELS = Path.of("../org.seqnet.cudnn/src/org/seqnet/cudnn/kernels");
    private static final Path TOOLKIT = Path.of("/usr/local/cuda/bin");
    private static final String COMPILER = " by tools/ptx with nvcc ";

    @TempDir
    Path scratch;

    @Test
    void each_source_has_its_ptx_and_each_ptx_its_source() throws IOException {
        assertThat(names(".ptx")).isNotEmpty().isEqualTo(names(".cu"));
    }

    @Test
    void ptx_is_what_the_compiler_that_it_names_makes_of_the_source() throws Exception {
        var compiler = TOOLKIT.resolve("nvcc");
        assumeTrue(isExecutable(compiler), "There is no CUDA compiler here: " + compiler);
        var release = release(KERNELS.resolve(names(".ptx").get(0) + ".ptx"));
        var version = output(compiler.toString(), "--version");
        assumeTrue(version.contains("release " + release + ","), "The CUDA compiler here is not " + release + ".");

        output("../../tools/ptx", scratch.toString());

        for (var name : names(".ptx")) {
            assertThat(KERNELS.resolve(name + ".ptx"))
                    .as("%s.ptx, compared with what tools/ptx makes of %s.cu", name, name)
                    .hasSameTextualContentAs(scratch.resolve(name + ".ptx"));
        }
    }

    private static String release(Path ptx) throws IOException {
        var first = Files.readAllLines(ptx).get(0);
        assertThat(first).startsWith("// Compiled from ").contains(COMPILER);
        return first.substring(first.indexOf(COMPILER) + COMPILER.length()).split("\\. ")[0];
    }

    /** From the GTX 16 and RTX 20 series to the RTX 50 series; 8.0, 9.0 and 10.0 are those of data centers. */
    @ParameterizedTest
    @ValueSource(strings = {"sm_75", "sm_80", "sm_86", "sm_89", "sm_90", "sm_100", "sm_120"})
    void the_assembler_accepts_all_ptx_for_each_generation_of_cards(String generation) throws Exception {
        var assembler = TOOLKIT.resolve("ptxas");
        assumeTrue(isExecutable(assembler), "There is no PTX assembler here: " + assembler);

        for (var name : names(".ptx")) {
            var code = scratch.resolve(name + ".cubin");
            output(
                    assembler.toString(),
                    "-arch=" + generation,
                    "-o",
                    code.toString(),
                    KERNELS.resolve(name + ".ptx").toString());
            assertThat(code).isNotEmptyFile();
        }
    }

    /** A driver refuses newer PTX than its own; cuDNN 9 works with those of CUDA 12.0 on. */
    @Test
    void drivers_of_cuda_12_understand_the_ptx() throws IOException {
        for (var name : names(".ptx")) {
            assertThat(Files.readAllLines(KERNELS.resolve(name + ".ptx")))
                    .as(name)
                    .contains(".version 8.0", ".target sm_75");
        }
    }

    private static List<String> names(String ending) throws IOException {
        try (Stream<Path> files = Files.list(KERNELS)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(ending))
                    .map(name -> name.substring(0, name.length() - ending.length()))
                    .sorted()
                    .toList();
        }
    }

    private String output(String... command) throws IOException, InterruptedException {
        var file = scratch.resolve("output.txt");
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(file.toFile())
                .start();
        assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
        var text = Files.readString(file);
        assertThat(process.exitValue()).as("%s: %s", List.of(command), text).isZero();
        return text;
    }
}
