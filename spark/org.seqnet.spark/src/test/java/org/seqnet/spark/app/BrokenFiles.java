package org.seqnet.spark.app;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.util.Progressable;

/** A file system {@code broken:} on the local disk that fails as its settings say. */
public final class BrokenFiles extends RawLocalFileSystem {
    /** How many bytes files may have before the disk is full; -1 for no limit. */
    static volatile long room = -1;
    /** Whether renaming to a name without a dot in front fails. */
    static volatile boolean refusesToRename;

    @Override
    public URI getUri() {
        return URI.create("broken:///");
    }

    @Override
    public String getScheme() {
        return "broken";
    }

    @Override
    public FSDataOutputStream create(
            Path file,
            FsPermission permission,
            boolean overwrite,
            int bufferSize,
            short replication,
            long blockSize,
            Progressable progress)
            throws IOException {
        return limited(super.create(file, permission, overwrite, bufferSize, replication, blockSize, progress));
    }

    @Override
    public FSDataOutputStream create(
            Path file, boolean overwrite, int bufferSize, short replication, long blockSize, Progressable progress)
            throws IOException {
        return limited(super.create(file, overwrite, bufferSize, replication, blockSize, progress));
    }

    private static FSDataOutputStream limited(FSDataOutputStream file) throws IOException {
        return new FSDataOutputStream(
                new OutputStream() {
                    private long written;

                    @Override
                    public void write(int value) throws IOException {
                        if (room >= 0 && ++written > room) {
                            throw new IOException("No space left on device");
                        }
                        file.write(value);
                    }

                    @Override
                    public void close() throws IOException {
                        file.close();
                    }
                },
                null);
    }

    @Override
    public boolean rename(Path from, Path to) throws IOException {
        return !(refusesToRename
                        && !to.getName().startsWith(".")
                        && from.getName().endsWith(".tmp"))
                && super.rename(from, to);
    }
}
