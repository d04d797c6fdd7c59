package org.seqnet.knime.example;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
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
                new ExampleTable(columns),
                row -> true,
                NodeRun.executing(parameters).getExecutionContext());

        assertThat(Tables.column(table, "Time")).containsExactly("2000-06-05T00:00", "2000-06-05T00:30");
        assertThat(Tables.column(table, "Demand")).containsExactly("22262.0", "0.5");
    }

    @Test
    void every_fifth_row_to_classify_is_one_to_test() throws Exception {
        parameters.dataset = ExampleEntry.SPLICE_JUNCTIONS;

        parameters.subset = Subset.TEST;
        assertThat(keys(12)).containsExactly("Row4", "Row9");
        assertThat(IntStream.range(0, 3186).filter(parameters::reads)).hasSize(637);
        parameters.subset = Subset.TRAINING;
        assertThat(keys(7)).containsExactly("Row0", "Row1", "Row2", "Row3", "Row5", "Row6");
        assertThat(IntStream.range(0, 3186).filter(parameters::reads)).hasSize(2549);
        parameters.subset = Subset.ALL;
        assertThat(keys(7)).hasSize(7);
    }

    @Test
    void of_series_all_rows_are_read() throws Exception {
        parameters.subset = Subset.TEST;

        assertThat(keys(7)).hasSize(7);
    }

    private List<String> keys(int rows) throws Exception {
        var column = new ExampleTable.Texts(
                "Sequence", IntStream.range(0, rows).mapToObj(Integer::toString).toList());
        var table = ExampleDataReaderNodeFactory.rows(
                new ExampleTable(List.of(column)),
                parameters::reads,
                NodeRun.executing(parameters).getExecutionContext());
        assertThat(Tables.column(table, "Sequence").stream().map(number -> "Row" + number))
                .containsExactlyElementsOf(Tables.keys(table));
        return Tables.keys(table);
    }
}
