package org.seqnet.spark.table;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Makes examples of a table whose rows are time steps. Spark brings the rows of a group together and sorts them, so
 * that a task holds one sequence at a time.
 */
final class StepTable {
    private static final List<String> ADDED = List.of("group", "time", "row", "step");

    private StepTable() {}

    static ExampleTable read(SparkSession session, TableSettings settings, Selection selection) {
        var steps = reader(settings.layout(), selection);
        var examples = ExampleReader.of(settings, selection, true);
        var selected = selection.rows();
        var rows = selected.javaRDD();
        var blocks = Blocks.of(rows, steps);
        blocks.badRows().treat(settings.badRows());
        var sent = JavaSparkContext.fromSparkContext(session.sparkContext()).broadcast(blocks);
        int columns = selection.size();
        var sorted = sorted(
                session,
                rows.mapPartitions(some -> placed(new PlacedRows(some), steps, sent, columns)),
                schema(selected.schema(), columns));
        var ranking = Ranking.of(
                sorted.javaRDD().mapPartitions(making(settings.layout(), steps, examples, columns, sent)::of),
                blocks.rows());
        ranking.bad().treat(settings.badRows());
        return new ExampleTable(
                ranking.numbered(),
                Declarations.of(settings, selection),
                settings.group().isPresent(),
                blocks.rows(),
                ranking.examples(),
                blocks.badRows().and(ranking.bad()));
    }

    private static StepReader reader(Layout layout, Selection selection) {
        if (layout instanceof Layout.Windows windows) {
            return reader(
                    "Series columns",
                    windows.series(),
                    windows.order(),
                    windows.features(),
                    windows.keepsMissing(),
                    selection);
        }
        var steps = (Layout.Long) layout;
        return reader(
                "Group columns", steps.groups(), steps.order(), steps.features(), steps.keepsMissing(), selection);
    }

    private static StepReader reader(
            String setting,
            List<String> groups,
            Optional<String> order,
            List<String> features,
            boolean keepsMissing,
            Selection selection) {
        var numbers = selection.expanded("Feature columns", features);
        return new StepReader(
                selection.expanded(setting, groups).stream()
                        .map(name -> selection.text(setting, name))
                        .toList(),
                order.stream().map(name -> selection.time("Order column", name)).toList(),
                selection.numbers("Feature columns", numbers),
                keepsMissing);
    }

    private static GroupExamples making(
            Layout layout, StepReader steps, ExampleReader examples, int columns, Broadcast<Blocks> blocks) {
        return layout instanceof Layout.Windows windows
                ? new WindowExamples(steps, examples, columns, windows.length(), windows.stride(), blocks)
                : new LongExamples(steps, examples, columns);
    }

    /** Returns the rows with their group, time, number, and whether they are time steps; not those without a group. */
    private static Iterator<Row> placed(PlacedRows rows, StepReader steps, Broadcast<Blocks> blocks, int columns) {
        Iterable<PlacedRows.PlacedRow> all = () -> rows;
        return StreamSupport.stream(all.spliterator(), false)
                .map(row -> placed(row, steps, blocks.value(), columns))
                .filter(Objects::nonNull)
                .iterator();
    }

    private static Row placed(PlacedRows.PlacedRow placed, StepReader steps, Blocks blocks, int columns) {
        var row = placed.row();
        var values = new Object[columns + ADDED.size()];
        try {
            values[columns] = steps.group(row);
            values[columns + 1] = steps.sortKey(row);
        } catch (BadRowException e) {
            return null; // counted before
        }
        for (int i = Selection.MALFORMED; i < columns; i++) {
            values[i] = row.get(i);
        }
        values[columns + 2] = blocks.number(placed);
        values[columns + 3] = isStep(row, steps);
        return RowFactory.create(values);
    }

    private static boolean isStep(Row row, StepReader steps) {
        try {
            steps.values(row);
            return true;
        } catch (BadRowException e) {
            return false; // counted before
        }
    }

    private static StructType schema(StructType selected, int columns) {
        var fields = new ArrayList<StructField>();
        for (int i = 0; i < columns; i++) {
            fields.add(DataTypes.createStructField("c" + i, selected.fields()[i].dataType(), true));
        }
        fields.add(DataTypes.createStructField("group", DataTypes.StringType, false));
        fields.add(DataTypes.createStructField("time", DataTypes.StringType, false));
        fields.add(DataTypes.createStructField("row", DataTypes.LongType, false));
        fields.add(DataTypes.createStructField("step", DataTypes.BooleanType, false));
        return DataTypes.createStructType(fields);
    }

    private static Dataset<Row> sorted(SparkSession session, JavaRDD<Row> rows, StructType schema) {
        int parts = Integer.parseInt(session.conf().get("spark.sql.shuffle.partitions"));
        return session.createDataFrame(rows, schema)
                .repartition(parts, functions.col("group"))
                .sortWithinPartitions("group", "time", "row");
    }
}
