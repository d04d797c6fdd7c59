package org.seqnet.knime.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.seqnet.knime.Refusals.assertFails;
import static org.seqnet.knime.Refusals.assertInvalid;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.DefaultNodeProgressMonitor;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.webui.node.dialog.defaultdialog.internal.file.FileSelection;
import org.knime.filehandling.core.connections.FSCategory;
import org.knime.filehandling.core.connections.FSLocation;
import org.seqnet.engine.model.ModelArchive;
import org.seqnet.knime.DialogState;
import org.seqnet.knime.NodeRun;
import org.seqnet.knime.Tables;
import org.seqnet.knime.learner.LearnerRun;
import org.seqnet.knime.learner.Orders;
import org.seqnet.knime.network.NetworkPortObject;

/** The Network Writer and the Network Reader, one after the other. */
class NetworkFilesTest {
    private static final String EXISTS = ": the file already exists.";
    private static final String WAY_OUT = "Choose another name, or set \"If exists\" to \"Overwrite\".";

    private static NetworkPortObject network;

    private final NetworkWriterParameters writing = new NetworkWriterParameters();
    private final NetworkReaderParameters reading = new NetworkReaderParameters();

    @TempDir
    Path folder;

    @BeforeAll
    static void train() throws Exception {
        network = LearnerRun.trained(Orders.rows(20), 1);
    }

    @Test
    void a_network_comes_back_to_the_bit() throws Exception {
        var file = choose("network.seqnet");

        configureWriter();
        write();

        assertThat(read().network()).isEqualTo(network.network());
        assertThat(read().getSpec()).isEqualTo(network.getSpec());
        assertThat(read().getSpec().labelColumn()).isEqualTo("label");
        assertThat(files()).containsExactly(file);
    }

    @Test
    void a_network_without_a_name_for_its_labels_calls_them_label() throws Exception {
        var file = choose("network.seqnet");
        try (var out = Files.newOutputStream(file)) {
            ModelArchive.write(network.network().withLabelName(""), out);
        }

        assertThat(read().getSpec().labelColumn()).isEqualTo("label");
    }

    @Test
    void an_existing_file_is_kept_unless_asked_otherwise() throws Exception {
        var file = choose("network.seqnet");
        Files.writeString(file, "precious");

        assertInvalid(this::configureWriter, file + EXISTS);
        assertFails(this::write, file + EXISTS + " " + WAY_OUT);

        assertThat(file).hasContent("precious");
        assertThat(files()).containsExactly(file);
    }

    @Test
    void an_existing_file_is_overwritten_if_asked() throws Exception {
        var file = choose("network.seqnet");
        Files.writeString(file, "worthless");
        writing.ifExists = IfExists.OVERWRITE;

        configureWriter();
        write();

        assertThat(read().network()).isEqualTo(network.network());
        assertThat(files()).containsExactly(file);
    }

    @Test
    void missing_folders_are_made() throws Exception {
        choose("a/b/network.seqnet");

        configureWriter();
        write();

        assertThat(read().network()).isEqualTo(network.network());
    }

    @Test
    void missing_folders_are_not_made_unless_asked() throws Exception {
        var file = choose("a/network.seqnet");
        writing.createMissingFolders = false;

        assertFails(
                this::write,
                file + ": the file cannot be written (its folder does not exist; check \"Create missing "
                        + "folders\" or choose another folder).");
        assertThat(files()).isEmpty();
    }

    @Test
    void a_folder_is_no_file_to_write() throws Exception {
        var file = choose("network.seqnet");
        Files.createDirectory(file);
        writing.ifExists = IfExists.OVERWRITE;

        assertFails(this::write, file + ": the file cannot be written (it is a folder; add a file name).");
    }

    @Test
    void a_folder_without_permission_is_named() throws Exception {
        var file = choose("closed/network.seqnet");
        Files.createDirectory(file.getParent());
        file.getParent().toFile().setWritable(false);
        assumeFalse(Files.isWritable(file.getParent()), "the superuser may write everywhere");

        assertFails(
                this::write,
                file + ": no permission to write there. Choose another folder, or ask the owner of this folder "
                        + "for access.");
    }

    @Test
    void a_link_to_a_file_is_written_through() throws Exception {
        var file = Files.writeString(folder.resolve("real.seqnet"), "old");
        Files.createSymbolicLink(choose("link.seqnet"), file);
        writing.ifExists = IfExists.OVERWRITE;

        write();

        assertThat(folder.resolve("link.seqnet")).isSymbolicLink();
        try (var in = Files.newInputStream(file)) {
            assertThat(ModelArchive.read(in, "real.seqnet")).isEqualTo(network.network());
        }
    }

    @Test
    void a_device_is_not_replaced() throws Exception {
        var device = Path.of("/dev/null");
        assumeTrue(Files.exists(device), "there is no such device here");
        writing.file = new FileSelection(new FSLocation(FSCategory.LOCAL, device.toString()));
        writing.ifExists = IfExists.OVERWRITE;

        assertFails(
                this::write, "/dev/null: the file cannot be written (it is not a regular file; choose another name).");
    }

    @Test
    void a_file_that_another_program_holds_is_told_as_such() throws Exception {
        var file = choose("network.seqnet");
        var target = new TargetFile(new FSLocation(FSCategory.LOCAL, file.toString()), true, IfExists.OVERWRITE);

        // a folder that appears meanwhile stands for what Windows refuses to replace
        assertThatThrownBy(() -> target.write(out -> Files.createDirectories(file.resolve("full")), Tables.execution()))
                .isInstanceOf(IOException.class)
                .hasMessage(file + ": the existing file cannot be replaced (Is a directory). It may be open in "
                        + "another program or write-protected. Close that program, remove the write "
                        + "protection, or choose another name.");
        // Windows tells no reason where another program keeps a file from being replaced
        assertThat(target.explained(new WholeFile.NotReplacedException(new AccessDeniedException(file.toString()))))
                .hasMessage(file + ": the existing file cannot be replaced. It may be open in another program or "
                        + "write-protected. Close that program, remove the write protection, or choose another name.");
    }

    @Test
    void cancelling_leaves_an_older_file_as_it_was_and_nothing_else() throws Exception {
        var file = choose("network.seqnet");
        Files.writeString(file, "precious");
        writing.ifExists = IfExists.OVERWRITE;
        var run = NodeRun.executing(Tables.execution(cancelled()), writing, network);

        assertThatThrownBy(() -> NetworkWriterNodeFactory.execute(run, run))
                .isInstanceOf(CanceledExecutionException.class);

        assertThat(file).hasContent("precious");
        assertThat(files()).containsExactly(file);
    }

    @Test
    void a_link_into_a_folder_that_is_missing_is_as_good_as_the_path_it_stands_for() throws Exception {
        var file = choose("link.seqnet");
        Files.createSymbolicLink(file, Path.of("missing", "network.seqnet"));
        writing.createMissingFolders = false;

        assertFails(
                this::write,
                file
                        + ": the file cannot be written (its folder does not exist; check \"Create missing "
                        + "folders\" or choose another folder).");

        writing.createMissingFolders = true;
        write();
        assertThat(folder.resolve("missing/network.seqnet")).isRegularFile();
        assertThat(file).isSymbolicLink();
    }

    @Test
    void a_failure_halfway_leaves_an_older_file_as_it_was_and_nothing_else() throws Exception {
        var file = choose("network.seqnet");
        Files.writeString(file, "precious");
        var target = new TargetFile(new FSLocation(FSCategory.LOCAL, file.toString()), true, IfExists.OVERWRITE);

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
        var file = choose("network.seqnet");
        var target = new TargetFile(new FSLocation(FSCategory.LOCAL, file.toString()), true, IfExists.FAIL);

        assertThatThrownBy(() -> target.write(out -> Files.writeString(file, "precious"), Tables.execution()))
                .isInstanceOf(IOException.class)
                .hasMessage(file + EXISTS + " " + WAY_OUT);

        assertThat(file).hasContent("precious");
        assertThat(files()).containsExactly(file);
    }

    @Test
    void a_writer_without_a_file_cannot_be_configured() {
        assertInvalid(this::configureWriter, "Output location: no file is selected.");
        writing.file = new FileSelection(FSLocation.NULL); // what settings say by "location_present" being false
        assertInvalid(this::configureWriter, "Output location: no file is selected.");
        writing.file = new FileSelection(new FSLocation("FLOPPY", "a.seqnet"));
        assertInvalid(this::configureWriter, "Output location: 'FLOPPY' is not a known file system.");
    }

    @Test
    void a_url_is_not_written_to() {
        writing.file = new FileSelection(new FSLocation(FSCategory.CUSTOM_URL, "1000", "http://localhost/n.seqnet"));

        assertInvalid(
                this::configureWriter,
                "Output location: http://localhost/n.seqnet is a URL; networks cannot be written to URLs.");
    }

    @Test
    void a_place_that_does_not_exist_is_told_when_the_node_is_executed() throws Exception {
        writing.file = new FileSelection(new FSLocation(FSCategory.RELATIVE, "knime.workflow.data", "n.seqnet"));

        configureWriter();

        assertFails(
                this::write,
                "knime://knime.workflow/data/n.seqnet: this location is not available here. Use a local path, "
                        + "the workflow data area, or a URL.");
    }

    @Test
    void a_deeplearning4j_file_is_written_but_not_read() throws Exception {
        var file = choose("network.zip");
        writing.format = NetworkFormat.DEEPLEARNING4J;

        write();

        assertFails(
                this::read,
                file
                        + " is a Deeplearning4j file. Such files are meant for other programs and are not supported "
                        + "because reading them can run code hidden in them. Select a file in the Sequence Networks "
                        + "format, or write the network again in that format.");
    }

    @Test
    void a_name_of_the_other_format_is_refused_before_and_while_writing() throws Exception {
        var network = choose("network.seqnet");
        Files.writeString(network, "precious");
        writing.format = NetworkFormat.DEEPLEARNING4J;
        writing.ifExists = IfExists.OVERWRITE;
        var message = "Output location: " + network + " has the file extension of the format \"Sequence Networks\", "
                + "but the selected format is \"Deeplearning4j\".";
        var cure = "Use the file extension \".zip\", or select the format \"Sequence Networks\".";

        assertInvalid(this::configureWriter, message, cure);
        assertFails(this::write, message, cure);
        assertThat(network).hasContent("precious");

        var model = choose("Model.ZIP");
        writing.format = NetworkFormat.SEQUENCE_NETWORKS;

        assertInvalid(
                this::configureWriter,
                "Output location: " + model
                        + " has the file extension of the format \"Deeplearning4j\", but the selected format is "
                        + "\"Sequence Networks\".");
    }

    @Test
    void a_name_of_neither_format_is_taken_for_both() throws Exception {
        choose("network.model");
        configureWriter();
        write();
        assertThat(read().network()).isEqualTo(network.network());

        choose("network");
        writing.format = NetworkFormat.DEEPLEARNING4J;
        configureWriter();
        write();
        assertThat(files()).hasSize(2);
    }

    @Test
    void a_network_of_the_other_format_is_not_replaced() throws Exception {
        var file = choose("network");
        write();
        var bytes = Files.readAllBytes(file);
        writing.format = NetworkFormat.DEEPLEARNING4J;
        writing.ifExists = IfExists.OVERWRITE;

        assertFails(
                this::write,
                file + ": the existing file is a network in the format \"Sequence Networks\" and is not overwritten "
                        + "with the format \"Deeplearning4j\". Choose another name, or delete that file first.");
        assertThat(file).hasBinaryContent(bytes);

        Files.delete(file);
        write();
        write(); // the same format again
        writing.format = NetworkFormat.SEQUENCE_NETWORKS;

        assertFails(
                this::write,
                file + ": the existing file is a network in the format \"Deeplearning4j\" and is not overwritten with "
                        + "the format \"Sequence Networks\". Choose another name, or delete that file first.");
    }

    @Test
    void what_is_no_network_is_replaced_whatever_it_holds() throws Exception {
        var file = choose("network");
        writing.ifExists = IfExists.OVERWRITE;
        for (var content : List.of("", "PK", "PK\3\4", "PK\3\4" + "\u0000".repeat(22) + "\u0001\0\0\0\u00ff", "text")) {
            Files.write(file, content.getBytes(StandardCharsets.ISO_8859_1));

            write();

            assertThat(read().network()).isEqualTo(network.network());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "network.seqnet, DEEPLEARNING4J, network.zip",
        "a.b/Network.SEQNET, DEEPLEARNING4J, a.b/Network.zip",
        "network.zip, SEQUENCE_NETWORKS, network.seqnet",
        "network.seqnet, SEQUENCE_NETWORKS, network.seqnet",
        "network.tar.gz, DEEPLEARNING4J, network.tar.gz",
        "network, DEEPLEARNING4J, network",
        "'', DEEPLEARNING4J, ''"
    })
    void the_ending_follows_the_format_that_is_chosen_in_the_dialog(String name, NetworkFormat format, String renamed)
            throws Exception {
        var file = new FileSelection(new FSLocation(FSCategory.RELATIVE, "knime.workflow", name));
        var dialog = new DialogState()
                .with(NetworkWriterParameters.FormatReference.class, format)
                .with(NetworkWriterParameters.FileReference.class, file);

        assertThat(dialog.of(new NetworkWriterParameters.FileOfFormat(), null))
                .isEqualTo(new FileSelection(new FSLocation(FSCategory.RELATIVE, "knime.workflow", renamed)));
    }

    @Test
    void each_format_has_its_extension() {
        assertThat(NetworkFormat.SEQUENCE_NETWORKS.extension()).isEqualTo("seqnet");
        assertThat(NetworkFormat.DEEPLEARNING4J.extension()).isEqualTo("zip");
    }

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

        assertFails(this::read, file + ": this is a folder. Select a file written by the Network Writer.");
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

    private static DefaultNodeProgressMonitor cancelled() {
        return new DefaultNodeProgressMonitor() {
            @Override
            public void checkCanceled() throws CanceledExecutionException {
                throw new CanceledExecutionException();
            }
        };
    }

    private Path choose(String name) {
        var file = folder.resolve(name);
        writing.file = new FileSelection(new FSLocation(FSCategory.LOCAL, file.toString()));
        reading.file = writing.file;
        return file;
    }

    private void configureWriter() throws Exception {
        var run = NodeRun.configuring(writing, network.getSpec());
        NetworkWriterNodeFactory.configure(run, run);
    }

    private void write() throws Exception {
        var run = NodeRun.executing(writing, network);
        NetworkWriterNodeFactory.execute(run, run);
    }

    private NetworkPortObject read() throws Exception {
        return (NetworkPortObject) reader().execute(new PortObject[0], Tables.execution())[0];
    }

    private NetworkReaderNodeModel reader() {
        return new NetworkReaderNodeModel(reading);
    }

    private List<Path> files() throws IOException {
        try (var files = Files.list(folder)) {
            return files.toList();
        }
    }
}
