package org.seqnet.engine.series;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.seqnet.engine.Quoted;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.download.Content;
import org.seqnet.engine.download.DatasetUnavailableException;
import org.seqnet.engine.download.DownloadListener;
import org.seqnet.engine.download.FolderLock;
import org.seqnet.engine.download.MirrorFault;
import org.seqnet.engine.download.Mirrors;
import org.seqnet.engine.download.VerifiedMark;
import org.seqnet.engine.file.Unreadable;

/**
 * Data sets of the archive on this machine, each in a folder of its own, downloaded once and used offline from then on.
 * The checksums of a first download are kept, and what is handed out is compared with them. Files put there by hand are
 * taken as they are. Several processes may share a folder.
 */
public final class ArchiveCache {

    private static final String FOLDER = "ucr-uea";

    private final Path folder;

    /** Makes a cache in the given folder, which need not exist yet. */
    public ArchiveCache(Path folder) {
        this.folder = folder;
    }

    /** Returns where the files of a data set are kept. */
    public Path folder(String dataset) {
        return folder.resolve(FOLDER).resolve(dataset);
    }

    /** Returns where the file of one part is or will be; only {@link #obtain} sees to it that it is here and sound. */
    public Path file(String dataset, ArchivePart part) {
        return folder(dataset).resolve(part.fileName(dataset) + ".ts");
    }

    /**
     * Returns the file of one part of a data set, downloading the set if it is not here yet.
     *
     * @throws SeqNetException if the archive can have no set of this name
     * @throws DatasetUnavailableException if it is not here, and no mirror gives it
     * @throws java.util.concurrent.CancellationException if the listener asks for it; the next call resumes
     */
    public Path obtain(String dataset, ArchivePart part, DownloadListener listener) throws IOException {
        if (!Archive.isName(dataset)) {
            throw new SeqNetException(Quoted.of(dataset) + " is not the name of a data set in the UCR/UEA archive. "
                    + "Enter a name such as GunPoint.");
        }
        return obtain(dataset, part, listener, Archive.mirrors(dataset));
    }

    /** As the public method, from mirrors that the caller names. */
    @SuppressWarnings("try")
    Path obtain(String dataset, ArchivePart part, DownloadListener listener, List<URI> mirrors) throws IOException {
        var home = folder(dataset);
        var file = file(dataset, part);
        var troubles = new ArrayList<String>();
        if (isSound(file, troubles)) {
            return file;
        }
        try (var alone = FolderLock.acquire(home, listener)) {
            // Another process may have brought it while this one waited.
            if (!isSound(file, new ArrayList<>())) {
                download(new ArchiveZip(dataset, mirrors), home, troubles, listener);
            }
            return file;
        }
    }

    private static boolean isSound(Path file, List<String> troubles) {
        if (!Files.isRegularFile(file)) {
            return false;
        }
        try {
            var checksum = Checksum.of(file);
            if (checksum.isEmpty()) {
                return true;
            }
            var original = new Content(Files.size(file), checksum.get());
            if (VerifiedMark.holds(file, original)) {
                return true;
            }
            var fault = original.fault(file);
            if (fault.isEmpty()) {
                VerifiedMark.leave(file, original);
                return true;
            }
            troubles.add(file + ": " + fault.get());
        } catch (IOException unreadable) {
            troubles.add(Unreadable.explained(file.toString(), unreadable)
                    .getMessage()
                    .replaceAll("\\.$", ""));
        }
        return false;
    }

    private static void download(ArchiveZip wanted, Path home, List<String> troubles, DownloadListener listener)
            throws IOException {
        var placed = Mirrors.fetch(wanted, home, listener, troubles, zip -> place(wanted, zip, home, listener));
        if (placed.isEmpty()) {
            throw unavailable(wanted.dataset(), home, troubles);
        }
    }

    private static Path place(ArchiveZip wanted, Path zip, Path home, DownloadListener listener) throws IOException {
        var unpacked = new EnumMap<ArchivePart, Path>(ArchivePart.class);
        try {
            var contents = new EnumMap<ArchivePart, Content>(ArchivePart.class);
            for (var part : ArchivePart.values()) {
                var file = home.resolve(part.fileName(wanted.dataset()) + ".ts");
                var temporary = file.resolveSibling(file.getFileName() + ".new");
                unpacked.put(part, temporary);
                contents.put(part, wanted.unpack(zip, part, temporary, listener));
                requireKnown(file, contents.get(part));
            }
            for (var part : ArchivePart.values()) {
                var file = home.resolve(part.fileName(wanted.dataset()) + ".ts");
                if (Files.exists(file) && Checksum.of(file).isEmpty()) {
                    continue; // put there by hand
                }
                Checksum.keep(file, contents.get(part));
                Mirrors.move(unpacked.get(part), file);
                VerifiedMark.leave(file, contents.get(part));
            }
            Files.deleteIfExists(zip);
            return home;
        } finally {
            deleteAll(unpacked);
        }
    }

    private static void requireKnown(Path file, Content content) throws IOException {
        var first = Checksum.of(file);
        if (first.isPresent() && !first.get().equals(content.sha256())) {
            throw new MirrorFault("its " + file.getFileName() + " is another version (SHA-256 " + content.sha256()
                    + ") than that downloaded first (" + first.get() + "); to use it, delete the folder "
                    + file.toAbsolutePath().getParent());
        }
    }

    private static void deleteAll(Map<ArchivePart, Path> files) throws IOException {
        for (var file : files.values()) {
            Files.deleteIfExists(file);
        }
    }

    private static DatasetUnavailableException unavailable(String dataset, Path home, List<String> troubles) {
        var names = new ArrayList<String>();
        for (var part : ArchivePart.values()) {
            names.add(part.fileName(dataset) + ".ts");
        }
        return new DatasetUnavailableException(dataset + " is not in the cache, and the archive did not provide "
                + dataset + ".zip. Check the name, or copy these two files to the folder " + home.toAbsolutePath()
                + " and try again: " + String.join(", ", names) + ". Attempts: " + String.join("; ", troubles) + ".");
    }

    /** The checksum of a file as it was first downloaded, kept beside it in the form of {@code sha256sum}. */
    private static final class Checksum {
        private static final String SUFFIX = ".sha256";
        private static final int LONGEST = 1000;

        private Checksum() {}

        static Optional<String> of(Path file) throws IOException {
            var kept = file.resolveSibling(file.getFileName() + SUFFIX);
            if (!Files.isRegularFile(kept) || Files.size(kept) > LONGEST) {
                return Optional.empty();
            }
            return Optional.of(new String(Files.readAllBytes(kept), StandardCharsets.ISO_8859_1))
                    .map(text -> text.strip().split("\\s+")[0])
                    .filter(sum -> sum.matches("[0-9a-f]{64}"));
        }

        static void keep(Path file, Content content) throws IOException {
            Files.writeString(
                    file.resolveSibling(file.getFileName() + SUFFIX),
                    content.sha256() + "  " + file.getFileName() + "\n");
        }
    }
}
