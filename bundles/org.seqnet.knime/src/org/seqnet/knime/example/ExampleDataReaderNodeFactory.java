package org.seqnet.knime.example;

import java.io.IOException;
import java.util.function.IntPredicate;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataColumnSpecCreator;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.RowKey;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.KNIMEException;
import org.knime.node.DefaultModel.ConfigureInput;
import org.knime.node.DefaultModel.ConfigureOutput;
import org.knime.node.DefaultModel.ExecuteInput;
import org.knime.node.DefaultModel.ExecuteOutput;
import org.knime.node.DefaultNode;
import org.knime.node.DefaultNodeFactory;
import org.seqnet.engine.download.CacheFolder;
import org.seqnet.engine.example.ExampleCache;
import org.seqnet.engine.example.ExampleTable;
import org.seqnet.knime.execution.Cancellation;
import org.seqnet.knime.execution.DownloadMonitor;
import org.seqnet.knime.execution.WithinHeap;
import org.seqnet.knime.message.Failures;

/** The Example Data Reader: tables of example data by name -> table. */
public final class ExampleDataReaderNodeFactory extends DefaultNodeFactory {
    private static final String DESCRIPTION =
            """
            <p>
                Reads a data set to try networks with: electricity demand and monthly series for forecasts, and DNA
                sequences as strings of letters. The output contains the values as published. Times are strings in ISO
                format; String to Date&amp;Time converts them.
            </p>
            <p>
                The data sets belong to packages of the language R: "Electricity demand" and "Monthly series" to
                forecast, "DNA splice junctions" to mlbench. They are licensed with these packages (GNU General Public
                License), and are therefore not part of this extension: they are downloaded once, verified by checksum,
                and cached in your user account. To use a different cache folder, set the environment variable
                <tt>SEQNET_CACHE</tt>. Without internet access, copy the file that the message of the node names to the
                folder that it names.
            </p>
            """;

    /** Creates the factory; KNIME calls it. */
    public ExampleDataReaderNodeFactory() {
        super(DefaultNode.create()
                .name("Example Data Reader")
                .icon("example-data-reader.png")
                .shortDescription("Reads example data: electricity demand, monthly series, or DNA sequences.")
                .fullDescription(DESCRIPTION)
                .sinceVersion(5, 8, 0)
                .ports(ports -> ports.addOutputTable("Data", "The data set; the dialog describes its columns."))
                .model(model -> model.parametersClass(ExampleDataReaderParameters.class)
                        .configure(ExampleDataReaderNodeFactory::configure)
                        .execute(WithinHeap.execute("Example Data Reader", ExampleDataReaderNodeFactory::execute)))
                .nodeType(NodeType.Source)
                .keywords("forecast", "time series", "electricity", "demand", "sales", "DNA", "data set", "R")
                .addExternalResource(
                        "https://doi.org/10.1057/palgrave.jors.2601589",
                        "Taylor: Short-Term Electricity Demand Forecasting Using Double Seasonal Exponential "
                                + "Smoothing (2003)")
                .addExternalResource("https://pkg.robjhyndman.com/forecast/", "The R package forecast")
                .addExternalResource(
                        "https://doi.org/10.24432/C5M888", "Molecular Biology (Splice-junction Gene Sequences)"));
    }

    static void configure(ConfigureInput input, ConfigureOutput output) {
        ExampleDataReaderParameters parameters = input.getParameters();
        output.setOutSpec(0, spec(parameters.dataset.example().empty()));
    }

    static void execute(ExecuteInput input, ExecuteOutput output) throws CanceledExecutionException, KNIMEException {
        ExampleDataReaderParameters parameters = input.getParameters();
        var exec = input.getExecutionContext();
        try {
            var cache = new ExampleCache(CacheFolder.locate());
            var table = Cancellation.passedOn(
                    exec, () -> cache.obtain(parameters.dataset.example(), new DownloadMonitor(exec)));
            output.setOutData(0, rows(table, parameters::reads, exec));
        } catch (IOException e) {
            // cancelling interrupts the thread, which may close the connection that it reads
            exec.checkCanceled();
            throw Failures.failure(e, e.getMessage());
        }
    }

    private static DataTableSpec spec(ExampleTable table) {
        return new DataTableSpec(table.columns().stream()
                .map(column -> new DataColumnSpecCreator(
                                column.name(),
                                column instanceof ExampleTable.Numbers ? DoubleCell.TYPE : StringCell.TYPE)
                        .createSpec())
                .toArray(DataColumnSpec[]::new));
    }

    /** Writes the values of the rows that are read to a table of KNIME; rows keep their numbers. */
    static BufferedDataTable rows(ExampleTable table, IntPredicate reads, ExecutionContext exec)
            throws CanceledExecutionException {
        var rows = exec.createDataContainer(spec(table));
        try {
            for (int row = 0; row < table.rows(); row++) {
                exec.checkCanceled();
                if (!reads.test(row)) {
                    continue;
                }
                int number = row;
                var cells = table.columns().stream()
                        .map(column -> cell(column, number))
                        .toArray(DataCell[]::new);
                rows.addRowToTable(new DefaultRow(RowKey.createRowKey(row), cells));
            }
        } finally {
            rows.close();
        }
        return rows.getTable();
    }

    private static DataCell cell(ExampleTable.Column column, int row) {
        return column instanceof ExampleTable.Numbers numbers
                ? new DoubleCell(numbers.values()[row])
                : new StringCell(column.text(row));
    }
}
