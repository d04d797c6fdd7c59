package org.seqnet.engine.idx;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.Authenticator;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.PasswordAuthentication;
import java.net.ProxySelector;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.seqnet.engine.idx.LoopbackMirror.Answer;

/** Mirrors that misbehave: what a download makes of them, and that it can be cancelled whatever they do. */
class MirrorDownloadTest {

    private static final String NAME = "t10k-labels-idx1-ubyte";

    /** A server that hangs does so for an hour; who waits for less did not wait for it. */
    private static final Duration GUARD = Duration.ofSeconds(10);

    @TempDir
    Path folder;

    private byte[] content;
    private LoopbackMirror mirror;
    private LoopbackMirror other;

    @BeforeEach
    void start() throws IOException {
        content = new byte[50_000];
        new Random(3).nextBytes(content);
        mirror = new LoopbackMirror(content);
        other = new LoopbackMirror(content);
    }

    @AfterEach
    void stop() throws IOException {
        mirror.close();
        other.close();
    }

    @Test
    void a_part_that_is_complete_is_taken_without_asking_a_mirror() throws Exception {
        leavePart(content, mirror.uri());

        assertThat(obtain(mirror.uri())).hasBinaryContent(content);
        assertThat(mirror.requests()).isEmpty();
        assertThat(home().resolve(NAME + ".gz.part")).doesNotExist();
        assertThat(home().resolve(NAME + ".gz.part.from")).doesNotExist();
    }

    @Test
    void a_complete_part_of_a_mirror_that_is_gone_is_taken_too() throws Exception {
        leavePart(content, URI.create("http://gone.invalid/file.gz"));

        assertThat(obtain(mirror.uri())).hasBinaryContent(content);
        assertThat(mirror.requests()).isEmpty();
    }

    @Test
    void a_broken_part_that_the_mirror_cannot_continue_is_replaced_at_once() throws Exception {
        leavePart(new byte[content.length], mirror.uri());

        assertThat(obtain(mirror.uri())).hasBinaryContent(content);
        assertThat(mirror.requests()).containsExactly("bytes=50000-", "whole");
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes 0-49999/50000", "bytes 19999-49999/50000", "bytes 20001-49999/50000", "*", "bytes"})
    void another_range_than_asked_for_ends_in_the_whole_file(String range) throws Exception {
        leavePart(Arrays.copyOf(content, 20_000), mirror.uri());
        mirror.once(Answer.of("HTTP/1.1 206 Partial Content\r\nContent-Length: 3\r\nContent-Range: " + range
                + "\r\n\r\nabc"));

        assertThat(obtain(mirror.uri())).hasBinaryContent(content);
        assertThat(mirror.requests()).containsExactly("bytes=20000-", "whole");
    }

    @Test
    void a_shorter_range_than_asked_for_is_gone_on_with() throws Exception {
        leavePart(Arrays.copyOf(content, 20_000), mirror.uri());
        mirror.once((out, range) -> {
            out.write(("HTTP/1.1 206 Partial Content\r\nContent-Length: 10000\r\n"
                            + "Content-Range: bytes 20000-29999/50000\r\n\r\n")
                    .getBytes(US_ASCII));
            out.write(content, 20_000, 10_000);
        });

        assertThat(obtain(mirror.uri())).hasBinaryContent(content);
        assertThat(mirror.requests()).containsExactly("bytes=20000-", "bytes=30000-");
    }

    @Test
    void a_range_that_nobody_asked_for_is_refused_and_the_next_mirror_asked() throws Exception {
        mirror.once(Answer.of("HTTP/1.1 206 Partial Content\r\nContent-Length: 3\r\n"
                + "Content-Range: bytes 0-2/50000\r\n\r\nabc"));

        assertThat(obtain(mirror.uri(), other.uri())).hasBinaryContent(content);
        assertThat(mirror.requests()).containsExactly("whole");
    }

    @Test
    void bytes_after_the_announced_end_are_none_of_the_file() throws Exception {
        mirror.once((out, range) -> {
            out.write("HTTP/1.1 200 OK\r\nContent-Length: 50000\r\n\r\n".getBytes(US_ASCII));
            out.write(content);
            out.write(new byte[1000]);
        });

        assertThat(obtain(mirror.uri())).hasBinaryContent(content);
    }

    @Test
    void a_body_without_an_announced_size_is_read_to_its_end_and_no_further_than_the_file_can_be() throws Exception {
        mirror.once((out, range) -> {
            out.write("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n".getBytes(US_ASCII));
            out.write(content);
        });
        assertThat(obtain(mirror.uri())).hasBinaryContent(content);
        Files.delete(home().resolve(NAME));

        mirror.once((out, range) -> {
            out.write("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n".getBytes(US_ASCII));
            mirror.trickle(out, "x".repeat(1000));
        });
        mirror.once((out, range) -> {
            out.write("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n".getBytes(US_ASCII));
            while (true) {
                out.write(content);
            }
        });
        cancelAfter(() -> Files.exists(home().resolve(NAME + ".gz.part")), mirror.uri());
        Files.delete(home().resolve(NAME + ".gz.part"));
        assertUnavailable(mirror.uri() + ": the mirror sends more than the file has", mirror.uri());
    }

    @Test
    void a_body_that_is_cut_off_again_and_again_is_got_from_the_next_mirror() throws Exception {
        mirror.breakingOffAfter(10).breakingOffAfter(0);

        assertThat(obtain(mirror.uri(), other.uri())).hasBinaryContent(content);
        assertThat(mirror.requests()).containsExactly("whole", "bytes=10-");
        assertThat(other.requests()).containsExactly("whole");
    }

    @Test
    void an_empty_body_is_no_file() {
        mirror.once(Answer.of("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"));

        assertUnavailable(
                mirror.uri() + ": its content is not the original (SHA-256 " + sha256(new byte[0]) + ", expected "
                        + sha256(content) + ")",
                mirror.uri());
    }

    @Test
    void content_with_another_checksum_sends_to_the_next_mirror() throws Exception {
        mirror.serve(new byte[content.length]);

        assertThat(obtain(mirror.uri(), other.uri())).hasBinaryContent(content);
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void a_redirect_is_followed_with_the_range(int status) throws Exception {
        leavePart(Arrays.copyOf(content, 20_000), mirror.uri());
        mirror.once(Answer.of("HTTP/1.1 " + status + " Elsewhere\r\nContent-Length: 0\r\nLocation: " + other.uri()
                + "\r\n\r\n"));

        assertThat(obtain(mirror.uri())).hasBinaryContent(content);
        assertThat(other.requests()).containsExactly("bytes=20000-");
    }

    @Test
    void a_redirect_to_https_is_followed_and_what_fails_there_is_told() throws Exception {
        try (var plain = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var answering = new Thread(() -> {
                try (var socket = plain.accept()) {
                    socket.getInputStream().read();
                    socket.getOutputStream().write("HTTP/1.1 400 This is no https\r\n\r\n".getBytes(US_ASCII));
                } catch (IOException ended) {
                    // The test sees what the client makes of it.
                }
            });
            answering.start();
            mirror.once(Answer.of("HTTP/1.1 301 Elsewhere\r\nContent-Length: 0\r\nLocation: https://127.0.0.1:"
                    + plain.getLocalPort() + "/file.gz\r\n\r\n"));

            assertThatThrownBy(() -> obtain(mirror.uri()))
                    .isInstanceOf(DatasetUnavailableException.class)
                    .hasMessageContaining("What was tried: " + mirror.uri() + ": no secure connection (");
        }
    }

    @Test
    void redirects_in_a_circle_end() {
        for (var i = 0; i < 100; i++) {
            mirror.once(Answer.of("HTTP/1.1 302 Elsewhere\r\nContent-Length: 0\r\nConnection: close\r\nLocation: "
                    + mirror.uri() + "\r\n\r\n"));
        }

        assertUnavailable(mirror.uri() + ": HTTP status 302", mirror.uri());
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp://127.0.0.1/file.gz", "file.gz", "https:///file.gz"})
    void an_address_that_is_none_is_told_and_the_next_mirror_asked(String address) throws Exception {
        assertUnavailable(address + ": not an http address", URI.create(address));
        assertThat(obtain(URI.create(address), mirror.uri())).hasBinaryContent(content);
    }

    @Test
    void a_host_that_is_not_known_is_told() {
        assertUnavailable(
                "http://nowhere.invalid/file.gz: the host is not known (is this machine online?)",
                URI.create("http://nowhere.invalid/file.gz"));
    }

    @Test
    void an_answer_that_is_no_http_is_told() {
        mirror.once(Answer.of("220 an FTP server greets\r\n"));

        assertUnavailable(mirror.uri() + ": the connection broke off", mirror.uri());
    }

    @Test
    void the_proxy_that_java_is_set_to_use_is_used() throws Exception {
        throughAProxy(() -> assertThat(obtain(URI.create("http://nowhere.invalid/file.gz")))
                .hasBinaryContent(content));

        assertThat(mirror.requests()).containsExactly("whole");
    }

    @Test
    void a_proxy_that_asks_for_a_name_gets_the_one_that_java_is_set_to_give() throws Exception {
        mirror.once(Answer.of("HTTP/1.1 407 Who are you\r\nContent-Length: 0\r\nConnection: close\r\n"
                + "Proxy-Authenticate: Basic realm=\"office\"\r\n\r\n"));
        var asked = new ArrayList<String>();
        var usual = Authenticator.getDefault();
        Authenticator.setDefault(new Authenticator() {
            @Override
            protected PasswordAuthentication getPasswordAuthentication() {
                asked.add(getRequestorType() + " " + getRequestingPrompt());
                return new PasswordAuthentication("ada", "secret".toCharArray());
            }
        });
        try {
            throughAProxy(() -> assertThat(obtain(URI.create("http://nowhere.invalid/file.gz")))
                    .hasBinaryContent(content));
        } finally {
            Authenticator.setDefault(usual);
        }
        assertThat(asked).containsExactly("PROXY office");
        assertThat(mirror.requests()).containsExactly("whole", "whole");
    }

    @Test
    void a_proxy_that_nobody_gives_a_name_is_told() throws Exception {
        mirror.once(Answer.of("HTTP/1.1 407 Who are you\r\nContent-Length: 0\r\nProxy-Authenticate: NTLM\r\n\r\n"));

        throughAProxy(() -> assertUnavailable(
                "http://nowhere.invalid/file.gz: the proxy wants a name and a password (HTTP status 407); they are"
                        + " given by Basic authentication only",
                URI.create("http://nowhere.invalid/file.gz")));
    }

    private interface Action {
        void run() throws Exception;
    }

    /** Lets the mirror be the proxy for all addresses while something runs. */
    private void throughAProxy(Action action) throws Exception {
        var usual = ProxySelector.getDefault();
        ProxySelector.setDefault(ProxySelector.of(
                new InetSocketAddress(mirror.uri().getHost(), mirror.uri().getPort())));
        try {
            action.run();
        } finally {
            ProxySelector.setDefault(usual);
        }
    }

    @Test
    void a_mirror_that_accepts_and_says_nothing_does_not_hold_up_cancelling() {
        mirror.once((out, range) -> mirror.silence());

        cancelAfter(() -> !mirror.requests().isEmpty(), mirror.uri());
    }

    @Test
    void a_mirror_that_trickles_its_headers_does_not_hold_up_cancelling() {
        mirror.once((out, range) -> {
            out.write("HTTP/1.1 200 OK\r\nX-Slow: ".getBytes(US_ASCII));
            mirror.trickle(out, "x");
        });

        cancelAfter(() -> !mirror.requests().isEmpty(), mirror.uri());
    }

    @Test
    void a_mirror_that_falls_silent_in_the_body_does_not_hold_up_cancelling_and_is_resumed() throws Exception {
        mirror.once((out, range) -> {
            out.write("HTTP/1.1 200 OK\r\nContent-Length: 50000\r\n\r\n".getBytes(US_ASCII));
            out.write(content, 0, 20_000);
            out.flush();
            mirror.silence();
        });
        var part = home().resolve(NAME + ".gz.part");

        cancelAfter(() -> Files.exists(part) && Files.size(part) == 20_000, mirror.uri(), other.uri());

        assertThat(part).hasBinaryContent(Arrays.copyOf(content, 20_000));
        assertThat(other.requests()).isEmpty();
    }

    @Test
    void an_interrupt_cancels_too() {
        mirror.once((out, range) -> mirror.silence());

        assertTimeoutPreemptively(GUARD, () -> {
            var downloading = Thread.currentThread();
            var interrupter = new Thread(() -> {
                while (mirror.requests().isEmpty()) {
                    Thread.onSpinWait();
                }
                downloading.interrupt();
            });
            interrupter.start();
            assertThatThrownBy(() -> obtain(mirror.uri()))
                    .isInstanceOf(CancellationException.class)
                    .hasMessage("Interrupted while a download ran; it will be resumed.");
            assertThat(Thread.interrupted()).isTrue();
        });
    }

    @Test
    void a_full_disk_is_told_with_its_folder_and_no_mirror_is_blamed() throws Exception {
        var full = Path.of("/dev/full");
        assumeTrue(Files.exists(full));
        leavePart(new byte[0], mirror.uri());
        Files.delete(home().resolve(NAME + ".gz.part"));
        Files.createSymbolicLink(home().resolve(NAME + ".gz.part"), full);

        assertThatThrownBy(() -> obtain(mirror.uri(), other.uri()))
                .isExactlyInstanceOf(IOException.class)
                .hasMessage(home() + ": the download cannot be kept here (No space left on device). Make room, or name"
                        + " another folder by the environment variable SEQNET_CACHE or the system property"
                        + " org.seqnet.cache.");
        assertThat(other.requests()).isEmpty();
    }

    /** Downloads from mirrors of which the first hangs, and cancels once something has happened. */
    private void cancelAfter(Condition happened, URI... mirrors) {
        var listener = new DownloadListener() {
            @Override
            public boolean isCancelled() {
                try {
                    return happened.holds();
                } catch (IOException failed) {
                    throw new AssertionError(failed);
                }
            }
        };
        assertTimeoutPreemptively(
                GUARD,
                () -> assertThatThrownBy(() -> obtain(listener, mirrors))
                        .isInstanceOf(CancellationException.class)
                        .hasMessage("Download of " + NAME + ".gz cancelled; it will be resumed."));
    }

    private interface Condition {
        boolean holds() throws IOException;
    }

    private void assertUnavailable(String reason, URI... mirrors) {
        assertThatThrownBy(() -> obtain(mirrors))
                .isInstanceOf(DatasetUnavailableException.class)
                .hasMessageEndingWith("What was tried: " + reason + ".");
    }

    private void leavePart(byte[] bytes, URI from) throws IOException {
        Files.createDirectories(home());
        Files.write(home().resolve(NAME + ".gz.part"), bytes);
        Files.writeString(home().resolve(NAME + ".gz.part.from"), from.toString());
    }

    private Path home() {
        return folder.resolve("mnist");
    }

    private Path obtain(URI... mirrors) throws IOException {
        return obtain(DownloadListener.NONE, mirrors);
    }

    private Path obtain(DownloadListener listener, URI... mirrors) throws IOException {
        var file = new DatasetFile(NAME, content.length, sha256(content), List.of(mirrors));
        return new DatasetCache(folder).obtain(Dataset.MNIST, file, listener);
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
