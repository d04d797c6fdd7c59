package org.seqnet.engine.example;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.seqnet.engine.download.DatasetUnavailableException;
import org.seqnet.engine.download.DownloadListener;
import org.seqnet.engine.download.FolderLock;
import org.seqnet.engine.download.Mirrors;

/**
 * Example data on this machine, each R package in a folder of its own, downloaded once and used offline from then on.
 * Files put there by hand are taken as well: the {@code .rda} files of a package's sources, or the database of an
 * installed package. Values are compared with their checksum whenever they are read. Several processes may share a
 * folder.
 */
public final class ExampleCache {
    private final Path folder;

    /** Makes a cache in the given folder, which need not exist yet. */
    public ExampleCache(Path folder) {
        this.folder = folder;
    }

    /**
     * Returns the table of a data set, downloading what is not here yet.
     *
     * @throws DatasetUnavailableException if it is not here, and no mirror gives it
     * @throws java.util.concurrent.CancellationException if the listener asks for it; the next call resumes
     */
    public ExampleTable obtain(Example example, DownloadListener listener) throws IOException {
        return obtain(example.files(), listener);
    }

    /** As the public method; tests name mirrors of their own. */
    ExampleTable obtain(List<ExampleFile> files, DownloadListener listener) throws IOException {
        ExampleTable all = null;
        for (var file : files) {
            var table = obtain(file, listener);
            all = all == null ? table : all.with(table);
        }
        return all;
    }

    @SuppressWarnings("try")
    private ExampleTable obtain(ExampleFile file, DownloadListener listener) throws IOException {
        var home = folder.resolve("r-" + file.rPackage());
        var troubles = new ArrayList<String>();
        var present = sound(file, home, troubles);
        if (present.isPresent()) {
            return present.get();
        }
        try (var alone = FolderLock.acquire(home, listener)) {
            // Another process may have brought it while this one waited.
            var brought = sound(file, home, new ArrayList<>());
            return brought.isPresent() ? brought.get() : download(file, home, troubles, listener);
        }
    }

    private static Optional<ExampleTable> sound(ExampleFile file, Path home, List<String> troubles) {
        try {
            return file.inFolder(home);
        } catch (IOException damaged) {
            troubles.add(damaged.getMessage().replaceAll("\\.$", ""));
            return Optional.empty();
        }
    }

    private static ExampleTable download(ExampleFile file, Path home, List<String> troubles, DownloadListener listener)
            throws IOException {
        var placed = Mirrors.fetch(file, home, listener, troubles, part -> {
            var target = home.resolve(file.packedName());
            Mirrors.move(part, target);
            return target;
        });
        if (placed.isEmpty()) {
            throw new DatasetUnavailableException(file.example().title()
                    + " is not in the cache, and no mirror provided "
                    + file.packedName() + ". Copy this file, from the sources of the R package " + file.rPackage()
                    + ", to the folder " + home.toAbsolutePath() + " and try again. Attempts: "
                    + String.join("; ", troubles) + ".");
        }
        return file.inFolder(home).orElseThrow();
    }
}
