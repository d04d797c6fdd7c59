package org.knime.filehandling.core.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.ClosedFileSystemException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knime.core.util.Pair;
import org.knime.filehandling.core.connections.FSCategory;
import org.knime.filehandling.core.connections.FSFiles;
import org.knime.filehandling.core.connections.FSLocation;
import org.knime.filehandling.core.connections.FSLocationUtil;
import org.knime.filehandling.core.connections.FSPath;
import org.knime.filehandling.core.connections.location.FSPathProviderFactory;

/** A mountpoint with {@code shared.txt}, a folder, and in it a workflow with {@code data/own.txt}. */
class LocationsTest {

    @TempDir
    Path root;

    private CurrentWorkflow workflow;

    @BeforeEach
    void write_a_mountpoint_with_a_workflow() throws IOException {
        var folder = root.resolve("group/flow");
        Files.createDirectories(folder.resolve("data"));
        Files.writeString(folder.resolve("workflow.knime"), "");
        Files.writeString(folder.resolve("inner.txt"), "inner");
        Files.writeString(folder.resolve("data/own.txt"), "own");
        Files.writeString(root.resolve("shared.txt"), "shared");
        workflow = new CurrentWorkflow(folder, Optional.of(new Pair<>(URI.create("knime://LOCAL"), root)));
    }

    private FSPath path(FSLocation location) {
        return Places.of(location, () -> workflow).getPath(location);
    }

    private String read(FSLocation location) throws IOException {
        try (var in = FSFiles.newInputStream(path(location))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static FSLocation relative(String to, String path) {
        return new FSLocation(FSCategory.RELATIVE, to, path);
    }

    private static FSLocation url(String url) {
        return new FSLocation(FSCategory.CUSTOM_URL, "1000", url);
    }

    @Test
    void a_url_is_told_as_the_location_that_it_stands_for() {
        assertThat(FSLocationUtil.createFromURL("file:///Users/a%20b/c d.seqnet"))
                .isEqualTo(new FSLocation(FSCategory.LOCAL, "/Users/a b/c d.seqnet"));
        assertThat(FSLocationUtil.createFromURL("knime://knime.mountpoint/../a%20b/c.seqnet"))
                .isEqualTo(relative("knime.mountpoint", "../a b/c.seqnet"));
        assertThat(FSLocationUtil.createFromURL("knime://knime.space")).isEqualTo(relative("knime.space", "."));
        assertThat(FSLocationUtil.createFromURL("knime://LOCAL/a%20b.seqnet"))
                .isEqualTo(new FSLocation(FSCategory.MOUNTPOINT, "LOCAL", "/a b.seqnet"));
        assertThat(FSLocationUtil.createFromURL("https://example.org/a%20b.seqnet"))
                .isEqualTo(url("https://example.org/a%20b.seqnet"));
        assertThatThrownBy(() -> FSLocationUtil.createFromURL(" ")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_local_location_is_a_file_of_this_machine() throws IOException {
        assertThat(read(new FSLocation(FSCategory.LOCAL, root + "/shared.txt"))).isEqualTo("shared");
    }

    @Test
    void locations_are_relative_to_the_mountpoint_the_workflow_and_its_data() throws IOException {
        assertThat(read(relative("knime.mountpoint", "shared.txt"))).isEqualTo("shared");
        assertThat(read(relative("knime.mountpoint", "/shared.txt"))).isEqualTo("shared");
        assertThat(read(relative("knime.workflow", "../../shared.txt"))).isEqualTo("shared");
        assertThat(read(relative("knime.workflow.data", "own.txt"))).isEqualTo("own");
        assertThat(read(new FSLocation(FSCategory.MOUNTPOINT, "LOCAL", "/shared.txt")))
                .isEqualTo("shared");
    }

    @Test
    void knime_urls_lead_to_the_same_files_and_into_the_workflow() throws IOException {
        assertThat(read(url("knime://knime.mountpoint/shared.txt"))).isEqualTo("shared");
        assertThat(read(url("knime://knime.workflow/../../shared.txt"))).isEqualTo("shared");
        assertThat(read(url("knime://knime.workflow/data/own.txt"))).isEqualTo("own");
        assertThat(read(url("knime://LOCAL/shared.txt"))).isEqualTo("shared");
    }

    @Test
    void the_inside_of_a_workflow_is_closed_except_for_its_data_area() {
        assertThatThrownBy(() -> read(relative("knime.workflow", "inner.txt")))
                .isInstanceOf(IOException.class)
                .hasMessage("/group/flow/inner.txt leads into a workflow, whose files are closed."
                        + " Put them into its data area.");
    }

    @Test
    void a_workflow_in_batch_mode_has_its_data_area_and_nothing_around_it() throws IOException {
        workflow = new CurrentWorkflow(workflow.folder(), Optional.empty());
        assertThat(read(relative("knime.workflow.data", "own.txt"))).isEqualTo("own");
        assertThat(read(url("knime://knime.workflow/data/own.txt"))).isEqualTo("own");
        assertThatThrownBy(() -> read(relative("knime.workflow", "../../shared.txt")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("The workflow lies in no mountpoint (it never does in batch mode), so a location cannot be"
                        + " relative to it or to the workflow. Use the workflow's data area, or an absolute local"
                        + " path.");
        assertThatThrownBy(() -> read(url("knime://knime.workflow/../../shared.txt")))
                .hasMessage("knime://knime.workflow/../../shared.txt lies outside of the workflow, and the workflow"
                        + " lies in no mountpoint. Use a path inside the workflow, or an absolute local path.");
    }

    @Test
    void a_mountpoint_cannot_be_left() {
        assertThatThrownBy(() -> read(url("knime://knime.mountpoint/../other.txt")))
                .hasMessage("knime://knime.mountpoint/../other.txt leaves the mountpoint, which is not allowed.");
        assertThatThrownBy(() -> read(relative("knime.mountpoint", "../other.txt")))
                .isInstanceOf(NoSuchFileException.class);
        assertThatThrownBy(() -> read(new FSLocation(FSCategory.MOUNTPOINT, "Elsewhere", "/shared.txt")))
                .hasMessage("There is no mountpoint \"Elsewhere\"; the workflow lies in \"LOCAL\".");
    }

    @Test
    void a_missing_file_is_named_as_the_location_names_it() throws IOException {
        var missing = relative("knime.workflow.data", "missing.txt");
        assertThatThrownBy(() -> read(missing))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessage("missing.txt");
        assertThat(FSFiles.exists(path(missing))).isFalse();
        assertThat(FSFiles.exists(path(relative("knime.workflow.data", "own.txt"))))
                .isTrue();
        assertThat(FSFiles.isDirectory(path(relative("knime.workflow.data", "/"))))
                .isTrue();
    }

    @Test
    void a_folder_cannot_be_read() {
        assertThatThrownBy(() -> read(relative("knime.mountpoint", "/group")))
                .isInstanceOf(FileSystemException.class)
                .hasMessage("/group: is a folder, not a file");
    }

    @Test
    void files_are_written_where_the_location_says() throws IOException {
        try (var out = FSFiles.newOutputStream(path(relative("knime.workflow.data", "new.txt")))) {
            out.write('n');
        }
        assertThat(workflow.folder().resolve("data/new.txt")).hasContent("n");
    }

    @Test
    void a_url_is_read_from_its_server() throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/a b.txt", exchange -> {
            exchange.sendResponseHeaders(200, 2);
            exchange.getResponseBody().write("ok".getBytes(StandardCharsets.UTF_8));
            exchange.close();
        });
        server.start();
        try {
            var address = "http://127.0.0.1:" + server.getAddress().getPort();
            assertThat(read(url(address + "/a b.txt"))).isEqualTo("ok");
            assertThatThrownBy(() -> read(url(address + "/missing.txt")))
                    .isInstanceOf(NoSuchFileException.class)
                    .hasMessage(address + "/missing.txt");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void a_closed_factory_closes_what_was_opened() throws IOException {
        var location = new FSLocation(FSCategory.LOCAL, root + "/shared.txt");
        var factory = FSPathProviderFactory.newFactory(Optional.empty(), location);
        var path = factory.create(location).getPath();
        try (var in = Files.newInputStream(path)) {
            factory.close();
            assertThatThrownBy(in::read).isInstanceOf(IOException.class);
        }
        assertThatThrownBy(() -> Files.newInputStream(path)).isInstanceOf(ClosedFileSystemException.class);
    }

    @Test
    void a_location_that_lacks_its_specifier_says_so() {
        assertThatThrownBy(() -> path(new FSLocation(FSCategory.CUSTOM_URL, "http://example.org/")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Location (CUSTOM_URL, http://example.org/) does not say how long to wait for the URL.");
    }

    @Test
    void the_timeout_is_no_part_of_a_urls_identity() {
        assertThat(new FSLocation(FSCategory.CUSTOM_URL, "1", "http://a/"))
                .isEqualTo(new FSLocation(FSCategory.CUSTOM_URL, "2", "http://a/"))
                .hasSameHashCodeAs(new FSLocation(FSCategory.CUSTOM_URL, "2", "http://a/"))
                .isNotEqualTo(new FSLocation(FSCategory.CUSTOM_URL, "1", "http://b/"));
    }
}
