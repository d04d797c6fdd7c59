package org.knime.filehandling.core.embedded;

import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileStore;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.WatchService;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.knime.filehandling.core.connections.FSFileSystem;
import org.knime.filehandling.core.connections.FSFileSystemProvider;
import org.knime.filehandling.core.connections.FSLocation;
import org.knime.filehandling.core.connections.FSLocationSpec;

/** The files of one {@link Place}. */
final class PlaceFileSystem extends FSFileSystem<PlacePath> {

    final Place place;
    private final List<Closeable> streams = new ArrayList<>();

    PlaceFileSystem(FSLocationSpec spec, String workingDirectory, Place place) {
        super(spec, workingDirectory);
        this.place = place;
    }

    @Override
    public FSFileSystemProvider<PlacePath, ?> provider() {
        return PlaceProvider.INSTANCE;
    }

    /** Remembers a stream, which is closed with the file system at the latest. */
    synchronized void opened(Closeable stream) {
        streams.add(stream);
    }

    @Override
    protected synchronized void ensureClosedInternal() throws IOException {
        for (var stream : streams) {
            stream.close();
        }
    }

    @Override
    public PlacePath getPath(FSLocation fsLocation) {
        return place instanceof Url url ? getPath(pathOf(url.uri())) : super.getPath(fsLocation);
    }

    private static String pathOf(URI uri) {
        return uri.getPath() == null || uri.getPath().isEmpty() ? "/" : uri.getPath();
    }

    @Override
    public PlacePath getPath(String first, String... more) {
        return new PlacePath(this, Path.of(first, more));
    }

    @Override
    public boolean isReadOnly() {
        return place.isRemote();
    }

    @Override
    public String getSeparator() {
        return "/";
    }

    @Override
    public Iterable<Path> getRootDirectories() {
        return List.of(getPath("/"));
    }

    @Override
    public Iterable<FileStore> getFileStores() {
        return List.of();
    }

    @Override
    public Set<String> supportedFileAttributeViews() {
        return Set.of("basic");
    }

    @Override
    public PathMatcher getPathMatcher(String syntaxAndPattern) {
        var matcher = FileSystems.getDefault().getPathMatcher(syntaxAndPattern);
        return path -> matcher.matches(((PlacePath) path).text());
    }

    @Override
    public UserPrincipalLookupService getUserPrincipalLookupService() {
        throw new UnsupportedOperationException("KNIME's file systems know no users.");
    }

    @Override
    public WatchService newWatchService() {
        throw new UnsupportedOperationException("KNIME's file systems cannot be watched.");
    }
}
