package org.seqnet.knime.series;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.InvalidSettingsException;
import org.knime.filehandling.core.connections.FSCategory;
import org.knime.filehandling.core.connections.FSLocation;
import org.knime.filehandling.core.connections.FSPath;
import org.seqnet.engine.download.CacheFolder;
import org.seqnet.engine.file.Unreadable;
import org.seqnet.engine.series.Archive;
import org.seqnet.engine.series.ArchiveCache;
import org.seqnet.engine.series.ArchivePart;
import org.seqnet.engine.series.SeriesReader;
import org.seqnet.knime.execution.Cancellation;
import org.seqnet.knime.execution.DownloadMonitor;
import org.seqnet.knime.location.CancellableInput;
import org.seqnet.knime.location.OpenLocation;

/** The files that the settings name, open past their headers. */
final class SeriesInput implements AutoCloseable {
    /**
     * One file.
     *
     * @param name what messages call it
     * @param split what the column of this name contains for its series
     */
    record Part(String name, String split, SeriesReader reader) {
        /** Opens the file of a part of a data set. */
        static Part of(ArchivePart part, Path file, String name) throws IOException {
            return new Part(name, part == ArchivePart.TRAIN ? "train" : "test", SeriesReader.open(file, name));
        }
    }

    private final Optional<OpenLocation> location;
    private final List<Part> parts = new ArrayList<>();

    private SeriesInput(Optional<OpenLocation> location) {
        this.location = location;
    }

    /**
     * Opens the files, downloading what is not here yet.
     *
     * @throws InvalidSettingsException if none is chosen
     * @throws IOException if one cannot be read or is damaged; the message names it
     */
    static SeriesInput open(TimeSeriesReaderParameters parameters, ExecutionMonitor monitor)
            throws IOException, InvalidSettingsException, CanceledExecutionException {
        return switch (parameters.source) {
            case ARCHIVE -> ofArchive(parameters, monitor);
            case FOLDER -> at(parameters.folder(), (input, location, path) -> {
                var folder = SeriesFolder.of(location, path, parameters.name);
                for (var part : parameters.subset.parts()) {
                    input.parts.add(folder.open(part));
                }
            });
            case FILE -> at(parameters.file(), (input, location, path) -> {
                var name = OpenLocation.name(location);
                input.parts.add(new Part(name, "", read(location, path, name, monitor)));
            });
        };
    }

    private static SeriesInput ofArchive(TimeSeriesReaderParameters parameters, ExecutionMonitor monitor)
            throws IOException, CanceledExecutionException {
        var dataset = Archive.spelled(parameters.dataset);
        var cache = new ArchiveCache(CacheFolder.locate());
        for (var part : parameters.subset.parts()) {
            Cancellation.passedOn(monitor, () -> cache.obtain(dataset, part, new DownloadMonitor(monitor)));
        }
        return ofCache(parameters);
    }

    /**
     * Opens the files of a data set of the archive that has been downloaded before.
     *
     * @throws IOException if one is not here or cannot be read; the message names it
     */
    static SeriesInput ofCache(TimeSeriesReaderParameters parameters) throws IOException {
        var cache = new ArchiveCache(CacheFolder.locate());
        var input = new SeriesInput(Optional.empty());
        try {
            for (var part : parameters.subset.parts()) {
                var file = cache.file(Archive.spelled(parameters.dataset), part);
                input.parts.add(Part.of(part, file, file.toString()));
            }
            return input;
        } catch (IOException | RuntimeException e) {
            try (input) {
                throw e;
            }
        }
    }

    private interface Opening {
        void open(SeriesInput input, FSLocation location, FSPath path) throws IOException;
    }

    private static SeriesInput at(FSLocation location, Opening opening) throws IOException {
        var input = new SeriesInput(Optional.of(connected(location)));
        try {
            return input.location.orElseThrow().use(path -> {
                opening.open(input, location, path);
                return input;
            });
        } catch (IOException | RuntimeException e) {
            try (input) {
                throw e;
            }
        }
    }

    private static OpenLocation connected(FSLocation location) throws IOException {
        try {
            return OpenLocation.of(location);
        } catch (IOException e) {
            throw Unreadable.explained(OpenLocation.name(location), e);
        }
    }

    private static SeriesReader read(FSLocation location, FSPath path, String name, ExecutionMonitor monitor)
            throws IOException {
        // a server need not tell a size, nor what is a folder; and an interrupt does not end reading from it
        return location.getFSCategory() == FSCategory.CUSTOM_URL
                ? SeriesReader.open(() -> new CancellableInput(Files.newInputStream(path), monitor), name)
                : SeriesReader.open(path, name);
    }

    List<Part> parts() {
        return parts;
    }

    @Override
    public void close() throws IOException {
        IOException failure = null;
        for (var part : parts) {
            try {
                part.reader().close();
            } catch (IOException e) {
                failure = e;
            }
        }
        if (location.isPresent()) {
            location.get().close();
        }
        if (failure != null) {
            throw failure;
        }
    }
}
