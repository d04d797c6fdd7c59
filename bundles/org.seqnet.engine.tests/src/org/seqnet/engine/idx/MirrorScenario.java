package org.seqnet.engine.idx;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.seqnet.engine.download.Content;
import org.seqnet.engine.download.DatasetUnavailableException;
import org.seqnet.engine.download.DownloadListener;
import org.seqnet.engine.download.LoopbackMirror;

/** Two mirrors of one file on this machine, and a cache to download it into. */
abstract class MirrorScenario {

    static final String NAME = "t10k-labels-idx1-ubyte";

    @TempDir
    Path folder;

    byte[] content;
    LoopbackMirror mirror;
    LoopbackMirror other;

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

    final void assertUnavailable(String reason, URI... mirrors) {
        assertThatThrownBy(() -> obtain(mirrors))
                .isInstanceOf(DatasetUnavailableException.class)
                .hasMessageEndingWith("Attempts: " + reason + ".");
    }

    final void leavePart(byte[] bytes, URI from) throws IOException {
        Files.createDirectories(home());
        Files.write(home().resolve(NAME + ".gz.part"), bytes);
        Files.writeString(home().resolve(NAME + ".gz.part.from"), from.toString());
    }

    final Path home() {
        return folder.resolve("mnist");
    }

    final Path obtain(URI... mirrors) throws IOException {
        return obtain(DownloadListener.NONE, mirrors);
    }

    final Path obtain(DownloadListener listener, URI... mirrors) throws IOException {
        var file = new DatasetFile(NAME, new Content(content.length, sha256(content)), List.of(mirrors));
        return new DatasetCache(folder).obtain(Dataset.MNIST, file, listener);
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
