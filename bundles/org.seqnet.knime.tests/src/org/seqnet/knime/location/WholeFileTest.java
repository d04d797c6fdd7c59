package org.seqnet.knime.location;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.knime.filehandling.core.connections.FSCategory;
import org.knime.filehandling.core.connections.FSLocation;

class WholeFileTest {
    private static final int WRITERS = 8;
    private static final int ROUNDS = 200;

    @TempDir
    Path folder;

    /** Works on the file both directly and through KNIME's file system, which knows no links. */
    private interface Work {
        void on(Path file) throws Exception;
    }

    private void inKnimesFileSystem(Path file, Work work) throws Exception {
        try (var open = OpenLocation.of(new FSLocation(FSCategory.LOCAL, file.toString()))) {
            open.use(path -> {
                try {
                    work.on(path);
                    return null;
                } catch (IOException | RuntimeException e) {
                    throw e;
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            });
        }
    }

    @Test
    void of_many_writers_one_creates_the_file() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            requireOneWinner(folder.resolve("direct" + round));
        }
        for (int round = 0; round < ROUNDS; round++) {
            inKnimesFileSystem(folder.resolve("knime" + round), WholeFileTest::requireOneWinner);
        }
        assertThat(files()).hasSize(2 * ROUNDS);
    }

    private static void requireOneWinner(Path file) throws Exception {
        var start = new CyclicBarrier(WRITERS);
        var writers = new ArrayList<Callable<String>>();
        for (int writer = 0; writer < WRITERS; writer++) {
            var text = "writer " + writer;
            writers.add(() -> {
                start.await();
                try {
                    create(file, text);
                    return text;
                } catch (FileAlreadyExistsException e) {
                    return "";
                }
            });
        }
        var threads = Executors.newFixedThreadPool(WRITERS);
        try {
            var winners = new ArrayList<String>();
            for (var result : threads.invokeAll(writers)) {
                winners.add(result.get());
            }
            winners.removeIf(String::isEmpty);
            assertThat(winners).hasSize(1);
            assertThat(Files.readString(file)).isEqualTo(winners.get(0));
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void what_a_link_leads_to_is_replaced_and_the_link_stays() throws Exception {
        var file =
                Files.writeString(Files.createDirectory(folder.resolve("real")).resolve("network"), "old");
        var link = link("link", "real/network");
        var toLink = link("to link", "link");

        replace(toLink, "new");

        assertThat(file).isRegularFile().hasContent("new");
        assertThat(link).isSymbolicLink().hasContent("new");
        assertThat(toLink).isSymbolicLink();

        inKnimesFileSystem(toLink, path -> replace(path, "newer"));

        assertThat(file).isRegularFile().hasContent("newer");
        assertThat(link).isSymbolicLink();
        assertThat(toLink).isSymbolicLink();
    }

    @Test
    void a_link_that_leads_nowhere_yet_gets_its_file() throws Exception {
        var link = link("link", "not yet");

        create(link, "new");

        assertThat(link).isSymbolicLink();
        assertThat(folder.resolve("not yet")).isRegularFile().hasContent("new");
    }

    @Test
    void links_in_a_circle_are_refused() throws Exception {
        var link = link("one", "other");
        link("other", "one");

        assertThatThrownBy(() -> replace(link, "new"))
                .isInstanceOf(FileSystemException.class)
                .hasMessage(link + ": its symbolic links form a cycle");
        assertThat(files()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-------", "rw-rw----", "r--r--r--", "rwxr-x--x"})
    void the_permissions_of_a_file_stay(String permissions) throws Exception {
        assumeTrue(
                Files.getFileStore(folder).supportsFileAttributeView("posix"), "permissions are another matter here");
        var file = Files.writeString(folder.resolve("network"), "old");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));

        replace(file, "new");

        assertThat(file).hasContent("new");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo(permissions);

        inKnimesFileSystem(file, path -> replace(path, "newer"));

        assertThat(file).hasContent("newer");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo(permissions);
    }

    @Test
    void what_is_not_whole_yet_is_for_the_same_eyes_as_the_old_file() throws Exception {
        assumeTrue(
                Files.getFileStore(folder).supportsFileAttributeView("posix"), "permissions are another matter here");
        var file = Files.writeString(folder.resolve("network"), "old");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));

        new WholeFile(file).replace(out -> {
            for (var one : files()) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(one)))
                        .isEqualTo("rw-------");
            }
            assertThat(files()).hasSize(2);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"n", "\u00fc"})
    void a_name_may_be_as_long_as_the_system_allows(String letter) throws Exception {
        var file = folder.resolve(letter.repeat(255 / letter.getBytes(UTF_8).length));

        create(file, "new");
        replace(file, "newer");

        assertThat(file).hasContent("newer");
    }

    @Test
    void what_killed_writers_left_is_removed_after_a_day() throws Exception {
        var uuid = "b1a9cbd8-65f7-4e7a-9d2a-0c1f8c4e2d11";
        abandoned(".seqnet-" + uuid + ".tmp", Duration.ofHours(25));
        abandoned(".network." + uuid + ".tmp", Duration.ofHours(25)); // as earlier versions called them
        var kept = List.of(
                abandoned(".seqnet-f" + uuid.substring(1) + ".tmp", Duration.ofHours(23)), // may be at work
                abandoned(".other." + uuid + ".tmp", Duration.ofDays(100)),
                abandoned(".seqnet-1.tmp", Duration.ofDays(100)),
                abandoned("network." + uuid + ".tmp", Duration.ofDays(100)));
        var file = folder.resolve("network");

        create(file, "new");

        assertThat(files()).hasSize(1 + kept.size()).contains(file).containsAll(kept);
    }

    private Path abandoned(String name, Duration age) throws IOException {
        var file = Files.writeString(folder.resolve(name), "half");
        return Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(age)));
    }

    @Test
    void a_failure_leaves_neither_an_empty_nor_a_half_file() throws Exception {
        var file = folder.resolve("network");
        TargetFile.Content half = out -> {
            out.write(1);
            throw new IOException("No space left on device");
        };

        assertThatThrownBy(() -> new WholeFile(file).create(half)).hasMessage("No space left on device");
        assertThatThrownBy(() -> new WholeFile(file).replace(half)).hasMessage("No space left on device");
        inKnimesFileSystem(file, path -> assertThatThrownBy(() -> new WholeFile(path).create(half))
                .hasMessage("No space left on device"));

        assertThat(files()).isEmpty();
    }

    @Test
    void what_cannot_be_replaced_is_told_with_the_reason() throws Exception {
        var file = folder.resolve("network");

        assertThatThrownBy(() -> new WholeFile(file).replace(out -> Files.createDirectories(file.resolve("full"))))
                .isInstanceOf(WholeFile.NotReplacedException.class)
                .hasCauseInstanceOf(FileSystemException.class);
        assertThat(files()).containsExactly(file);
    }

    private static void create(Path file, String text) throws IOException {
        new WholeFile(file).create(out -> out.write(text.getBytes(UTF_8)));
    }

    private static void replace(Path file, String text) throws IOException {
        new WholeFile(file).replace(out -> out.write(text.getBytes(UTF_8)));
    }

    private Path link(String name, String to) throws IOException {
        try {
            return Files.createSymbolicLink(folder.resolve(name), Path.of(to));
        } catch (IOException | UnsupportedOperationException e) {
            assumeTrue(false, "links need a permission on Windows");
            throw e;
        }
    }

    private List<Path> files() throws IOException {
        try (var files = Files.list(folder)) {
            return files.toList();
        }
    }
}
