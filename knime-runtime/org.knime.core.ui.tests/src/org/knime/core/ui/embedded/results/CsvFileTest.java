package org.knime.core.ui.embedded.results;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.StringValue;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.DefaultNodeProgressMonitor;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.Node;

class CsvFileTest {
    private static final int ROWS = 100_000;
    /** What may wait in memory: a writer's buffers. */
    private static final int MOST_WAITING = 64 << 10;

    @TempDir
    Path folder;

    /** A text that is made when it is asked for, and notes how much of what was asked for before is not written yet. */
    private static final class Passing extends DataCell implements StringValue {
        private static long asked;
        private static long mostWaiting;
        private static Path file;

        private final int number;

        Passing(int number) {
            this.number = number;
        }

        @Override
        public String getStringValue() {
            if (number % 100 == 0) {
                mostWaiting = Math.max(mostWaiting, asked - written());
            }
            var text = Integer.toString(number).repeat(50);
            asked += text.length();
            return text;
        }

        private static long written() {
            try {
                return Files.size(file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public String toString() {
            return "passing";
        }

        @Override
        protected boolean equalsDataCell(DataCell other) {
            return ((Passing) other).number == number;
        }

        @Override
        public int hashCode() {
            return number;
        }
    }

    private static BufferedDataTable table() {
        var exec = new ExecutionContext(new DefaultNodeProgressMonitor(), new Node(new Teller()));
        var rows = exec.createDataContainer(
                new DataTableSpec(new String[] {"text"}, new DataType[] {DataType.getType(Passing.class)}), false);
        for (int i = 0; i < ROWS; i++) {
            rows.addRowToTable(new DefaultRow("Row" + i, new Passing(i)));
        }
        rows.close();
        return rows.getTable();
    }

    @Test
    void rows_are_written_one_by_one_and_none_is_kept() throws Exception {
        var file = Files.createFile(folder.resolve("rows.csv"));
        Passing.file = file;
        var table = table();
        Passing.asked = 0;
        Passing.mostWaiting = 0;

        CsvFile.write(table, file, new ExecutionMonitor());

        assertThat(Passing.mostWaiting).isLessThan(MOST_WAITING);
        try (var lines = Files.newBufferedReader(file)) {
            assertThat(lines.readLine()).isEqualTo("RowID,text");
            for (int i = 0; i < ROWS; i++) {
                assertThat(lines.readLine())
                        .isEqualTo("Row" + i + "," + Integer.toString(i).repeat(50));
            }
            assertThat(lines.readLine()).isNull();
        }
    }
}
