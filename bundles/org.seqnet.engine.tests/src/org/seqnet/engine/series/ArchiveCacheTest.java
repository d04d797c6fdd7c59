package org.seqnet.engine.series;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.seqnet.engine.series.ArchivePart.TEST;
import static org.seqnet.engine.series.ArchivePart.TRAIN;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.download.DatasetUnavailableException;
import org.seqnet.engine.download.DownloadListener;
import org.seqnet.engine.download.DownloadProgress;
import org.seqnet.engine.download.LoopbackMirror;

class ArchiveCacheTest {

    private static final byte[] TRAIN_TEXT = text("train", 3);
    private static final byte[] TEST_TEXT = text("test", 4);

    @TempDir
    Path folder;

    private ArchiveCache cache;
    private LoopbackMirror mirror;

    @BeforeEach
    void start() throws IOException {
        cache = new ArchiveCache(folder);
        mirror = new LoopbackMirror(zip("", TRAIN_TEXT, TEST_TEXT));
    }

    @AfterEach
    void stop() throws IOException {
        mirror.close();
    }

    @Test
    void a_set_that_is_not_here_is_downloaded_once_and_unpacked() throws Exception {
        assertThat(obtain(TRAIN)).isEqualTo(home().resolve("Small_TRAIN.ts")).hasBinaryContent(TRAIN_TEXT);
        assertThat(obtain(TEST)).isEqualTo(home().resolve("Small_TEST.ts")).hasBinaryContent(TEST_TEXT);

        assertThat(mirror.requests()).containsExactly("whole");
        assertThat(names())
                .containsExactly(
                        ".lock",
                        "Small_TEST.ts",
                        "Small_TEST.ts.sha256",
                        "Small_TEST.ts.verified",
                        "Small_TRAIN.ts",
                        "Small_TRAIN.ts.sha256",
                        "Small_TRAIN.ts.verified");
        assertThat(home().resolve("Small_TRAIN.ts.sha256")).hasContent(sha256(TRAIN_TEXT) + "  Small_TRAIN.ts\n");
    }

    @Test
    void files_in_a_folder_of_the_zip_file_are_found_and_all_others_ignored() throws Exception {
        var entries = new LinkedHashMap<String, byte[]>();
        entries.put("../Small_TRAIN.ts", new byte[] {1});
        entries.put("/etc/Small_TEST.ts", new byte[] {1});
        entries.put("other/Small_TRAIN.ts", new byte[] {1});
        entries.put("Small/Small_TRAIN.arff", new byte[] {1});
        entries.put("Small/Small_TRAIN.ts", TRAIN_TEXT);
        entries.put("Small/Small_TEST.ts", TEST_TEXT);
        mirror.serve(zip(entries));

        assertThat(obtain(TRAIN)).hasBinaryContent(TRAIN_TEXT);
        assertThat(names()).noneMatch(name -> name.endsWith(".arff"));
        try (var all = Files.walk(folder)) {
            assertThat(all.filter(Files::isRegularFile)).allMatch(file -> file.startsWith(home()));
        }
    }

    @Test
    void a_set_that_is_here_is_used_offline() throws Exception {
        obtain(TRAIN);
        mirror.close();

        assertThat(obtain(TRAIN)).hasBinaryContent(TRAIN_TEXT);
    }

    @Test
    void a_file_that_changed_since_it_was_downloaded_is_downloaded_again() throws Exception {
        Files.write(obtain(TRAIN), text("other", 5));

        assertThat(obtain(TRAIN)).hasBinaryContent(TRAIN_TEXT);
        assertThat(mirror.requests()).hasSize(2);
    }

    @Test
    void a_file_that_was_deleted_is_downloaded_again() throws Exception {
        Files.delete(obtain(TEST));

        assertThat(obtain(TEST)).hasBinaryContent(TEST_TEXT);
    }

    @Test
    void another_version_of_a_set_is_not_taken_for_the_first() throws Exception {
        Files.delete(obtain(TRAIN));
        var other = text("other", 5);
        mirror.serve(zip("", other, TEST_TEXT));

        assertUnavailable(mirror.uri() + ": its Small_TRAIN.ts is another version (SHA-256 " + sha256(other)
                + ") than that downloaded first (" + sha256(TRAIN_TEXT) + "); to use it, delete the folder "
                + home().toAbsolutePath());
        assertThat(names()).doesNotContain("Small_TRAIN.ts", "Small_TRAIN.ts.new", "Small.zip.part");
    }

    @Test
    void files_put_there_by_hand_are_taken_as_they_are() throws Exception {
        Files.createDirectories(home());
        Files.write(home().resolve("Small_TRAIN.ts"), TRAIN_TEXT);

        assertThat(obtain(TRAIN)).hasBinaryContent(TRAIN_TEXT);
        assertThat(mirror.requests()).isEmpty();
    }

    @Test
    void a_broken_connection_is_resumed() throws Exception {
        mirror.breakingOffAfter(100);

        assertThat(obtain(TRAIN)).hasBinaryContent(TRAIN_TEXT);
        assertThat(mirror.requests()).containsExactly("whole", "bytes=100-");
    }

    @Test
    void a_cancelled_download_is_resumed_the_next_time() throws Exception {
        var cancelling = new DownloadListener() {
            private long seen;

            @Override
            public void progressed(DownloadProgress progress) {
                seen = progress.bytes();
            }

            @Override
            public boolean isCancelled() {
                return seen > 0;
            }
        };

        assertThatThrownBy(() -> cache.obtain("Small", TRAIN, cancelling, List.of(mirror.uri())))
                .isInstanceOf(CancellationException.class);

        assertThat(names()).doesNotContain("Small_TRAIN.ts", "Small_TRAIN.ts.new");
        assertThat(obtain(TRAIN)).hasBinaryContent(TRAIN_TEXT);
    }

    @Test
    void an_unknown_set_is_told_with_folder_and_files() throws Exception {
        mirror.answering(404);

        assertUnavailable(mirror.uri() + ": HTTP status 404");
        assertThat(names()).containsExactly(".lock", "Small.zip.part.from");
    }

    @Test
    void what_is_no_zip_file_is_told() throws Exception {
        mirror.serve("<html>Not here.</html>".getBytes(UTF_8));

        assertUnavailable(mirror.uri() + ": it is not a zip file, or damaged");
        assertThat(names()).containsExactly(".lock");
    }

    @Test
    void a_zip_file_without_one_of_the_files_is_told() throws Exception {
        mirror.serve(zip(Map.of("Small_TRAIN.ts", TRAIN_TEXT)));

        assertUnavailable(mirror.uri() + ": the zip file does not contain Small_TEST.ts");
    }

    @Test
    void a_zip_bomb_is_refused_before_it_is_unpacked() throws Exception {
        mirror.serve(zip("", new byte[100 << 20], TEST_TEXT));

        assertThatThrownBy(() -> obtain(TRAIN))
                .isInstanceOf(DatasetUnavailableException.class)
                .hasMessageMatching("(?s).* Attempts: .*: Small_TRAIN.ts in the zip file would unpack [0-9,]+ bytes to "
                        + "104,857,600, which no series need\\.");
        assertThat(names()).containsExactly(".lock");
    }

    @ParameterizedTest
    @ValueSource(ints = {16, 24}) // where the checksum and the unpacked size stand
    void an_entry_that_is_not_what_its_directory_says_is_refused(int field) throws Exception {
        var bytes = zip("", TRAIN_TEXT, TEST_TEXT);
        var buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        for (int at = bytes.length - 4; at >= 0; at--) {
            if (buffer.getInt(at) == 0x02014B50) { // an entry of the directory
                buffer.put(at + field, (byte) (buffer.get(at + field) ^ 1));
            }
        }
        mirror.serve(bytes);

        assertThatThrownBy(() -> obtain(TRAIN)).isInstanceOf(DatasetUnavailableException.class);
        assertThat(names()).containsExactly(".lock");
    }

    @Test
    void a_damaged_zip_file_is_got_from_the_next_mirror() throws Exception {
        var bytes = zip("", TRAIN_TEXT, TEST_TEXT);
        Arrays.fill(bytes, 60, 200, (byte) 0x55);
        try (var damaged = new LoopbackMirror(bytes)) {
            assertThat(cache.obtain("Small", TRAIN, DownloadListener.NONE, List.of(damaged.uri(), mirror.uri())))
                    .hasBinaryContent(TRAIN_TEXT);
            assertThat(damaged.requests()).hasSize(1);
        }
    }

    @Test
    void what_is_no_name_is_refused_before_it_becomes_an_address() {
        assertThatThrownBy(() -> cache.obtain("../Small", TRAIN, DownloadListener.NONE))
                .isInstanceOf(SeqNetException.class)
                .hasMessage("'../Small' is not the name of a data set in the UCR/UEA archive. Enter a name such as "
                        + "GunPoint.");
    }

    private void assertUnavailable(String attempts) {
        assertThatThrownBy(() -> obtain(TRAIN))
                .isInstanceOf(DatasetUnavailableException.class)
                .hasMessage("Small is not in the cache, and the archive did not provide Small.zip. Check the name, or "
                        + "copy these two files to the folder " + home().toAbsolutePath()
                        + " and try again: Small_TRAIN.ts, Small_TEST.ts. Attempts: " + attempts + ".");
    }

    private Path obtain(ArchivePart part) throws IOException {
        return cache.obtain("Small", part, DownloadListener.NONE, List.<URI>of(mirror.uri()));
    }

    private Path home() {
        return cache.folder("Small");
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(home())) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    /** Returns a file with a comment of noise, which does not pack well. */
    private static byte[] text(String name, long seed) {
        var noise = new byte[500];
        new Random(seed).nextBytes(noise);
        return ("#" + HexFormat.of().formatHex(noise) + "\n@problemName " + name + "\n@data\n1,2\n").getBytes(UTF_8);
    }

    private static byte[] zip(String prefix, byte[] train, byte[] test) throws IOException {
        var entries = new LinkedHashMap<String, byte[]>();
        entries.put(prefix + "Small_TRAIN.ts", train);
        entries.put(prefix + "Small_TEST.ts", test);
        return zip(entries);
    }

    private static byte[] zip(Map<String, byte[]> entries) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            for (var entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
                zip.closeEntry();
            }
        }
        return bytes.toByteArray();
    }

    private static String sha256(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }
}
