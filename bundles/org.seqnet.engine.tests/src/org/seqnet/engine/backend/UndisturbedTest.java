package org.seqnet.engine.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UndisturbedTest {
    @TempDir
    Path folder;

    @AfterEach
    void forget_the_interrupt() {
        Thread.interrupted();
    }

    /** As JavaCPP does when it unpacks a library. */
    private Boolean lock() {
        try (var channel =
                FileChannel.open(folder.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            return channel.lock().isValid();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void a_file_is_locked_although_the_caller_was_interrupted_before() {
        Thread.currentThread().interrupt();

        assertThat(Undisturbed.call(this::lock)).isTrue();
        assertThat(Thread.currentThread().isInterrupted()).isTrue();
    }

    @Test
    void a_file_is_locked_although_the_caller_is_interrupted_meanwhile() {
        var caller = Thread.currentThread();

        assertThat(Undisturbed.call(() -> {
                    caller.interrupt();
                    return lock();
                }))
                .isTrue();
        assertThat(Thread.currentThread().isInterrupted()).isTrue();
    }

    @Test
    void what_fails_is_thrown_as_it_is() {
        assertThatThrownBy(() -> Undisturbed.call(() -> {
                    throw new IllegalStateException("broken");
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("broken");
        assertThatThrownBy(() -> Undisturbed.call(() -> {
                    throw new UnsatisfiedLinkError("no library");
                }))
                .isInstanceOf(UnsatisfiedLinkError.class)
                .hasMessage("no library");
    }
}
