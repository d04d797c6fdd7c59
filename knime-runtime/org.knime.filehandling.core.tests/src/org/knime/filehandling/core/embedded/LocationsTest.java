package org.knime.filehandling.core.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.ClosedFileSystemException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.knime.filehandling.core.connections.FSCategory;
import org.knime.filehandling.core.connections.FSFiles;
import org.knime.filehandling.core.connections.FSLocation;
import org.knime.filehandling.core.connections.FSLocationUtil;
import org.knime.filehandling.core.connections.FSPath;
import org.knime.filehandling.core.connections.location.FSPathProviderFactory;

/** A folder with {@code shared.txt}, and in it a data area with {@code own.txt}. */
class LocationsTest {
    @TempDir
    Path root;

    private final Map<String, String> files = Map.of("shared.txt", "shared", "data/own.txt", "own");

    private PlaceFileSystem dataArea;

    @BeforeEach
    void write_files() throws IOException {
        Files.createDirectories(root.resolve("data/folder"));
        for (var file : files.entrySet()) {
            Files.writeString(root.resolve(file.getKey()), file.getValue());
        }
        dataArea = new PlaceFileSystem(new Place.DataArea(root.resolve("data")));
    }

    @AfterEach
    void close_the_data_area() throws IOException {
        dataArea.close();
    }

    private FSPath local(String path) {
        return PlaceFileSystem.of(new FSLocation(FSCategory.LOCAL, path)).getPath(path);
    }

    @SuppressWarnings("resource") // a file system of ours holds nothing open
    private FSPath inDataArea(String path) {
        return dataArea.getPath(path);
    }

    private static String read(FSPath path) throws IOException {
        try (var in = Files.newInputStream(path)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static FSLocation relative(String to, String path) {
        return new FSLocation(FSCategory.RELATIVE, to, path);
    }

    private static FSLocation urlLocation(String url) {
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
                .isEqualTo(urlLocation("https://example.org/a%20b.seqnet"));
        assertThatThrownBy(() -> FSLocationUtil.createFromURL(" ")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_local_location_is_a_file_of_this_machine() throws IOException {
        assertThat(read(local(root + "/shared.txt"))).isEqualTo("shared");
    }

    @Test
    void a_location_in_the_data_area_begins_at_its_root_and_cannot_leave_it() throws IOException {
        assertThat(read(inDataArea("own.txt"))).isEqualTo("own");
        assertThat(read(inDataArea("/own.txt"))).isEqualTo("own");
        assertThatThrownBy(() -> read(inDataArea("../shared.txt"))).isInstanceOf(NoSuchFileException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "RELATIVE, knime.workflow",
        "RELATIVE, knime.mountpoint",
        "RELATIVE, knime.space",
        "MOUNTPOINT, LOCAL",
        "HUB_SPACE, *1",
        "CONNECTED, amazon-s3"
    })
    void a_place_outside_of_the_workflow_is_not_there(FSCategory category, String specifier) {
        assertThatThrownBy(() -> PlaceFileSystem.of(new FSLocation(category, specifier, "a.txt")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "The workflow lies in no mountpoint (it never does in batch mode) and on no Hub, so there is"
                                + " no place (" + category + ", " + specifier
                                + ", a.txt). Use the workflow's data area, or an"
                                + " absolute local path.");
    }

    @Test
    void a_data_area_needs_a_running_node() {
        assertThatThrownBy(() -> PlaceFileSystem.of(relative("knime.workflow.data", "own.txt")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("A location that is relative to a workflow needs a running node.");
    }

    @Test
    void a_missing_file_is_named_as_the_location_names_it() throws IOException {
        assertThatThrownBy(() -> read(inDataArea("missing.txt")))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessage("missing.txt");
        assertThat(FSFiles.exists(inDataArea("missing.txt"))).isFalse();
        assertThat(FSFiles.exists(inDataArea("own.txt"))).isTrue();
        assertThat(FSFiles.isDirectory(inDataArea("own.txt"))).isFalse();
        assertThat(FSFiles.isDirectory(inDataArea("/"))).isTrue();
    }

    @Test
    void a_folder_cannot_be_read() {
        assertThatThrownBy(() -> read(inDataArea("/folder")))
                .isInstanceOf(FileSystemException.class)
                .hasMessage("/folder: is a folder, not a file");
    }

    @Test
    void files_are_written_where_the_location_says() throws IOException {
        try (var out = Files.newOutputStream(inDataArea("new.txt"))) {
            out.write('n');
        }
        assertThat(root.resolve("data/new.txt")).hasContent("n");
    }

    private static FSPath url(String address) {
        return PlaceFileSystem.of(urlLocation(address)).getPath(address);
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
        assertThatThrownBy(() -> PlaceFileSystem.of(new FSLocation(FSCategory.CUSTOM_URL, "http://example.org/")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Location (CUSTOM_URL, http://example.org/) has no specifier.");
    }

    @Test
    void the_timeout_is_no_part_of_a_urls_identity() {
        assertThat(new FSLocation(FSCategory.CUSTOM_URL, "1", "http://a/"))
                .isEqualTo(new FSLocation(FSCategory.CUSTOM_URL, "2", "http://a/"))
                .hasSameHashCodeAs(new FSLocation(FSCategory.CUSTOM_URL, "2", "http://a/"))
                .isNotEqualTo(new FSLocation(FSCategory.CUSTOM_URL, "1", "http://b/"));
    }
}
