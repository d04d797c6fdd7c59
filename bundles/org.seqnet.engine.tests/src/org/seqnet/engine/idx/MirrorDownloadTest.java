package org.seqnet.engine.idx;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.seqnet.engine.download.DatasetUnavailableException;
import org.seqnet.engine.download.LoopbackMirror.Answer;

/** Mirrors that misbehave: what a download makes of them. */
class MirrorDownloadTest extends MirrorScenario {

    @Test
    void a_part_of_which_nobody_can_tell_where_it_came_from_is_not_continued() throws Exception {
        leavePart(new byte[20_000], mirror.uri());
        Files.write(home().resolve(NAME + ".gz.part.from"), new byte[] {(byte) 0xff});

        assertThat(obtain(mirror.uri())).hasBinaryContent(content);
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
        mirror.once(Answer.of(
                "HTTP/1.1 206 Partial Content\r\nContent-Length: 3\r\nContent-Range: " + range + "\r\n\r\nabc"));

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
        mirror.once(Answer.of(
                "HTTP/1.1 206 Partial Content\r\nContent-Length: 3\r\n" + "Content-Range: bytes 0-2/50000\r\n\r\nabc"));

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
            while (true) {
                out.write(content);
            }
        });
        assertUnavailable(mirror.uri() + ": the mirror sends more than the size of the file", mirror.uri());
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
                mirror.uri() + ": its content differs from the original (SHA-256 " + sha256(new byte[0]) + ", expected "
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
        mirror.once(Answer.of(
                "HTTP/1.1 " + status + " Elsewhere\r\nContent-Length: 0\r\nLocation: " + other.uri() + "\r\n\r\n"));

        assertThat(obtain(mirror.uri())).hasBinaryContent(content);
        assertThat(other.requests()).containsExactly("bytes=20000-");
    }

    @Test
    void a_redirect_to_https_is_followed_and_what_fails_there_is_told() throws Exception {
        try (var plain = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var answering = new Thread(() -> {
                // each connection: the client may try again
                while (!plain.isClosed()) {
                    try (var socket = plain.accept()) {
                        socket.getInputStream().read();
                        socket.getOutputStream().write("HTTP/1.1 400 This is no https\r\n\r\n".getBytes(US_ASCII));
                        socket.shutdownOutput();
                        // closing with bytes unread would reset the connection before the answer is read
                        socket.getInputStream().readAllBytes();
                    } catch (IOException ended) {
                        // The test sees what the client makes of it.
                    }
                }
            });
            answering.start();
            mirror.once(Answer.of("HTTP/1.1 301 Elsewhere\r\nContent-Length: 0\r\nLocation: https://127.0.0.1:"
                    + plain.getLocalPort() + "/file.gz\r\n\r\n"));

            assertThatThrownBy(() -> obtain(mirror.uri()))
                    .isInstanceOf(DatasetUnavailableException.class)
                    .hasMessageContaining("Attempts: " + mirror.uri() + ": no secure connection (");
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
        assertUnavailable(address + ": not an HTTP address", URI.create(address));
        assertThat(obtain(URI.create(address), mirror.uri())).hasBinaryContent(content);
    }

    @Test
    void a_host_that_is_not_known_is_told() {
        assertUnavailable(
                "http://nowhere.invalid/file.gz: unknown host (is this machine online?)",
                URI.create("http://nowhere.invalid/file.gz"));
    }

    @Test
    void an_answer_that_is_no_http_is_told() {
        mirror.once(Answer.of("220 an FTP server greets\r\n"));

        assertUnavailable(mirror.uri() + ": the connection was lost", mirror.uri());
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
                .hasMessage(home() + ": the download cannot be saved here (No space left on device). Free disk "
                        + "space, or set another folder with the environment variable SEQNET_CACHE or "
                        + "the system property org.seqnet.cache.");
        assertThat(other.requests()).isEmpty();
    }
}
