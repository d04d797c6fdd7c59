package org.knime.filehandling.core.embedded;

import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.WatchService;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.nio.file.spi.FileSystemProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.knime.core.node.workflow.NodeContext;
import org.knime.core.node.workflow.contextv2.WorkflowContextV2;
import org.knime.filehandling.core.connections.FSLocation;
import org.knime.filehandling.core.connections.FSLocationSpec;
import org.knime.filehandling.core.connections.RelativeTo;

/** The files of one {@link Place}. */
public final class PlaceFileSystem extends FileSystem {
    final Place place;
    private final List<Closeable> streams = new ArrayList<>();
    private boolean open = true;

    PlaceFileSystem(Place place) {
        this.place = place;
    }

    /**
     * Opens the place that a location names, for the node at work on this thread.
     *
     * @throws IllegalArgumentException if the location does not say enough
     * @throws IllegalStateException if there is no such place from here
     */
    public static PlaceFileSystem of(FSLocationSpec spec) {
        return new PlaceFileSystem(
                switch (spec.getFSCategory()) {
                    case LOCAL -> new Place.ThisMachine();
                    case CUSTOM_URL -> url((FSLocation) spec);
                    case RELATIVE -> {
                        if (!specifier(spec).equals(RelativeTo.WORKFLOW_DATA.getSettingsValue())) {
                            throw nowhere(spec);
                        }
                        yield dataArea();
                    }
                    default -> throw nowhere(spec);
                });
    }

    private static String specifier(FSLocationSpec spec) {
        return spec.getFileSystemSpecifier()
                .orElseThrow(() -> new IllegalArgumentException("Location " + spec + " has no specifier."));
    }

    private static IllegalStateException nowhere(FSLocationSpec spec) {
        return new IllegalStateException("The workflow lies in no mountpoint (it never does in batch mode) and on no"
                + " Hub, so there is no place " + spec + ". Use the workflow's data area, or an absolute local path.");
    }

    private static Place url(FSLocation location) {
        var uri = URI.create(location.getPath().replace(" ", "%20"));
        return new Place.Url(uri, Integer.parseInt(specifier(location)));
    }

    private static Place dataArea() {
        var folder = Optional.ofNullable(NodeContext.getContext())
                .flatMap(context -> context.getContextObjectForClass(WorkflowContextV2.class))
                .map(workflow -> workflow.getExecutorInfo().getLocalWorkflowPath())
                .orElseThrow(() ->
                        new IllegalStateException("A location that is relative to a workflow needs a running node."));
        try {
            return new Place.DataArea(
                    Files.createDirectories(folder.toAbsolutePath().normalize().resolve("data")));
        } catch (IOException e) {
            throw new IllegalStateException("The data area of the workflow in " + folder + " cannot be made.", e);
        }
    }

    /** Remembers a stream, which is closed with the file system at the latest. */
    synchronized void opened(Closeable stream) {
        streams.add(stream);
    }

    @Override
    public synchronized void close() throws IOException {
        open = false;
        for (var stream : streams) {
            stream.close();
        }
    }

    @Override
    public synchronized boolean isOpen() {
        return open;
    }

    @Override
    public FileSystemProvider provider() {
        return PlaceProvider.INSTANCE;
    }

    @Override
    public PlacePath getPath(String first, String... more) {
        return new PlacePath(this, Path.of(place instanceof Place.Url ? "/" : first, more));
    }

    @Override
    public boolean isReadOnly() {
        return place instanceof Place.Url;
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
        throw new UnsupportedOperationException();
    }

    @Override
    public UserPrincipalLookupService getUserPrincipalLookupService() {
        throw new UnsupportedOperationException();
    }

    @Override
    public WatchService newWatchService() {
        throw new UnsupportedOperationException();
    }
}
