package org.knime.filehandling.core.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessMode;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
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
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.knime.filehandling.core.connections.FSFileSystemProvider;

/** Works on the files that paths lead to; messages name the path, not the file behind it. */
final class PlaceProvider extends FSFileSystemProvider<PlacePath, PlaceFileSystem> {

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
                for (var entry : stream) {
                    var path = dir.resolve(entry.getFileName().toString());
                    if (filter == null || filter.accept(path)) {
                        found.add(path);
                    }
                }
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
        at(path, located -> {
            Files.delete(located);
            return null;
        });
    }

    @Override
    public void copy(Path source, Path target, CopyOption... options) throws IOException {
        at(source, from -> at(target, to -> Files.copy(from, to, options)));
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
    public boolean isHidden(Path path) throws IOException {
        return at(path, Files::isHidden);
    }

    @Override
    public FileStore getFileStore(Path path) throws IOException {
        return at(path, Files::getFileStore);
    }

    @Override
    public void checkAccess(Path path, AccessMode... modes) throws IOException {
        var place = (PlacePath) path;
        if (place.isRemote()) {
            place.open().close();
        } else {
            at(path, located -> {
                located.getFileSystem().provider().checkAccess(located, modes);
                return null;
            });
        }
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
            checkAccess(path);
            return type.cast(new RemoteFile());
        }
        return at(path, located -> Files.readAttributes(located, type, options));
    }

    @Override
    public Map<String, Object> readAttributes(Path path, String attributes, LinkOption... options) throws IOException {
        return at(path, located -> Files.readAttributes(located, attributes, options));
    }

    @Override
    public void setAttribute(Path path, String attribute, Object value, LinkOption... options) throws IOException {
        at(path, located -> Files.setAttribute(located, attribute, value, options));
    }

    @Override
    public PlaceFileSystem newFileSystem(URI uri, Map<String, ?> env) {
        throw new UnsupportedOperationException("KNIME's file systems are opened by location, not by URI.");
    }

    @Override
    public PlaceFileSystem getFileSystem(URI uri) {
        throw new UnsupportedOperationException("KNIME's file systems are opened by location, not by URI.");
    }

    @Override
    public PlacePath getPath(URI uri) {
        throw new UnsupportedOperationException("KNIME's file systems are opened by location, not by URI.");
    }

    /** What is known of a file behind a URL: that it is there. */
    private record RemoteFile() implements BasicFileAttributes {

        private static final FileTime UNKNOWN = FileTime.fromMillis(0);

        @Override
        public FileTime lastModifiedTime() {
            return UNKNOWN;
        }

        @Override
        public FileTime lastAccessTime() {
            return UNKNOWN;
        }

        @Override
        public FileTime creationTime() {
            return UNKNOWN;
        }

        @Override
        public boolean isRegularFile() {
            return true;
        }

        @Override
        public boolean isDirectory() {
            return false;
        }

        @Override
        public boolean isSymbolicLink() {
            return false;
        }

        @Override
        public boolean isOther() {
            return false;
        }

        @Override
        public long size() {
            return -1;
        }

        @Override
        public Object fileKey() {
            return null;
        }
    }
}
