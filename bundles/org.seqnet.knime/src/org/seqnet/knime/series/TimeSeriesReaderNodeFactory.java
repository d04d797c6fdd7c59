package org.seqnet.knime.series;

import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import org.knime.core.data.RowKey;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.node.BufferedDataContainer;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.knime.node.DefaultModel.ConfigureInput;
import org.knime.node.DefaultModel.ConfigureOutput;
import org.knime.node.DefaultModel.ExecuteInput;
import org.knime.node.DefaultModel.ExecuteOutput;
import org.knime.node.DefaultNode;
import org.knime.node.DefaultNodeFactory;
import org.seqnet.engine.SeqNetException;
import org.seqnet.knime.column.Columns;
import org.seqnet.knime.execution.WithinHeap;
import org.seqnet.knime.message.Failures;

/** The Time Series Reader: series with their class or number, from files or the UCR/UEA archive -> table. */
public final class TimeSeriesReaderNodeFactory extends DefaultNodeFactory {
    private static final String DESCRIPTION =
            """
            <p>
                Reads time series and the class or number of each from text files in the formats .ts and .arff, or
                from a data set of the UCR/UEA archive. The output has one row per series: the column "sequence"
                contains the series as a tensor of time steps x dimensions, which the learners read directly. The
                column "label" contains the class, or the column "target" the number for regression.
            </p>
            <h4>Archive</h4>
            <p>
                The archive has more than 200 univariate and multivariate data sets for classification and regression,
                each divided into training and test series. A data set is downloaded once from
                timeseriesclassification.com and cached in your user account; its checksums are stored and verified
                later. An interrupted download is resumed. To use a different cache folder, set the environment
                variable <tt>SEQNET_CACHE</tt>; to download from a copy of the archive, set <tt>SEQNET_ARCHIVE</tt> to
                the URL of a folder with its zip files. Without internet access, download the zip file elsewhere,
                extract it, and read its folder.
            </p>
            <h4>Files</h4>
            <p>
                The format, and gzip, are recognized by the content of a file, not by its name. Series may differ in
                length, but all dimensions of a series must have the same length. A series that contradicts the header
                of its file is rejected. In an .arff file, each numeric attribute is a time step, or, for multivariate
                series, each row of the relational attribute is a dimension; the class is the last attribute. Time
                steps at the end of a series where all dimensions are missing are padding there, and are removed.
            </p>
            <p>
                Series with time stamps and sparse .arff files are not supported.
            </p>
            """;

    /** How many series go by before the progress is told again. */
    private static final int TOLD_EVERY = 100;

    /** Creates the factory; KNIME calls it. */
    public TimeSeriesReaderNodeFactory() {
        super(DefaultNode.create()
                .name("Time Series Reader")
                .icon("time-series-reader.png")
                .shortDescription(
                        "Reads time series in the formats .ts and .arff, such as those of the UCR/UEA archive.")
                .fullDescription(DESCRIPTION)
                .sinceVersion(5, 8, 0)
                .ports(ports -> ports.addOutputTable(
                        "Series",
                        "One row per series: the series as a tensor, its class or number if the file states one, and "
                                + "the subset if both are read."))
                .model(model -> model.parametersClass(TimeSeriesReaderParameters.class)
                        .configure(TimeSeriesReaderNodeFactory::configure)
                        .execute(WithinHeap.execute("Time Series Reader", TimeSeriesReaderNodeFactory::execute)))
                .nodeType(NodeType.Source)
                .keywords("UCR", "UEA", "archive", "ts", "arff", "Weka", "sktime", "aeon", "signal", "sensor", "tensor")
                .addExternalResource("https://timeseriesclassification.com", "The UCR/UEA archive of time series")
                .addExternalResource(
                        "https://arxiv.org/abs/1810.07758", "Dau et al.: The UCR Time Series Archive (2019)")
                .addExternalResource(
                        "https://arxiv.org/abs/1811.00075",
                        "Bagnall et al.: The UEA Multivariate Time Series Classification Archive (2018)")
                .addExternalResource(
                        "https://www.aeon-toolkit.org/en/stable/api_reference/data_format.html", "The format .ts"));
    }

    static void configure(ConfigureInput input, ConfigureOutput output) throws InvalidSettingsException {
        TimeSeriesReaderParameters parameters = input.getParameters();
        parameters.validate();
        output.setOutSpec(0, ExpectedColumns.of(parameters).orElse(null));
    }

    static void execute(ExecuteInput input, ExecuteOutput output) throws CanceledExecutionException, KNIMEException {
        TimeSeriesReaderParameters parameters = input.getParameters();
        var exec = input.getExecutionContext();
        try (var series = SeriesInput.open(parameters, exec)) {
            var columns = SeriesColumns.of(series.parts(), parameters.hasSplit());
            new Reading(columns, parameters.incomplete, exec).read(series, output);
        } catch (InvalidSettingsException e) {
            throw Failures.failure(e);
        } catch (SeqNetException e) {
            throw Failures.failure(e);
        } catch (IOException e) {
            // cancelling interrupts the thread, which may close the file or connection that it reads
            exec.checkCanceled();
            throw Failures.failure(e, e.getMessage());
        }
    }

    /** Writes the series to a table. */
    private static final class Reading {
        private final SeriesColumns columns;
        private final IncompleteSeries incomplete;
        private final ExecutionContext exec;
        private final SeriesColumns.Seen seen = new SeriesColumns.Seen();
        private long skipped;

        Reading(SeriesColumns columns, IncompleteSeries incomplete, ExecutionContext exec) {
            this.columns = columns;
            this.incomplete = incomplete;
            this.exec = exec;
        }

        void read(SeriesInput input, ExecuteOutput output)
                throws IOException, CanceledExecutionException, KNIMEException {
            var rows = exec.createDataContainer(columns.spec(), Columns.AS_DECLARED);
            try {
                for (var part : input.parts()) {
                    read(part, rows);
                }
            } finally {
                rows.close();
            }
            output.setOutData(0, exec.createSpecReplacerTable(rows.getTable(), columns.spec(seen)));
            warning().ifPresent(output::setWarningMessage);
        }

        private void read(SeriesInput.Part part, BufferedDataContainer rows)
                throws IOException, CanceledExecutionException, KNIMEException {
            long number = 0;
            for (var next = part.reader().next();
                    next.isPresent();
                    next = part.reader().next()) {
                exec.checkCanceled();
                number++;
                var series = next.get();
                if (series.hasMissing() && incomplete == IncompleteSeries.FAIL) {
                    throw Failures.failure(
                            "%s: series %,d has missing values.".formatted(part.name(), number),
                            "Set \"Series with missing values\" to \"Keep\" or \"Skip\".");
                }
                if (series.hasMissing() && incomplete == IncompleteSeries.SKIP) {
                    skipped++;
                    continue;
                }
                rows.addRowToTable(
                        new DefaultRow(RowKey.createRowKey(seen.count()), columns.cells(series, part.split())));
                seen.add(series);
                if (number % TOLD_EVERY == 0) {
                    exec.setMessage(String.format(Locale.ROOT, "%,d series", seen.count()));
                }
            }
        }

        private Optional<String> warning() {
            return skipped == 0
                    ? Optional.empty()
                    : Optional.of(String.format(
                            Locale.ROOT,
                            skipped == 1
                                    ? "%,d of %,d series has missing values and was skipped."
                                    : "%,d of %,d series have missing values and were skipped.",
                            skipped,
                            skipped + seen.count()));
        }
    }
}
