package org.seqnet.engine.idx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.seqnet.engine.idx.IdxBytes.idxOf;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnreadableTest {

    @TempDir
    Path folder;

    @Test
    void a_missing_file_is_named() {
        var file = folder.resolve("nowhere.idx");

        assertThatThrownBy(() -> IdxReader.open(file))
                .isInstanceOf(IOException.class)
                .hasMessage(file + ": there is no such file. Check the path.");
    }

    @Test
    void a_folder_is_refused() {
        assertThatThrownBy(() -> IdxReader.open(folder))
                .isInstanceOf(IOException.class)
                .hasMessage(folder + ": this is a folder, not a file. Choose a file inside it.");
    }

    @Test
    void a_file_that_may_not_be_read_is_named() throws IOException {
        var file = idxOf(1).in(folder, "secret.idx");
        assumeTrue(file.toFile().setReadable(false, false), "the system knows permissions");
        assumeFalse(Files.isReadable(file), "root may read everything");

        assertThatThrownBy(() -> IdxReader.open(file))
                .isInstanceOf(IOException.class)
                .hasMessage(file + ": no permission to read this file. Ask its owner, or read a copy of it.");
    }

    @Test
    void refusals_of_the_file_system_are_put_into_words() {
        var file = Path.of("t.idx");

        assertThat(Unreadable.explained(file, new AccessDeniedException("t.idx")))
                .hasMessage("t.idx: no permission to read this file. Ask its owner, or read a copy of it.");
        assertThat(Unreadable.explained(file, new FileSystemException("t.idx", null, "Too many open files")))
                .hasMessage("t.idx: the file cannot be opened (t.idx: Too many open files).");
    }
}
