package org.seqnet.engine.example;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.seqnet.engine.download.Content;

/**
 * A table of example data.
 *
 * @param columns its columns, all of the same size
 */
public record ExampleTable(List<Column> columns) {
    public ExampleTable {
        columns = List.copyOf(columns);
        if (columns.stream().mapToInt(Column::size).distinct().count() != 1) {
            throw new IllegalArgumentException("The columns of a table are of one size.");
        }
    }

    /** A column with its name. */
    public sealed interface Column {
        /** Returns its name. */
        String name();

        /** Returns how many values it has. */
        int size();

        /** Returns a value as text, for the checksum. */
        String text(int row);

        /** Returns this column with the values of another one below its own. */
        Column with(Column below);
    }

    /** Texts; times are texts in ISO format. */
    public record Texts(String name, List<String> values) implements Column {
        public Texts {
            values = List.copyOf(values);
        }

        @Override
        public int size() {
            return values.size();
        }

        @Override
        public String text(int row) {
            return values.get(row);
        }

        @Override
        public Column with(Column below) {
            var more = ((Texts) below).values;
            return new Texts(name, Stream.concat(values.stream(), more.stream()).toList());
        }
    }

    /** Numbers. */
    public record Numbers(String name, double[] values) implements Column {
        @Override
        public int size() {
            return values.length;
        }

        @Override
        public String text(int row) {
            return Double.toString(values[row]);
        }

        @Override
        public Column with(Column below) {
            var more = ((Numbers) below).values;
            return new Numbers(
                    name,
                    DoubleStream.concat(DoubleStream.of(values), DoubleStream.of(more))
                            .toArray());
        }
    }

    /** Returns the number of rows. */
    public int rows() {
        return columns.get(0).size();
    }

    /** Returns this table with the rows of another one, with the same columns, below its own. */
    ExampleTable with(ExampleTable below) {
        var joined = new ArrayList<Column>();
        for (int i = 0; i < columns.size(); i++) {
            joined.add(columns.get(i).with(below.columns.get(i)));
        }
        return new ExampleTable(joined);
    }

    /** Returns the SHA-256 of its values: packages save the same data in different forms. */
    String checksum() {
        var digest = Content.newSha256();
        for (int row = 0; row < rows(); row++) {
            for (var column : columns) {
                digest.update((column.text(row) + "\n").getBytes(StandardCharsets.UTF_8));
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
