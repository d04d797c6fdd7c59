package org.knime.filehandling.core.embedded;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.ClosedFileSystemException;
import java.nio.file.FileSystem;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.ProviderMismatchException;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import org.knime.filehandling.core.connections.FSPath;

/** A path of a {@link PlaceFileSystem}. Its syntax is left to a path of this machine that nobody opens. */
final class PlacePath extends FSPath {
    private final PlaceFileSystem fileSystem;
    private final Path text;

    PlacePath(PlaceFileSystem fileSystem, Path text) {
        this.fileSystem = fileSystem;
        this.text = text;
    }

    private PlacePath with(Path other) {
        return other == null ? null : new PlacePath(fileSystem, other);
    }

    private static Path text(Path other) {
        if (other instanceof PlacePath path) {
            return path.text;
        }
        throw new ProviderMismatchException(other + " is no path of KNIME's file systems.");
    }

    /** Returns the file on this machine. */
    Path located() throws IOException {
        return place().locate(text(toAbsolutePath()).normalize());
    }

    InputStream open() throws IOException {
        return kept(place().open(text(toAbsolutePath()).normalize()));
    }

    /** Has a stream closed when the file system is. */
    <C extends Closeable> C kept(C stream) {
        fileSystem.opened(stream);
        return stream;
    }

    private Place place() {
        if (!fileSystem.isOpen()) {
            throw new ClosedFileSystemException();
        }
        return fileSystem.place;
    }

    boolean isRemote() {
        return fileSystem.place instanceof Place.Url;
    }

    @Override
    public FileSystem getFileSystem() {
        return fileSystem;
    }

    @Override
    public boolean isAbsolute() {
        return text.getRoot() != null;
    }

    @Override
    public Path getRoot() {
        return with(text.getRoot());
    }

    @Override
    public Path getFileName() {
        return with(text.getFileName());
    }

    @Override
    public Path getParent() {
        return with(text.getParent());
    }

    @Override
    public int getNameCount() {
        return text.getNameCount();
    }

    @Override
    public Path getName(int index) {
        return with(text.getName(index));
    }

    @Override
    public Path subpath(int beginIndex, int endIndex) {
        return with(text.subpath(beginIndex, endIndex));
    }

    @Override
    public boolean startsWith(Path other) {
        return other.getFileSystem() == fileSystem && text.startsWith(text(other));
    }

    @Override
    public boolean endsWith(Path other) {
        return other.getFileSystem() == fileSystem && text.endsWith(text(other));
    }

    @Override
    public Path normalize() {
        return with(text.normalize());
    }

    @Override
    public Path resolve(Path other) {
        return with(text.resolve(text(other)));
    }

    @Override
    public Path relativize(Path other) {
        return with(text.relativize(text(other)));
    }

    @Override
    public URI toUri() {
        throw new UnsupportedOperationException("The embedded runtime gives paths no URI: " + this);
    }

    /** Paths of this machine are relative to the user's folder, others to the root of their place. */
    @Override
    public Path toAbsolutePath() {
        var folder = fileSystem.place instanceof Place.ThisMachine ? System.getProperty("user.home") : "/";
        return isAbsolute() ? this : with(Path.of(folder).resolve(text));
    }

    @Override
    public Path toRealPath(LinkOption... options) {
        return toAbsolutePath().normalize();
    }

    @Override
    public WatchKey register(WatchService watcher, WatchEvent.Kind<?>[] events, WatchEvent.Modifier... modifiers) {
        throw new UnsupportedOperationException();
    }

    @Override
    public int compareTo(Path other) {
        return text.compareTo(text(other));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PlacePath path && path.fileSystem == fileSystem && path.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return fileSystem.place instanceof Place.ThisMachine
                ? text.toString()
                : text.toString().replace('\\', '/');
    }
}
