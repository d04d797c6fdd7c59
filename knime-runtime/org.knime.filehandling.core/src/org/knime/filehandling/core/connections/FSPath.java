package org.knime.filehandling.core.connections;

import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A path in one of KNIME's file systems. */
public abstract class FSPath implements Path {

    @Override
    public abstract FSFileSystem<? extends FSPath> getFileSystem();

    /** Lists the names along the path. */
    public Stream<String> stringStream() {
        return pathStream().map(Path::toString);
    }

    public Stream<Path> pathStream() {
        return IntStream.range(0, getNameCount()).mapToObj(this::getName);
    }

    public FSLocation toFSLocation() {
        var fileSystem = getFileSystem();
        return new FSLocation(
                fileSystem.getFileSystemCategory(),
                fileSystem.getFileSystemSpecifier().orElse(null),
                toString());
    }

    @Override
    public final URI toUri() {
        throw new UnsupportedOperationException("The embedded runtime gives paths no URI: " + this);
    }

    public final FSPath resolve(String[] other) {
        return Arrays.stream(other).reduce(this, (path, name) -> (FSPath) path.resolve(name), (a, b) -> b);
    }
}
