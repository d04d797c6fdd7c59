package org.seqnet.engine.idx;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.seqnet.engine.download.DownloadListener;

/** A download can be cancelled whatever a mirror does or leaves undone. */
class DownloadCancellingTest extends MirrorScenario {

    /** A server that hangs does so for an hour; who waits for less did not wait for it. */
    private static final Duration GUARD = Duration.ofSeconds(10);

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
    void a_mirror_that_trickles_its_body_does_not_hold_up_cancelling() {
        mirror.once((out, range) -> {
            out.write("HTTP/1.1 200 OK\r\nContent-Length: 50000\r\n\r\n".getBytes(US_ASCII));
            mirror.trickle(out, "x");
        });
        var part = home().resolve(NAME + ".gz.part");

        cancelAfter(() -> Files.exists(part) && Files.size(part) > 3, mirror.uri(), other.uri());
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
                    .hasMessage("Interrupted during a download; it will be resumed.");
            assertThat(Thread.interrupted()).isTrue();
        });
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
        assertTimeoutPreemptively(GUARD, () -> assertThatThrownBy(() -> obtain(listener, mirrors))
                .isInstanceOf(CancellationException.class)
                .hasMessage("Download of " + NAME + ".gz canceled; it will be resumed."));
    }

    private interface Condition {
        boolean holds() throws IOException;
    }
}
