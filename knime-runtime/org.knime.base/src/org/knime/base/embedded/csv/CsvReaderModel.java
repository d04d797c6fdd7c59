package org.knime.base.embedded.csv;

import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.RowKey;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeModel;
import org.knime.core.node.NodeSettings;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.NodeSettingsWO;
import org.knime.filehandling.core.connections.location.FSPathProviderFactory;

/** Reads a CSV file. Its columns are known before if the settings keep them, otherwise when it is read. */
public final class CsvReaderModel extends NodeModel {
    private Optional<NodeSettings> saved = Optional.empty();
    private Optional<CsvSettings> settings = Optional.empty();

    public CsvReaderModel() {
        super(0, 1);
    }

    @Override
    protected void validateSettings(NodeSettingsRO given) throws InvalidSettingsException {
        CsvSettings.of(given);
    }

    @Override
    protected void loadValidatedSettingsFrom(NodeSettingsRO given) throws InvalidSettingsException {
        settings = Optional.of(CsvSettings.of(given));
        var copy = new NodeSettings("model");
        given.copyTo(copy);
        saved = Optional.of(copy);
    }

    @Override
    protected void saveSettingsTo(NodeSettingsWO target) {
        saved.ifPresent(copy -> copy.copyTo(target));
    }

    @Override
    protected DataTableSpec[] configure(DataTableSpec[] inSpecs) throws InvalidSettingsException {
        var columns = settings().columns();
        return new DataTableSpec[] {columns.map(CsvColumns::spec).orElse(null)};
    }

    private CsvSettings settings() throws InvalidSettingsException {
        return settings.orElseThrow(() -> new InvalidSettingsException("No file is chosen. Choose a CSV file."));
    }

    @Override
    protected BufferedDataTable[] execute(BufferedDataTable[] inData, ExecutionContext exec) throws Exception {
        var asked = settings();
        try (var files = FSPathProviderFactory.newFactory(Optional.empty(), asked.location());
                var file = files.create(asked.location());
                var text = new InputStreamReader(Files.newInputStream(file.getPath()), asked.charset());
                var rows = new CsvRows(text, asked.format())) {
            return new BufferedDataTable[] {read(rows, asked, exec)};
        } catch (NoSuchFileException e) {
            throw new IOException(asked.location().getPath() + ": there is no such file. Check the path.", e);
        } catch (IOException e) {
            throw new IOException(asked.location().getPath() + ", " + e.getMessage(), e);
        }
    }

    private static BufferedDataTable read(CsvRows rows, CsvSettings settings, ExecutionContext exec)
            throws IOException, CanceledExecutionException {
        var header = header(rows, settings);
        var scanned = new ArrayList<String[]>();
        CsvColumns columns;
        if (settings.columns().isPresent()) {
            columns = settings.columns().get();
            requireSame(columns.names(), header, rows.line());
        } else {
            for (var row = row(rows, header); row != null; row = row(rows, header)) {
                scanned.add(row);
                if (scanned.size() >= settings.scannedRows()) {
                    break;
                }
            }
            columns = CsvColumns.guess(header, scanned);
        }
        var table = exec.createDataContainer(columns.spec());
        try {
            long number = 0;
            for (var row : scanned) {
                table.addRowToTable(new DefaultRow(RowKey.createRowKey(number), cells(row, columns, number++)));
            }
            for (var row = row(rows, header); row != null; row = row(rows, header)) {
                exec.checkCanceled();
                table.addRowToTable(new DefaultRow(RowKey.createRowKey(number), cells(row, columns, number++)));
            }
        } finally {
            table.close();
        }
        return table.getTable();
    }

    private static List<String> header(CsvRows rows, CsvSettings settings) throws IOException {
        var first = rows.next();
        if (first == null) {
            throw new IOException("line 1: there is no row of column names.");
        }
        if (first.length > settings.mostColumns()) {
            throw new IOException("line " + rows.line() + ": there are " + first.length
                    + " columns; the settings allow " + settings.mostColumns() + ".");
        }
        var names = Arrays.asList(first);
        if (names.contains(null) || new HashSet<>(names).size() < names.size()) {
            throw new IOException("line " + rows.line() + ": each column needs a name of its own.");
        }
        return names;
    }

    private static void requireSame(List<String> stored, List<String> found, int line) throws IOException {
        if (!stored.equals(found)) {
            throw new IOException("line %d: the columns are %s; the node is configured for %s. Configure it again."
                    .formatted(line, found, stored));
        }
    }

    private static String[] row(CsvRows rows, List<String> header) throws IOException {
        var row = rows.next();
        if (row != null && row.length != header.size()) {
            throw new IOException("line " + rows.line() + ": the row has " + row.length + " values; there are "
                    + header.size() + " columns.");
        }
        return row;
    }

    private static DataCell[] cells(String[] row, CsvColumns columns, long number) throws IOException {
        var cells = new DataCell[row.length];
        for (int i = 0; i < cells.length; i++) {
            try {
                cells[i] = row[i] == null
                        ? DataType.getMissingCell()
                        : columns.kinds().get(i).cell(row[i]);
            } catch (NumberFormatException e) {
                throw new IOException(
                        "row %s, column '%s': '%s' is no %s."
                                .formatted(
                                        RowKey.createRowKey(number).getString(),
                                        columns.names().get(i),
                                        row[i],
                                        columns.kinds().get(i).type()),
                        e);
            }
        }
        return cells;
    }

    @Override
    protected void loadInternals(File nodeInternDir, ExecutionMonitor exec) {
        // there are none
    }

    @Override
    protected void saveInternals(File nodeInternDir, ExecutionMonitor exec) {
        // there are none
    }

    @Override
    protected void reset() {
        // nothing is kept
    }
}
