package org.seqnet.cudnn.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * NVIDIA's own libraries, where they are: in the folder {@code -Dseqnet.cudnn.libraries} or in the one that
 * {@code tools/cuda-libs} fills. They are loaded in a process of their own, with a driver made of nothing, and no card.
 */
@EnabledOnOs(OS.LINUX)
class NvidiaLibrariesTest {
    private static final int NO_CARD = 100;

    private static Path folder;
    private static List<Line> lines;

    /** What the process did. */
    private record Line(String kind, String what, long result) {
        static Line of(String text) {
            var fields = text.split("\t");
            return new Line(fields[0], fields[1], Long.parseLong(fields[2]));
        }
    }

    @BeforeAll
    static void load_them(@TempDir Path scratch) throws IOException, InterruptedException {
        var downloaded = Path.of(System.getProperty("user.home"), ".seqnet", "cuda-12.6");
        folder = Path.of(System.getProperty("seqnet.cudnn.libraries", downloaded.toString()));
        assumeTrue(
                Files.isDirectory(folder), "NVIDIA's libraries are not in " + folder + "; tools/cuda-libs gets them.");
        var child = ChildProcess.of(scratch);
        var driver = child.driver("return " + NO_CARD + ";");
        lines = child.java(NvidiaLibraries.class, driver.toString(), folder.toString())
                .lines()
                .map(Line::of)
                .toList();
    }

    private static Stream<Line> of(String kind) {
        return lines.stream().filter(line -> line.kind().equals(kind));
    }

    @Test
    void all_functions_are_there_and_the_version_is_9() {
        assertThat(of("version")).singleElement().satisfies(line -> assertThat(line.result())
                .isBetween(90_000L, 99_999L));
        assertThat(of("finding")).hasSize(2).allMatch(line -> line.result() == 0);
    }

    @Test
    void the_version_is_told_as_nvidia_writes_it() {
        var name = of("loaded").map(Line::what).findFirst().orElseThrow();
        var parts = name.substring("cuDNN ".length()).split("\\.");

        assertThat(of("version").map(Line::result))
                .containsExactly(
                        10000 * Long.parseLong(parts[0]) + 100 * Long.parseLong(parts[1]) + Long.parseLong(parts[2]));
    }

    @Test
    void the_parts_are_found_without_a_search_path_and_all_in_that_folder() throws IOException {
        var real = folder.toRealPath();
        var mapped = of("mapped").map(line -> Path.of(line.what())).toList();

        assertThat(mapped)
                .extracting(file -> file.getFileName().toString())
                .contains("libcudnn.so.9", "libcudnn_graph.so.9", "libcudnn_adv.so.9", "libcudnn_cnn.so.9");
        assertThat(mapped)
                .filteredOn(file -> !file.getFileName().toString().equals("libcuda.so.1"))
                .allMatch(file -> file.startsWith(real));
    }

    @Test
    void without_a_card_no_handle_is_created_and_nothing_crashes() {
        assertThat(of("handle")).extracting(Line::what).containsExactly("cublasCreate_v2", "cudnnCreate");
        assertThat(of("handle")).noneMatch(line -> line.result() == 0);
    }

    @Test
    void cudnn_accepts_what_layers_pass() {
        assertThat(of("accepted")).hasSizeGreaterThan(250).allMatch(line -> line.result() == 0);
    }

    /** Algorithm 3 is PERSIST_STATIC_SMALL_H. */
    @Test
    void cudnn_accepts_the_fast_algorithm_for_every_cell_that_layers_have() {
        for (int cell = 0; cell < 4; cell++) {
            var described = "recurrent [3, " + cell + ",";
            assertThat(of("accepted"))
                    .filteredOn(line -> line.what().startsWith(described))
                    .hasSize(32)
                    .allMatch(line -> line.result() == 0);
        }
    }

    @Test
    void cudnn_refuses_what_is_wrong() {
        // 2000 to 2999 are wrong parameters, 3000 to 3999 what is not supported.
        assertThat(of("refused")).hasSize(20).allMatch(line -> line.result() >= 2000 && line.result() < 4000);
    }

    @Test
    void a_descriptor_tells_what_it_was_told() {
        assertThat(of("read"))
                .containsExactly(
                        new Line("read", "sizes [8, 3, 5, 7]", 4), new Line("read", "strides [560, 35, 7, 1]", 4));
    }
}
