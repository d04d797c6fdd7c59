package org.seqnet.spark.table;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.seqnet.engine.sequence.Tokenizer;
import org.seqnet.engine.sequence.ValueSteps;
import org.seqnet.spark.LocalSpark;
import org.seqnet.spark.data.Example;
import org.seqnet.spark.data.Known;

/** Small tables for tests, and settings to read them. */
final class Tables {
    static final ValueSteps SINGLE = new ValueSteps(1, ValueSteps.Order.STEP_BY_STEP, false);

    private Tables() {}

    /** Returns a table; columns are written as {@code name type}. */
    static Dataset<Row> table(List<String> columns, Object[]... rows) {
        var fields = columns.stream()
                .map(column -> {
                    int space = column.lastIndexOf(' ');
                    DataType type = DataType.fromDDL(column.substring(space + 1));
                    return DataTypes.createStructField(column.substring(0, space), type, true);
                })
                .toArray(StructField[]::new);
        return LocalSpark.session()
                .createDataFrame(
                        Arrays.stream(rows).map(RowFactory::create).toList(), DataTypes.createStructType(fields));
    }

    static Object[] row(Object... values) {
        return values;
    }

    static TableSource parquet(Path folder, Dataset<Row> table) {
        table.coalesce(1).write().parquet(folder.toUri().toString());
        return source(TableFormat.PARQUET, folder);
    }

    static TableSource source(TableFormat format, Path... paths) {
        return new TableSource(
                Arrays.stream(paths).map(path -> path.toUri().toString()).toList(), format);
    }

    static TableSource csv(Path file, String text) {
        return csv(file, text, StandardCharsets.UTF_8, TableFormat.Csv.USUAL);
    }

    static TableSource csv(Path file, String text, Charset encoding, TableFormat.Csv format) {
        try {
            Files.writeString(file, text, encoding);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return source(format, file);
    }

    static Layout.Lists lists(String... columns) {
        return new Layout.Lists(List.of(columns), SINGLE, Tokenizer.OF_LISTS, true);
    }

    static Layout.Wide wide(String... columns) {
        return new Layout.Wide(List.of(columns), SINGLE, true);
    }

    static Layout.Long longs(String group, String order, String... features) {
        return new Layout.Long(List.of(group), Optional.ofNullable(order), List.of(features), true);
    }

    static TableSettings settings(TableSource source, Layout layout, Learned learned) {
        return new TableSettings(source, layout, learned, Optional.empty(), Optional.empty(), BadRows.Treatment.SKIP);
    }

    static TableSettings failing(TableSettings settings) {
        return new TableSettings(
                settings.source(),
                settings.layout(),
                settings.learned(),
                settings.weight(),
                settings.group(),
                BadRows.Treatment.FAIL);
    }

    static ExampleTable read(TableSource source, Layout layout, Learned learned) {
        return read(settings(source, layout, learned));
    }

    static ExampleTable read(TableSettings settings) {
        return ExampleTable.read(LocalSpark.session(), settings);
    }

    static List<Example> all(ExampleTable table) {
        return table.shards(1).collect();
    }

    /** Returns examples as text, such as {@code [1.0, 2.0] x 1 -> a}. */
    static List<String> texts(List<Example> examples) {
        return examples.stream().map(Tables::text).toList();
    }

    static List<String> texts(ExampleTable table) {
        return texts(all(table));
    }

    private static String text(Example example) {
        return values(example.values()) + " x " + example.features() + " -> " + known(example.known());
    }

    private static String values(Example.Values values) {
        if (values instanceof Example.Numbers numbers) {
            return Arrays.toString(numbers.values());
        }
        return values instanceof Example.Bytes bytes
                ? "bytes " + Arrays.toString(bytes.values())
                : Arrays.toString(((Example.Symbols) values).values());
    }

    private static String known(Known known) {
        if (known instanceof Known.Label label) {
            return label.name();
        }
        if (known instanceof Known.Labels labels) {
            return labels.names().toString();
        }
        if (known instanceof Known.Values numbers) {
            return numbers.numbers().toString();
        }
        return known instanceof Known.StepLabels steps ? steps.names().toString() : "";
    }

    static List<String> names(List<Example> examples) {
        var names = new ArrayList<String>();
        examples.forEach(example -> names.add(example.name()));
        return names;
    }
}
