package org.seqnet.knime.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.seqnet.knime.Refusals.assertFails;
import static org.seqnet.knime.Refusals.assertInvalid;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.webui.node.dialog.defaultdialog.internal.file.FileSelection;
import org.knime.filehandling.core.connections.FSCategory;
import org.knime.filehandling.core.connections.FSLocation;
import org.seqnet.engine.model.ModelArchive;
import org.seqnet.knime.NodeRun;
import org.seqnet.knime.Tables;
import org.seqnet.knime.location.IfExists;

/** The Network Writer and the Network Reader, one after the other. */
class NetworkFilesTest extends NetworkFiles {
    private static final String EXISTS = ": the file already exists.";
    private static final String WAY_OUT = "Choose another name, or set \"If exists\" to \"Overwrite\".";

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
}
