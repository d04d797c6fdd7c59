package org.knime.filehandling.core.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessMode;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.attribute.FileTime;
import java.nio.file.spi.FileSystemProvider;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Works on the files that paths lead to; messages name the path, not the file behind it. What no node of ours does with
 * a file is unsupported.
 */
final class PlaceProvider extends FileSystemProvider {
    static final PlaceProvider INSTANCE = new PlaceProvider();

    private interface Action<R> {
        R on(Path located) throws IOException;
    }

    private static <R> R at(Path path, Action<R> action) throws IOException {
        try {
            return action.on(((PlacePath) path).located());
        } catch (NoSuchFileException e) {
            throw (IOException) new NoSuchFileException(path.toString(), null, e.getReason()).initCause(e);
        }
    }

    @Override
    public String getScheme() {
        return "knime-embedded";
    }

    @Override
    public InputStream newInputStream(Path path, OpenOption... options) throws IOException {
        var place = (PlacePath) path;
        if (place.isRemote()) {
            return place.open();
        }
        if (Files.isDirectory(place.located())) {
            throw new FileSystemException(path.toString(), null, "is a folder, not a file");
        }
        return place.kept(at(path, located -> Files.newInputStream(located, options)));
    }

    @Override
    public SeekableByteChannel newByteChannel(
            Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes) throws IOException {
        return ((PlacePath) path).kept(at(path, located -> Files.newByteChannel(located, options, attributes)));
    }

    @Override
    public DirectoryStream<Path> newDirectoryStream(Path dir, DirectoryStream.Filter<? super Path> filter)
            throws IOException {
        List<Path> entries = at(dir, located -> {
            var found = new ArrayList<Path>();
            try (var stream = Files.newDirectoryStream(located)) {
                stream.forEach(
                        entry -> found.add(dir.resolve(entry.getFileName().toString())));
            }
            return found;
        });
        return new DirectoryStream<>() {
            @Override
            public Iterator<Path> iterator() {
                return entries.iterator();
            }

            @Override
            public void close() {
                // read to its end already
            }
        };
    }

    @Override
    public void createDirectory(Path dir, FileAttribute<?>... attributes) throws IOException {
        at(dir, located -> Files.createDirectory(located, attributes));
    }

    @Override
    public void delete(Path path) throws IOException {
        Files.delete(((PlacePath) path).located());
    }

    @Override
    public void move(Path source, Path target, CopyOption... options) throws IOException {
        at(source, from -> at(target, to -> Files.move(from, to, options)));
    }

    @Override
    public boolean isSameFile(Path path, Path other) throws IOException {
        return path.equals(other) || at(path, one -> at(other, two -> Files.isSameFile(one, two)));
    }

    @Override
    public void checkAccess(Path path, AccessMode... modes) throws IOException {
        var located = ((PlacePath) path).located();
        located.getFileSystem().provider().checkAccess(located, modes);
    }

    @Override
    public <V extends FileAttributeView> V getFileAttributeView(Path path, Class<V> type, LinkOption... options) {
        try {
            return at(path, located -> Files.getFileAttributeView(located, type, options));
        } catch (IOException e) {
            return null; // the way of java.nio to say that there is no such view
        }
    }

    @Override
    public <A extends BasicFileAttributes> A readAttributes(Path path, Class<A> type, LinkOption... options)
            throws IOException {
        if (((PlacePath) path).isRemote()) {
            var unknown = FileTime.fromMillis(0);
            return type.cast(new RemoteFile(unknown, unknown, unknown, true, false, false, false, -1, null));
        }
        return at(path, located -> Files.readAttributes(located, type, options));
    }

    /** What is known of a file behind a URL: nothing but that it is a file. */
    private record RemoteFile(
            FileTime lastModifiedTime,
            FileTime lastAccessTime,
            FileTime creationTime,
            boolean isRegularFile,
            boolean isDirectory,
            boolean isSymbolicLink,
            boolean isOther,
            long size,
            Object fileKey)
            implements BasicFileAttributes {}

    @Override
    public Map<String, Object> readAttributes(Path path, String attributes, LinkOption... options) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void setAttribute(Path path, String attribute, Object value, LinkOption... options) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void copy(Path source, Path target, CopyOption... options) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean isHidden(Path path) {
        throw new UnsupportedOperationException();
    }

    @Override
    public FileStore getFileStore(Path path) {
        throw new UnsupportedOperationException();
    }

    @Override
    public FileSystem newFileSystem(URI uri, Map<String, ?> env) {
        throw new UnsupportedOperationException();
    }

    @Override
    public FileSystem getFileSystem(URI uri) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Path getPath(URI uri) {
        throw new UnsupportedOperationException();
    }
}
