package org.seqnet.engine.download;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CancellationException;
import org.seqnet.engine.download.MirrorAnswer.Range;
import org.seqnet.engine.download.MirrorFault.BrokenOff;

/**
 * Downloads one file from one mirror into {@code <name>.part}. What is there from an earlier try with the same mirror
 * is kept and continued (RFC 9110, section 14); where the mirror cannot continue it, the file is asked for anew.
 *
 * <p>{@code <name>.part.from} says which mirror the part is of: two mirrors may pack the same content differently.
 */
final class MirrorDownload {

    private static final int TRIES = 3;
    private static final int OK = 200;
    private static final int PARTIAL = 206;
    private static final int RANGE_NOT_SATISFIABLE = 416;

    private final WantedFile file;
    private final URI mirror;
    private final Path part;
    private final Path origin;
    private final DownloadListener listener;

    MirrorDownload(WantedFile file, URI mirror, Path folder, DownloadListener listener) {
        this.file = file;
        this.mirror = mirror;
        this.part = folder.resolve(file.packedName() + ".part");
        this.origin = folder.resolve(file.packedName() + ".part.from");
        this.listener = listener;
    }

    /**
     * Returns the complete part file; its content is still to be checked. A broken connection is tried again while each
     * try brings something.
     *
     * @throws MirrorFault if the mirror does not give the file; the message is its reply
     * @throws IOException if the part cannot be written
     * @throws CancellationException if the listener asks for it
     */
    Path fetch() throws IOException {
        if (Files.exists(part) && file.fault(part).isEmpty()) {
            return part;
        }
        if (!resumes()) {
            discard();
            Files.writeString(origin, mirror.toString());
        }
        for (var tries = 1; ; tries++) {
            var before = partBytes();
            try {
                transfer(before);
                return part;
            } catch (BrokenOff brokenOff) {
                if (tries == TRIES || partBytes() <= before) {
                    throw brokenOff;
                }
            }
        }
    }

    /** Returns whether a part from this mirror is there to go on with. */
    boolean resumes() throws IOException {
        return Files.exists(part)
                && Files.exists(origin)
                && Arrays.equals(Files.readAllBytes(origin), mirror.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** Removes the part, so that the next try starts anew. */
    void discard() throws IOException {
        Files.deleteIfExists(part);
        Files.deleteIfExists(origin);
    }

    /** Forgets whose part it was, once it has been moved to its place. */
    void finish() throws IOException {
        Files.deleteIfExists(origin);
    }

    private void transfer(long have) throws IOException {
        try (var answer = MirrorAnswer.of(mirror, have, this::checkCancelled)) {
            if (answer.status() == OK) {
                receive(answer, 0, answer.length());
                return;
            }
            var asked = have > 0 && answer.status() == PARTIAL
                    ? answer.range().filter(range -> range.first() == have)
                    : Optional.<Range>empty();
            if (asked.isPresent()) {
                receive(answer, have, asked.get().total());
                return;
            }
            if (have == 0 || answer.status() != PARTIAL && answer.status() != RANGE_NOT_SATISFIABLE) {
                throw new MirrorFault(answer.refusal());
            }
        }
        // What is here is no beginning of what the mirror has.
        Files.deleteIfExists(part);
        transfer(0);
    }

    private void receive(MirrorAnswer answer, long have, OptionalLong total) throws IOException {
        if (total.orElse(0) > file.mostBytes()) {
            throw new MirrorFault("the mirror offers " + total.getAsLong() + " bytes, more than the size of the file");
        }
        var bytes = have;
        try (var out = Channels.newChannel(openPart(have > 0))) {
            listener.progressed(new DownloadProgress(file.packedName(), bytes, total));
            for (var piece = answer.next(); !piece.isEmpty(); piece = answer.next()) {
                for (var buffer : piece) {
                    bytes += buffer.remaining();
                    out.write(buffer);
                }
                if (bytes > file.mostBytes()) {
                    throw new MirrorFault("the mirror sends more than the size of the file");
                }
                listener.progressed(new DownloadProgress(file.packedName(), bytes, total));
            }
        } catch (BrokenOff brokenOff) {
            throw new BrokenOff(brokenOff.getMessage() + " after " + bytes + of(total) + " bytes");
        }
        if (bytes < total.orElse(0)) {
            throw new BrokenOff("the mirror sent " + bytes + of(total) + " bytes");
        }
    }

    private static String of(OptionalLong total) {
        return total.isPresent() ? " of " + total.getAsLong() : "";
    }

    private OutputStream openPart(boolean append) throws IOException {
        return append ? Files.newOutputStream(part, StandardOpenOption.APPEND) : Files.newOutputStream(part);
    }

    private long partBytes() throws IOException {
        return Files.exists(part) ? Files.size(part) : 0;
    }

    private void checkCancelled() {
        if (listener.isCancelled()) {
            throw new CancellationException("Download of " + file.packedName() + " canceled; it will be resumed.");
        }
    }
}
