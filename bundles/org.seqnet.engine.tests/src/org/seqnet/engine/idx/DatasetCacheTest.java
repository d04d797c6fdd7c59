package org.seqnet.engine.idx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.seqnet.engine.idx.IdxBytes.idxOf;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seqnet.engine.download.Content;
import org.seqnet.engine.download.DatasetUnavailableException;
import org.seqnet.engine.download.DownloadListener;
import org.seqnet.engine.download.DownloadProgress;
import org.seqnet.engine.download.FolderLock;
import org.seqnet.engine.download.LoopbackMirror;
import org.seqnet.engine.tensor.ElementType;
import org.seqnet.engine.tensor.RandomTensors;
import org.seqnet.engine.tensor.Shape;

class DatasetCacheTest {

    private static final String NAME = "train-images-idx3-ubyte";
    private static final String FOUR = "train-images-idx3-ubyte.gz, train-labels-idx1-ubyte.gz,"
            + " t10k-images-idx3-ubyte.gz, t10k-labels-idx1-ubyte.gz";

    @TempDir
    Path folder;

    /** 300 x 28 x 28 random bytes, which gzip leaves at about 235,000. */
    private final IdxBytes content = noise(1);

    private DatasetCache cache;
    private LoopbackMirror mirror;

    @BeforeEach
    void start() throws IOException {
        cache = new DatasetCache(folder);
        mirror = new LoopbackMirror(content.gzipped().bytes());
    }

    @AfterEach
    void stop() throws IOException {
        mirror.close();
    }

    @Test
    void a_file_that_is_not_here_is_downloaded_and_checked() throws IOException {
        var steps = new ArrayList<DownloadProgress>();
        var file = obtain(watching(steps), mirror.uri());

        assertThat(file)
                .isEqualTo(home().resolve(NAME + ".gz"))
                .hasBinaryContent(content.gzipped().bytes());
        var total = OptionalLong.of(content.gzipped().bytes().length);
        assertThat(steps).first().isEqualTo(new DownloadProgress(NAME + ".gz", 0, total));
        assertThat(steps).last().isEqualTo(new DownloadProgress(NAME + ".gz", total.getAsLong(), total));
        assertThat(names()).containsExactly(".lock", NAME + ".gz", NAME + ".gz.verified");
    }

    @Test
    void a_file_that_is_here_is_used_offline_without_hashing_it_again() throws IOException {
        var file = obtain(DownloadListener.NONE, mirror.uri());
        mirror.close();
        // Same size, same time: only a hash would see the difference.
        var time = Files.getLastModifiedTime(file);
        Files.write(file, new byte[(int) Files.size(file)]);
        Files.setLastModifiedTime(file, time);

        assertThat(obtain(DownloadListener.NONE, mirror.uri())).isEqualTo(file);
        assertThat(mirror.requests()).hasSize(1);
    }

    @Test
    void a_damaged_mark_beside_a_file_only_costs_a_hash() throws IOException {
        var file = obtain(DownloadListener.NONE, mirror.uri());
        Files.write(home().resolve(NAME + ".gz.verified"), new byte[] {(byte) 0xff});

        assertThat(obtain(DownloadListener.NONE, mirror.uri())).isEqualTo(file);
        assertThat(mirror.requests()).hasSize(1);
    }

    @Test
    void a_file_that_changed_since_it_was_checked_is_checked_again() throws IOException {
        var file = obtain(DownloadListener.NONE, mirror.uri());
        Files.write(file, noise(2).gzipped().bytes());
        Files.setLastModifiedTime(file, FileTime.fromMillis(1));

        assertThat(obtain(DownloadListener.NONE, mirror.uri()))
                .isEqualTo(file)
                .hasBinaryContent(content.gzipped().bytes());
        assertThat(mirror.requests()).hasSize(2);
    }

    @Test
    void a_file_put_there_by_hand_is_taken_plain_or_packed_with_a_dash_or_a_dot() throws IOException {
        var dotted = "train-images.idx3-ubyte";
        for (var byHand : List.of(NAME, NAME + ".gz", dotted, dotted + ".gz")) {
            Files.createDirectories(home());
            var bytes = byHand.endsWith(".gz") ? content.gzipped() : content;
            Files.write(home().resolve(byHand), bytes.bytes());

            assertThat(obtain(DownloadListener.NONE, mirror.uri())).isEqualTo(home().resolve(byHand));
            assertThat(names()).containsExactly(byHand, byHand + ".verified");
            Files.delete(home().resolve(byHand));
            Files.delete(home().resolve(byHand + ".verified"));
        }
        assertThat(mirror.requests()).isEmpty();
    }

    @Test
    void a_wrong_file_put_there_by_hand_is_left_alone_and_reported() throws IOException {
        Files.createDirectories(home());
        var wrong = Files.write(home().resolve(NAME), noise(2).bytes());
        mirror.answering(404);

        assertThatThrownBy(() -> obtain(DownloadListener.NONE, mirror.uri()))
                .isInstanceOf(DatasetUnavailableException.class)
                .hasMessage(unavailable(
                        wrong + ": its content differs from the original (SHA-256 " + sha256(noise(2)) + ", expected "
                                + sha256(content) + ")",
                        mirror.uri() + ": HTTP status 404"));
        assertThat(wrong).hasBinaryContent(noise(2).bytes());
    }

    @Test
    void a_mirror_may_serve_the_file_unpacked() throws IOException {
        mirror.serve(content.bytes());

        assertThat(obtain(DownloadListener.NONE, mirror.uri()))
                .isEqualTo(home().resolve(NAME))
                .hasBinaryContent(content.bytes());
    }

    @Test
    void a_broken_connection_is_resumed_at_once() throws IOException {
        mirror.breakingOffAfter(100_000).breakingOffAfter(50_000);

        assertThat(obtain(DownloadListener.NONE, mirror.uri()))
                .hasBinaryContent(content.gzipped().bytes());
        assertThat(mirror.requests()).containsExactly("whole", "bytes=100000-", "bytes=150000-");
    }

    @Test
    void a_download_that_was_cancelled_is_resumed_the_next_time() throws IOException {
        assertThatThrownBy(() -> obtain(cancellingAfter(100_000), mirror.uri()))
                .isInstanceOf(CancellationException.class)
                .hasMessage("Download of " + NAME + ".gz canceled; it will be resumed.");
        assertThat(names()).containsExactly(".lock", NAME + ".gz.part", NAME + ".gz.part.from");
        var have = Files.size(home().resolve(NAME + ".gz.part"));
        assertThat(have).isGreaterThanOrEqualTo(100_000);

        var steps = new ArrayList<DownloadProgress>();
        obtain(watching(steps), mirror.uri());

        assertThat(mirror.requests()).containsExactly("whole", "bytes=" + have + "-");
        var total = OptionalLong.of(content.gzipped().bytes().length);
        assertThat(steps).first().isEqualTo(new DownloadProgress(NAME + ".gz", have, total));
        assertThat(names()).containsExactly(".lock", NAME + ".gz", NAME + ".gz.verified");
    }

    @Test
    void a_mirror_without_ranges_starts_anew() throws IOException {
        mirror.withoutRanges().breakingOffAfter(100_000);

        assertThat(obtain(DownloadListener.NONE, mirror.uri()))
                .hasBinaryContent(content.gzipped().bytes());
        assertThat(mirror.requests()).containsExactly("whole", "bytes=100000-");
    }

    @Test
    void a_mirror_that_packs_anew_between_two_halves_is_asked_for_the_whole() throws IOException {
        mirror.serve(noise(2).gzipped().bytes());
        assertThatThrownBy(() -> obtain(cancellingAfter(1), mirror.uri())).isInstanceOf(CancellationException.class);
        mirror.serve(content.gzipped().bytes());

        assertThat(obtain(DownloadListener.NONE, mirror.uri()))
                .hasBinaryContent(content.gzipped().bytes());
        assertThat(mirror.requests()).hasSize(3).last().isEqualTo("whole");
    }

    @Test
    void a_part_longer_than_the_file_is_thrown_away() throws IOException {
        Files.createDirectories(home());
        Files.write(home().resolve(NAME + ".gz.part"), new byte[400_000]);
        Files.writeString(home().resolve(NAME + ".gz.part.from"), mirror.uri().toString());

        assertThat(obtain(DownloadListener.NONE, mirror.uri()))
                .hasBinaryContent(content.gzipped().bytes());
        assertThat(mirror.requests()).containsExactly("bytes=400000-", "whole");
    }

    @Test
    void a_part_of_another_mirror_is_not_continued() throws IOException {
        try (var other = new LoopbackMirror(content.gzipped().bytes())) {
            assertThatThrownBy(() -> obtain(cancellingAfter(1), other.uri())).isInstanceOf(CancellationException.class);
        }
        obtain(DownloadListener.NONE, mirror.uri());

        assertThat(mirror.requests()).containsExactly("whole");
    }

    @Test
    void a_dead_mirror_is_passed_over() throws IOException {
        assertThat(obtain(DownloadListener.NONE, deadUri(), mirror.uri()))
                .hasBinaryContent(content.gzipped().bytes());
    }

    @Test
    void a_mirror_with_another_content_is_passed_over_and_nothing_of_it_stays() throws IOException {
        try (var wrong = new LoopbackMirror(noise(2).gzipped().bytes())) {
            assertThat(obtain(DownloadListener.NONE, wrong.uri(), mirror.uri()))
                    .hasBinaryContent(content.gzipped().bytes());
        }
        assertThat(names()).containsExactly(".lock", NAME + ".gz", NAME + ".gz.verified");
    }

    @Test
    void wrong_content_is_reported_with_its_checksum() throws IOException {
        mirror.serve(noise(2).gzipped().bytes());

        assertThatThrownBy(() -> obtain(DownloadListener.NONE, mirror.uri()))
                .isInstanceOf(DatasetUnavailableException.class)
                .hasMessage(unavailable(mirror.uri() + ": its content differs from the original (SHA-256 "
                        + sha256(noise(2))
                        + ", expected " + sha256(content) + ")"));
        assertThat(names()).containsExactly(".lock");
    }

    @Test
    void a_gzip_bomb_from_a_mirror_is_unpacked_no_further_than_the_original_s_size() {
        mirror.serve(content.withLength(40_000_000).gzipped().bytes());

        assertThatThrownBy(() -> obtain(DownloadListener.NONE, mirror.uri()))
                .isInstanceOf(DatasetUnavailableException.class)
                .hasMessage(unavailable(
                        mirror.uri() + ": it is larger than the original of " + content.bytes().length + " bytes"));
    }

    @Test
    void a_mirror_that_offers_more_than_the_file_has_is_refused_before_its_first_byte() {
        mirror.serve(new byte[1_000_000]);

        assertThatThrownBy(() -> obtain(DownloadListener.NONE, mirror.uri()))
                .isInstanceOf(DatasetUnavailableException.class)
                .hasMessage(unavailable(
                        mirror.uri() + ": the mirror offers 1000000 bytes, more than the size of the file"));
    }

    @Test
    void a_connection_that_keeps_breaking_is_given_up() {
        mirror.breakingOffAfter(10).breakingOffAfter(10).breakingOffAfter(10);

        assertThatThrownBy(() -> obtain(DownloadListener.NONE, mirror.uri()))
                .isInstanceOf(DatasetUnavailableException.class)
                .hasMessage(unavailable(mirror.uri() + ": the connection was lost after 30 of "
                        + content.gzipped().bytes().length + " bytes"));
    }

    @Test
    void when_all_mirrors_fail_one_message_names_files_folder_and_reasons() throws IOException {
        var dead = deadUri();
        mirror.answering(503);

        assertThatThrownBy(() -> obtain(DownloadListener.NONE, dead, mirror.uri()))
                .isInstanceOf(DatasetUnavailableException.class)
                .hasMessage(unavailable(dead + ": no connection", mirror.uri() + ": HTTP status 503"));
    }

    @Test
    void two_at_once_download_one_file() {
        var one = CompletableFuture.supplyAsync(this::obtainUnchecked);
        var other = CompletableFuture.supplyAsync(this::obtainUnchecked);

        assertThat(one.join()).isEqualTo(other.join());
        assertThat(mirror.requests()).containsExactly("whole");
    }

    @Test
    @SuppressWarnings("try")
    void waiting_for_another_download_can_be_cancelled() throws IOException {
        try (var busy = FolderLock.acquire(home(), DownloadListener.NONE)) {
            assertThatThrownBy(() -> obtain(cancellingAfter(0), mirror.uri()))
                    .isInstanceOf(CancellationException.class)
                    .hasMessage("Canceled while another download to " + home() + " ran.");
        }
    }

    @Test
    void a_cache_folder_that_cannot_be_made_is_named() throws IOException {
        var blocked = Files.createFile(folder.resolve("blocked"));
        var home = blocked.resolve("mnist");

        assertThatThrownBy(() ->
                        new DatasetCache(blocked).obtain(Dataset.MNIST, file(mirror.uri()), DownloadListener.NONE))
                .isInstanceOf(IOException.class)
                .hasMessage(home + ": the cache folder is not writable. Set another one with the environment "
                        + "variable SEQNET_CACHE or the system property org.seqnet.cache.");
    }

    private Path home() {
        return cache.folder(Dataset.MNIST);
    }

    private Path obtain(DownloadListener listener, URI... mirrors) throws IOException {
        return cache.obtain(Dataset.MNIST, file(mirrors), listener);
    }

    private Path obtainUnchecked() {
        try {
            return obtain(DownloadListener.NONE, mirror.uri());
        } catch (IOException failed) {
            throw new AssertionError(failed);
        }
    }

    private DatasetFile file(URI... mirrors) {
        return new DatasetFile(NAME, new Content(content.bytes().length, sha256(content)), List.of(mirrors));
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(home())) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private String unavailable(String... reasons) {
        return "MNIST is not in the cache, and no mirror provided " + NAME
                + ".gz. Copy these four files, gzipped or not, to the folder "
                + home() + " and try again: "
                + FOUR + ". Attempts: "
                + String.join("; ", reasons) + ".";
    }

    private static IdxBytes noise(long seed) {
        var bytes = idxOf(300, 28, 28).bytes();
        var noise = new RandomTensors(seed).tensor(ElementType.UNSIGNED_BYTE, Shape.of(bytes.length - 16));
        for (var i = 16; i < bytes.length; i++) {
            bytes[i] = (byte) noise.elements().raw(i - 16);
        }
        return new IdxBytes(bytes);
    }

    private static String sha256(IdxBytes file) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(file.bytes());
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static URI deadUri() throws IOException {
        try (var closedAtOnce = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return URI.create("http://127.0.0.1:" + closedAtOnce.getLocalPort() + "/file.gz");
        }
    }

    private static DownloadListener watching(List<DownloadProgress> steps) {
        return new DownloadListener() {
            @Override
            public void progressed(DownloadProgress progress) {
                steps.add(progress);
            }
        };
    }

    private static DownloadListener cancellingAfter(long bytes) {
        return new DownloadListener() {
            private long seen;

            @Override
            public void progressed(DownloadProgress progress) {
                seen = progress.bytes();
            }

            @Override
            public boolean isCancelled() {
                return seen >= bytes;
            }
        };
    }
}
