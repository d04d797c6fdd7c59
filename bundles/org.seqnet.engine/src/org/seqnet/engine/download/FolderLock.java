package org.seqnet.engine.download;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CancellationException;

/** Lets one process, and in it one thread, at a time work in a folder. */
public final class FolderLock implements AutoCloseable {

    private static final int POLL_MILLIS = 100;

    private final FileChannel channel;
    private final FileLock lock;

    private FolderLock(FileChannel channel, FileLock lock) {
        this.channel = channel;
        this.lock = lock;
    }

    /** Waits for the lock; a cancelled listener ends the wait. */
    public static FolderLock acquire(Path folder, DownloadListener listener) throws IOException {
        var channel = open(folder);
        try {
            for (FileLock lock; ; Thread.sleep(POLL_MILLIS)) {
                if (listener.isCancelled()) {
                    throw new CancellationException("Canceled while another download to " + folder + " ran.");
                }
                if ((lock = tryLock(channel)) != null) {
                    return new FolderLock(channel, lock);
                }
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            channel.close();
            throw new CancellationException("Interrupted while another download to " + folder + " ran.");
        } catch (IOException | RuntimeException failed) {
            channel.close();
            throw failed;
        }
    }

    private static FileChannel open(Path folder) throws IOException {
        try {
            Files.createDirectories(folder);
            return FileChannel.open(folder.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        } catch (IOException refused) {
            throw new IOException(
                    folder + ": the cache folder is not writable. Set another one with the environment variable "
                            + CacheFolder.VARIABLE + " or the system property " + CacheFolder.PROPERTY + ".",
                    refused);
        }
    }

    private static FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException heldInThisProcess) {
            return null;
        }
    }

    @Override
    public void close() throws IOException {
        try (channel) {
            lock.release();
        }
    }
}
