package org.seqnet.knime.series;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.knime.filehandling.core.connections.FSFiles;
import org.knime.filehandling.core.connections.FSLocation;
import org.knime.filehandling.core.connections.FSPath;
import org.seqnet.engine.Quoted;
import org.seqnet.engine.file.Unreadable;
import org.seqnet.engine.series.ArchivePart;
import org.seqnet.knime.location.OpenLocation;

/** A folder with the files of a data set, named as in the archive. */
final class SeriesFolder {
    private static final List<String> ENDINGS = List.of(".ts", ".ts.gz", ".arff", ".arff.gz");
    private static final Pattern FILE = Pattern.compile("(.+)_(TRAIN|TEST)\\.(ts|arff)(\\.gz)?");

    private final Path folder;
    private final String shown;
    private final String dataset;

    private SeriesFolder(Path folder, String shown, String dataset) {
        this.folder = folder;
        this.shown = shown;
        this.dataset = dataset;
    }

    /**
     * Finds a data set in a folder.
     *
     * @param chosen the folder, or a file in it
     * @param name the data set; empty for the only one that is there
     * @throws IOException if it is not there; the message says what to do
     */
    static SeriesFolder of(FSLocation location, FSPath chosen, String name) throws IOException {
        var shown = OpenLocation.name(location);
        if (!exists(chosen, shown)) {
            throw new IOException(shown + ": folder not found. Check the path.");
        }
        var path = chosen.toAbsolutePath().normalize();
        if (!FSFiles.isDirectory(chosen)) {
            path = path.getParent();
            shown = shown.replaceFirst("[/\\\\][^/\\\\]*$", "");
        }
        return new SeriesFolder(path, shown, name == null || name.isEmpty() ? onlyDataset(path, shown) : name);
    }

    private static boolean exists(Path file, String name) throws IOException {
        try {
            return FSFiles.exists(file);
        } catch (IOException e) {
            throw Unreadable.explained(name, e);
        }
    }

    private static String onlyDataset(Path folder, String shown) throws IOException {
        var names = new TreeSet<String>();
        try (var files = Files.newDirectoryStream(folder)) {
            for (var file : files) {
                var matcher = FILE.matcher(file.getFileName().toString());
                if (matcher.matches()) {
                    names.add(matcher.group(1));
                }
            }
        } catch (DirectoryIteratorException e) {
            throw Unreadable.explained(shown, e.getCause());
        } catch (IOException e) {
            throw Unreadable.explained(shown, e);
        }
        if (names.isEmpty()) {
            throw new IOException(
                    shown + ": no file is named as in the archive, such as GunPoint_TRAIN.ts. Select another "
                            + "folder, or set \"Source\" to \"File\".");
        }
        if (names.size() > 1) {
            throw new IOException(shown + ": the folder contains several data sets, such as " + Quoted.of(names.first())
                    + " and " + Quoted.of(names.last()) + ". Enter the name of one in \"Data set name\".");
        }
        return names.first();
    }

    /**
     * Opens the file of a part.
     *
     * @throws IOException if it is not there or cannot be read; the message names it
     */
    SeriesInput.Part open(ArchivePart part) throws IOException {
        for (var place : List.of("", dataset + "/")) {
            for (var ending : ENDINGS) {
                var file = place + part.fileName(dataset) + ending;
                var path = folder.resolve(file);
                if (exists(path, shown + "/" + file)) {
                    return SeriesInput.Part.of(part, path, shown + "/" + file);
                }
            }
        }
        throw new IOException(shown + ": there is no file " + part.fileName(dataset) + ".ts or "
                + part.fileName(dataset) + ".arff in the folder. Check the folder and the name of the data set.");
    }
}
