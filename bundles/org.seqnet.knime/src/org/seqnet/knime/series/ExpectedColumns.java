package org.seqnet.knime.series;

import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import org.knime.core.data.DataTableSpec;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.InvalidSettingsException;
import org.knime.filehandling.core.connections.FSCategory;
import org.knime.filehandling.core.connections.FSLocation;
import org.seqnet.engine.series.Archive;

/**
 * What is known of the table before the node is executed. Headers are read of files on this machine alone: a server may
 * take its time, and nothing is downloaded.
 */
final class ExpectedColumns {
    private static final Set<FSCategory> AT_HAND = Set.of(FSCategory.LOCAL, FSCategory.RELATIVE);

    private ExpectedColumns() {}

    /**
     * Returns the columns; empty if only the files tell, and they cannot be read yet.
     *
     * @throws InvalidSettingsException if no file or folder is chosen
     */
    static Optional<DataTableSpec> of(TimeSeriesReaderParameters parameters) throws InvalidSettingsException {
        return switch (parameters.source) {
            case ARCHIVE -> ofArchive(parameters);
            case FOLDER -> ofFiles(parameters, parameters.folder());
            case FILE -> ofFiles(parameters, parameters.file());
        };
    }

    private static Optional<DataTableSpec> ofArchive(TimeSeriesReaderParameters parameters)
            throws InvalidSettingsException {
        var downloaded = read(parameters, () -> SeriesInput.ofCache(parameters));
        return downloaded.isPresent()
                ? downloaded
                : Archive.target(Archive.spelled(parameters.dataset))
                        .map(target ->
                                SeriesColumns.of(target, parameters.hasSplit()).spec());
    }

    private static Optional<DataTableSpec> ofFiles(TimeSeriesReaderParameters parameters, FSLocation location)
            throws InvalidSettingsException {
        return AT_HAND.contains(location.getFSCategory())
                ? read(parameters, () -> SeriesInput.open(parameters, new ExecutionMonitor()))
                : Optional.empty();
    }

    private interface Opening {
        SeriesInput open() throws IOException, InvalidSettingsException, CanceledExecutionException;
    }

    private static Optional<DataTableSpec> read(TimeSeriesReaderParameters parameters, Opening opening)
            throws InvalidSettingsException {
        try (var series = opening.open()) {
            return Optional.of(
                    SeriesColumns.of(series.parts(), parameters.hasSplit()).spec());
        } catch (IOException | CanceledExecutionException e) {
            return Optional.empty(); // told when the node is executed
        }
    }
}
