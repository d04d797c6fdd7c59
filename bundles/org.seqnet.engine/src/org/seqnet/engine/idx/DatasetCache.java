package org.seqnet.engine.idx;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.seqnet.engine.download.DatasetUnavailableException;
import org.seqnet.engine.download.DownloadListener;
import org.seqnet.engine.download.FolderLock;
import org.seqnet.engine.download.Mirrors;
import org.seqnet.engine.download.VerifiedMark;
import org.seqnet.engine.file.FileSource;
import org.seqnet.engine.file.Unreadable;

/**
 * The files of the {@link Dataset} catalogue on this machine, each dataset in a folder of its own, downloaded once and
 * used offline from then on. Files put there by hand are taken as well, plain or gzipped. Whatever is handed out has
 * been checked by SHA-256; a download shows under its name only when it is complete and checked. Several processes may
 * share a folder.
 */
public final class DatasetCache {

    private final Path folder;

    /**
     * Makes a cache in the given folder, which need not exist yet;
     * {@link org.seqnet.engine.download.CacheFolder#locate} knows the usual one.
     */
    public DatasetCache(Path folder) {
        this.folder = folder;
    }

    /** Returns where the files of a dataset are kept. */
    public Path folder(Dataset dataset) {
        return folder.resolve(dataset.folder());
    }

    /**
     * Returns both files of one part, downloading what is not here yet.
     *
     * @throws DatasetUnavailableException if a file is not here and no mirror gives it
     * @throws java.util.concurrent.CancellationException if the listener asks for it; the next call resumes
     */
    public DatasetFiles obtain(Dataset dataset, Split split, DownloadListener listener) throws IOException {
        return new DatasetFiles(
                obtain(dataset, dataset.imagesFile(split), listener),
                obtain(dataset, dataset.labelsFile(split), listener));
    }

    /** As the public method, for one file; tests name mirrors of their own. */
    @SuppressWarnings("try")
    Path obtain(Dataset dataset, DatasetFile file, DownloadListener listener) throws IOException {
        var home = folder(dataset);
        for (var candidate : candidates(home, file)) {
            if (VerifiedMark.holds(candidate, file.content())) {
                return candidate;
            }
        }
        var troubles = new ArrayList<String>();
        var present = firstSound(home, file, troubles);
        if (present.isPresent()) {
            return present.get();
        }
        try (var alone = FolderLock.acquire(home, listener)) {
            // Another process may have brought it while this one waited.
            var brought = firstSound(home, file, new ArrayList<>());
            return brought.isPresent() ? brought.get() : download(dataset, file, troubles, listener);
        }
    }

    private static List<Path> candidates(Path home, DatasetFile file) {
        return file.localNames().stream().map(home::resolve).toList();
    }

    private static Optional<Path> firstSound(Path home, DatasetFile file, List<String> troubles) {
        for (var candidate : candidates(home, file)) {
            if (Files.isRegularFile(candidate)) {
                var fault = fault(candidate, file);
                if (fault.isEmpty()) {
                    VerifiedMark.leave(candidate, file.content());
                    return Optional.of(candidate);
                }
                troubles.add(fault.get());
            }
        }
        return Optional.empty();
    }

    private static Optional<String> fault(Path candidate, DatasetFile file) {
        try {
            return file.fault(candidate).map(fault -> candidate + ": " + fault);
        } catch (IOException unreadable) {
            var explained =
                    Unreadable.explained(candidate.toString(), unreadable).getMessage();
            return Optional.of(explained.replaceAll("\\.$", ""));
        }
    }

    private Path download(Dataset dataset, DatasetFile file, List<String> troubles, DownloadListener listener)
            throws IOException {
        return Mirrors.fetch(file, folder(dataset), listener, troubles, part -> place(file, part))
                .orElseThrow(() -> unavailable(dataset, file, troubles));
    }

    private static Path place(DatasetFile file, Path part) throws IOException {
        var target = part.resolveSibling(isPacked(part) ? file.packedName() : file.name());
        Mirrors.move(part, target);
        VerifiedMark.leave(target, file.content());
        return target;
    }

    private static boolean isPacked(Path part) throws IOException {
        try (var source = new FileSource(Files.newInputStream(part), part.toString(), OptionalLong.empty())) {
            return source.isCompressed();
        }
    }

    private DatasetUnavailableException unavailable(Dataset dataset, DatasetFile file, List<String> troubles) {
        var names = new ArrayList<String>();
        for (var split : Split.values()) {
            names.add(dataset.imagesFile(split).packedName());
            names.add(dataset.labelsFile(split).packedName());
        }
        return new DatasetUnavailableException(dataset.title() + " is not in the cache, and no mirror provided "
                + file.packedName() + ". Copy these four files, gzipped or not, to the folder "
                + folder(dataset).toAbsolutePath() + " and try again: " + String.join(", ", names)
                + ". Attempts: " + String.join("; ", troubles) + ".");
    }
}
