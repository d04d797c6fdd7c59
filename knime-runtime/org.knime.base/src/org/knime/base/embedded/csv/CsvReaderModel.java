package org.knime.base.embedded.csv;

import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.knime.base.embedded.settings.StoredSettingsModel;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.RowKey;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.port.PortType;
import org.knime.filehandling.core.connections.location.FSPathProviderFactory;

/** Reads a CSV file. Its columns are known before if the settings keep them, otherwise when it is read. */
public final class CsvReaderModel extends StoredSettingsModel<CsvSettings> {
    public CsvReaderModel() {
        super(new PortType[0], new PortType[] {BufferedDataTable.TYPE});
    }

    @Override
    protected CsvSettings read(NodeSettingsRO stored) throws InvalidSettingsException {
        return CsvSettings.of(stored);
    }

    @Override
    protected String withoutSettings() {
        return "No file is chosen. Choose a CSV file.";
    }

    @Override
    protected DataTableSpec[] configure(DataTableSpec[] inSpecs) throws InvalidSettingsException {
        var columns = settings().columns();
        return new DataTableSpec[] {columns.map(CsvColumns::spec).orElse(null)};
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
}
