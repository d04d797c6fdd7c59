package org.seqnet.knime.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.seqnet.knime.Refusals.assertFails;
import static org.seqnet.knime.Refusals.assertInvalid;

import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.DefaultNodeProgressMonitor;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.webui.node.dialog.defaultdialog.internal.file.FileSelection;
import org.knime.filehandling.core.connections.FSLocation;
import org.seqnet.knime.Tables;

class NetworkReaderTest extends NetworkFiles {
    @Test
    void a_reader_tells_nothing_before_it_is_executed() throws Exception {
        choose("nowhere.seqnet");

        assertThat(reader().configure(new PortObjectSpec[0]))
                .containsOnlyNulls()
                .hasSize(1);
    }

    @Test
    void a_reader_without_a_file_cannot_be_configured() {
        assertInvalid(() -> reader().configure(new PortObjectSpec[0]), "File: no file is selected.");
        reading.file = new FileSelection(FSLocation.NULL);
        assertInvalid(() -> reader().configure(new PortObjectSpec[0]), "File: no file is selected.");
        reading.file = new FileSelection(new FSLocation("FLOPPY", "a.seqnet"));
        assertInvalid(() -> reader().configure(new PortObjectSpec[0]), "File: 'FLOPPY' is not a known file system.");
    }

    @Test
    void a_missing_file_is_named() {
        var file = choose("nowhere.seqnet");

        assertFails(this::read, file + ": file not found. Check the path.");
    }

    @Test
    void a_folder_is_no_file_to_read() throws Exception {
        var file = choose("network.seqnet");
        Files.createDirectory(file);

        assertFails(this::read, file + ": this is a folder. Select a network file.");
    }

    @Test
    void a_file_of_something_else_is_refused() throws Exception {
        var file = choose("network.seqnet");
        Files.writeString(file, "hello");

        assertFails(
                this::read,
                file + " is not a network file: it does not start like a zip file. Select a file written by the "
                        + "Network Writer.");
    }

    @Test
    void a_damaged_file_is_refused() throws Exception {
        var file = choose("network.seqnet");
        write();
        var bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length + 1));

        assertFails(
                this::read,
                String.format(
                        Locale.ROOT,
                        "%s has extra bytes after its end at byte %,d. The file is damaged; write it again or "
                                + "get a new copy.",
                        file,
                        bytes.length));
    }

    @Test
    void reading_can_be_cancelled() throws Exception {
        choose("network.seqnet");
        write();
        var exec = Tables.execution(cancelled());

        assertThatThrownBy(() -> reader().execute(new PortObject[0], exec))
                .isInstanceOf(CanceledExecutionException.class);
    }

    @Test
    void a_network_that_the_heap_is_too_small_for_is_told_with_its_size() throws Exception {
        var file = choose("network.seqnet");
        write();
        try (var padded = new RandomAccessFile(file.toFile(), "rw")) {
            padded.setLength(300 << 20);
        }
        var exhausted = new AtomicBoolean();
        var exec = Tables.execution(new DefaultNodeProgressMonitor() {
            @Override
            public void checkCanceled() {
                if (!exhausted.getAndSet(true)) {
                    throw new OutOfMemoryError("Java heap space");
                }
            }
        });

        assertFails(
                () -> reader().execute(new PortObject[0], exec),
                String.format(
                        Locale.ROOT,
                        "%s: the network requires more memory than available: about 301 MB, with a Java heap of "
                                + "at most %,d MB (Java heap space). Increase -Xmx in knime.ini. "
                                + "Alternatively, read a smaller network.",
                        file,
                        Runtime.getRuntime().maxMemory() >> 20));
    }
}
