package org.seqnet.knime.example;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.StringCell;
import org.seqnet.engine.download.CacheFolder;
import org.seqnet.engine.example.ExampleTable;
import org.seqnet.knime.NodeRun;
import org.seqnet.knime.Tables;

class ExampleDataReaderTest {
    private final ExampleDataReaderParameters parameters = new ExampleDataReaderParameters();

    @TempDir
    Path folder;

    @BeforeEach
    void start() {
        System.setProperty(CacheFolder.PROPERTY, folder.toString());
    }

    @AfterEach
    void stop() {
        System.clearProperty(CacheFolder.PROPERTY);
    }

    @ParameterizedTest
    @CsvSource({
        "ELECTRICITY_DEMAND, Time Half-hour Demand",
        "MONTHLY_SERIES, Series Month Value",
        "SPLICE_JUNCTIONS, Sequence Class"
    })
    void the_columns_are_known_before_the_download(ExampleEntry dataset, String columns) throws Exception {
        parameters.dataset = dataset;
        var run = NodeRun.configuring(parameters);

        ExampleDataReaderNodeFactory.configure(run, run);

        var spec = run.tableSpec(0);
        assertThat(spec.getColumnNames()).containsExactly(columns.split(" "));
        assertThat(spec.stream().filter(column -> !column.getName().matches("Demand|Value")))
                .extracting(DataColumnSpec::getType)
                .containsOnly(StringCell.TYPE);
        assertThat(spec.stream().filter(column -> column.getName().matches("Demand|Value")))
                .extracting(DataColumnSpec::getType)
                .allMatch(DoubleCell.TYPE::equals);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void values_become_cells() throws Exception {
        var columns = List.<ExampleTable.Column>of(
                new ExampleTable.Texts("Time", List.of("2000-06-05T00:00", "2000-06-05T00:30")),
                new ExampleTable.Numbers("Demand", new double[] {22_262, 0.5}));

        var table = ExampleDataReaderNodeFactory.rows(
                new ExampleTable(columns), NodeRun.executing(parameters).getExecutionContext());

        assertThat(Tables.column(table, "Time")).containsExactly("2000-06-05T00:00", "2000-06-05T00:30");
        assertThat(Tables.column(table, "Demand")).containsExactly("22262.0", "0.5");
    }
}
