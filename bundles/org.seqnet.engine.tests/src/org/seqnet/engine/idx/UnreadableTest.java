package org.seqnet.engine.idx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static org.seqnet.engine.idx.IdxBytes.idxOf;

import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.ConnectException;
import java.net.MalformedURLException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.seqnet.engine.file.Unreadable;

class UnreadableTest {

    private static final String ADDRESS = "http://server/t.gz";

    @TempDir
    Path folder;

    @Test
    void a_missing_file_is_named() {
        var file = folder.resolve("nowhere.idx");

        assertThatThrownBy(() -> IdxReader.open(file))
                .isInstanceOf(IOException.class)
                .hasMessage(file + ": file not found. Check the path.");
    }

    @Test
    void a_folder_is_refused() {
        assertThatThrownBy(() -> IdxReader.open(folder))
                .isInstanceOf(IOException.class)
                .hasMessage(folder + ": this is a folder, not a file. Select a file in it.");
    }

    @Test
    void a_file_that_may_not_be_read_is_named() throws IOException {
        var file = idxOf(1).in(folder, "secret.idx");
        assumeTrue(file.toFile().setReadable(false, false), "the system knows permissions");
        assumeFalse(Files.isReadable(file), "root may read everything");

        assertThatThrownBy(() -> IdxReader.open(file))
                .isInstanceOf(IOException.class)
                .hasMessage(
                        file + ": no permission to read this file. Ask its owner for access, or read a copy of it.");
    }

    @Test
    void refusals_of_the_file_system_are_put_into_words() {
        assertThat(Unreadable.explained("t.idx", new AccessDeniedException("t.idx")))
                .hasMessage("t.idx: no permission to read this file. Ask its owner for access, or read a copy of it.");
        assertThat(Unreadable.explained("/data/t.idx", new FileSystemException("t.idx", null, "Too many open files")))
                .hasMessage(
                        "/data/t.idx: the file cannot be read (Too many open files). Try again, or read a copy of it.");
    }

    static List<Arguments> failuresOfTheNetwork() {
        return List.of(
                arguments(new FileNotFoundException(ADDRESS), "file not found. Check the address."),
                arguments(
                        new UnknownHostException("server"),
                        "unknown host. Check the address, and that this machine is online."),
                arguments(
                        new ConnectException("Connection refused"),
                        "no connection (Connection refused). Check the address, and that this machine is online."),
                arguments(
                        new SocketTimeoutException("Read timed out"),
                        "no response in time. Try again later, or increase the timeout in the settings."),
                arguments(
                        new MalformedURLException("unknown protocol: htp"),
                        "this address cannot be read (unknown protocol: htp). Check its protocol."),
                arguments(
                        new SocketException("Connection reset"),
                        "the file cannot be read (Connection reset). Try again, or read a copy of it."),
                arguments(
                        new ClosedByInterruptException(),
                        "the file cannot be read (ClosedByInterruptException). Try again, or read a copy of it."));
    }

    @ParameterizedTest
    @MethodSource("failuresOfTheNetwork")
    void failures_of_the_network_are_put_into_words(IOException failure, String words) {
        assertThatThrownBy(() -> IdxReader.open(
                        () -> {
                            throw failure;
                        },
                        ADDRESS))
                .isInstanceOf(IOException.class)
                .hasMessage(ADDRESS + ": " + words)
                .hasCause(failure);
    }

    @Test
    void a_failure_that_names_its_address_and_says_why_stays_as_it_is() {
        var failure = new IOException(ADDRESS + " answers with HTTP status 500.");

        assertThat(Unreadable.explained(ADDRESS, failure)).isSameAs(failure);
    }

    @Test
    @SuppressWarnings("resource") // the reader closes what it opened
    void a_stream_that_fails_while_it_is_read_is_named() throws IOException {
        var begin = new ByteArrayInputStream(idxOf(2, 3).bytes(), 0, 13);
        var broken = new SequenceInputStream(begin, new InputStream() {
            @Override
            public int read() throws IOException {
                throw new SocketException("Connection reset");
            }
        });

        try (var reader = IdxReader.open(() -> broken, ADDRESS)) {
            assertThatThrownBy(reader::next)
                    .isInstanceOf(IOException.class)
                    .hasMessage(
                            ADDRESS + ": the file cannot be read (Connection reset). Try again, or read a copy of it.");
        }
    }
}
