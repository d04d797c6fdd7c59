package org.seqnet.engine.download;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;

/** Brings a file from the first of its mirrors that gives it whole and sound. */
public final class Mirrors {

    private Mirrors() {}

    /** Puts a download where it belongs. */
    @FunctionalInterface
    public interface Placing {

        /**
         * Returns where the file is now.
         *
         * @throws MirrorFault if its content turns out to be another than was wanted; the next mirror may have it
         */
        Path place(Path download) throws IOException;
    }

    /**
     * Asks one mirror after another. Whoever calls holds the {@link FolderLock}.
     *
     * @param folder where downloads are kept until they are whole
     * @param troubles gets what each mirror replied that did not give the file
     * @return where the file was put; empty if no mirror gives it
     * @throws IOException if it cannot be saved; the message says what to do
     * @throws java.util.concurrent.CancellationException if the listener asks for it; the next call resumes
     */
    public static Optional<Path> fetch(
            WantedFile file, Path folder, DownloadListener listener, List<String> troubles, Placing placing)
            throws IOException {
        for (var mirror : file.mirrors()) {
            try {
                return Optional.of(fetch(file, new MirrorDownload(file, mirror, folder, listener), placing));
            } catch (MirrorFault fault) {
                troubles.add(mirror + ": " + fault.getMessage());
            } catch (IOException refused) {
                throw new IOException(
                        folder + ": the download cannot be saved here (" + refused.getMessage()
                                + "). Free disk space, or set another folder with the environment variable "
                                + CacheFolder.VARIABLE + " or the system property " + CacheFolder.PROPERTY + ".",
                        refused);
            }
        }
        return Optional.empty();
    }

    private static Path fetch(WantedFile file, MirrorDownload download, Placing placing) throws IOException {
        var resumes = download.resumes();
        var part = download.fetch();
        var fault = file.fault(part);
        if (fault.isPresent()) {
            download.discard();
            if (resumes) {
                // The mirror may have changed its packing since the first half.
                return fetch(file, download, placing);
            }
            throw new MirrorFault(fault.get());
        }
        try {
            var target = placing.place(part);
            download.finish();
            return target;
        } catch (MirrorFault another) {
            download.discard();
            throw another;
        }
    }

    /** Gives a file its name at once, where the file system can, and replaces what has that name. */
    public static void move(Path file, Path target) throws IOException {
        try {
            Files.move(file, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException network) {
            Files.move(file, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
