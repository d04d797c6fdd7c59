package org.seqnet.knime.location;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knime.filehandling.core.connections.FSCategory;
import org.knime.filehandling.core.connections.FSLocation;
import org.seqnet.knime.Tables;

class TargetFileTest {
    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void choose() {
        file = folder.resolve("network.seqnet");
    }

    @Test
    void a_file_that_another_program_holds_is_told_as_such() throws Exception {
        var target = target(IfExists.OVERWRITE);

        // a folder that appears meanwhile stands for what Windows refuses to replace
        assertThatThrownBy(() -> target.write(out -> Files.createDirectories(file.resolve("full")), Tables.execution()))
                .isInstanceOf(IOException.class)
                .hasMessage(file + ": the existing file cannot be replaced (Is a directory). It may be open in "
                        + "another program or write-protected. Close that program, remove the write "
                        + "protection, or choose another name.");
        // Windows tells no reason where another program keeps a file from being replaced
        assertThat(target.explained(new WholeFile.NotReplacedException(new AccessDeniedException(file.toString()))))
                .hasMessage(file + ": the existing file cannot be replaced. It may be open in another program "
                        + "or write-protected. Close that program, remove the write protection, or "
                        + "choose another name.");
    }

    @Test
    void a_failure_halfway_leaves_an_older_file_as_it_was_and_nothing_else() throws Exception {
        Files.writeString(file, "precious");
        var target = target(IfExists.OVERWRITE);

        assertThatThrownBy(() -> target.write(
                        out -> {
                            out.write(new byte[1 << 20]);
                            throw new IOException("No space left on device");
                        },
                        Tables.execution()))
                .isInstanceOf(IOException.class)
                .hasMessage(file + ": the file cannot be written (No space left on device).");

        assertThat(file).hasContent("precious");
        assertThat(files()).containsExactly(file);
    }

    @Test
    void a_file_that_appears_meanwhile_is_not_replaced() throws Exception {
        var target = target(IfExists.FAIL);

        assertThatThrownBy(() -> target.write(out -> Files.writeString(file, "precious"), Tables.execution()))
                .isInstanceOf(IOException.class)
                .hasMessage(file + ": the file already exists. Choose another name, or set \"If exists\" to "
                        + "\"Overwrite\".");

        assertThat(file).hasContent("precious");
        assertThat(files()).containsExactly(file);
    }

    @Test
    void of_two_files_that_belong_together_both_are_written_or_none() throws Exception {
        var step = Files.writeString(folder.resolve("step.seqnet"), "old step");
        Files.writeString(file, "old");
        var target = target(IfExists.OVERWRITE);
        var other = new TargetFile(new FSLocation(FSCategory.LOCAL, step.toString()), true, IfExists.OVERWRITE);
        TargetFile.Content full = out -> {
            out.write(new byte[1 << 20]);
            throw new IOException("No space left on device");
        };

        assertThatThrownBy(() -> target.writeWith(other, full, out -> out.write('1'), Tables.execution()))
                .hasMessage(step + ": the file cannot be written (No space left on device).");
        assertThatThrownBy(() -> target.writeWith(other, out -> out.write('2'), full, Tables.execution()))
                .hasMessage(file + ": the file cannot be written (No space left on device).");
        assertThat(file).hasContent("old");
        assertThat(step).hasContent("old step");
        assertThat(files()).containsExactlyInAnyOrder(file, step);

        target.writeWith(other, out -> out.write('2'), out -> out.write('1'), Tables.execution());
        assertThat(file).hasContent("1");
        assertThat(step).hasContent("2");
    }

    @Test
    void of_two_files_the_one_that_does_not_match_is_named() throws Exception {
        var step = folder.resolve("step.seqnet");
        var other = new TargetFile(new FSLocation(FSCategory.LOCAL, step.toString()), true, IfExists.OVERWRITE);

        assertThatThrownBy(() -> target(IfExists.OVERWRITE)
                        .writeWith(
                                other,
                                out -> out.write('2'),
                                out -> Files.createDirectories(file.resolve("full")),
                                Tables.execution()))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith(file + ": the existing file cannot be replaced")
                .hasMessageEndingWith(" " + step + " has already been written and does not match it.");
    }

    private TargetFile target(IfExists ifExists) {
        return new TargetFile(new FSLocation(FSCategory.LOCAL, file.toString()), true, ifExists);
    }

    private List<Path> files() throws IOException {
        try (var files = Files.list(folder)) {
            return files.toList();
        }
    }
}
