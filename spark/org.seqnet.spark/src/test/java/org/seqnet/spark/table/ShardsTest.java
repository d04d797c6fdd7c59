package org.seqnet.spark.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.seqnet.spark.table.Tables.lists;
import static org.seqnet.spark.table.Tables.longs;
import static org.seqnet.spark.table.Tables.row;
import static org.seqnet.spark.table.Tables.source;
import static org.seqnet.spark.table.Tables.table;
import static org.seqnet.spark.table.Tables.wide;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seqnet.engine.SeqNetException;
import org.seqnet.spark.LocalSpark;

class ShardsTest {
    private static final String BLOCK_BYTES = "spark.sql.files.maxPartitionBytes";
    private static final String OPEN_COST = "spark.sql.files.openCostInBytes";
    private static final String PARTITIONS = "spark.sql.shuffle.partitions";

    @TempDir
    Path folder;

    @AfterEach
    void resetSession() {
        var conf = LocalSpark.session().conf();
        conf.unset(BLOCK_BYTES);
        conf.unset(OPEN_COST);
        conf.set(PARTITIONS, "2");
    }

    private static void set(long blockBytes, int partitions) {
        var conf = LocalSpark.session().conf();
        conf.set(BLOCK_BYTES, Long.toString(blockBytes));
        conf.set(OPEN_COST, "0");
        conf.set(PARTITIONS, Integer.toString(partitions));
    }

    /** Returns rows of random values in files of unequal sizes; label and number are the row's. */
    private static Dataset<Row> numbered(int rows) {
        var random = new Random(5);
        var content = new Object[rows][];
        for (int i = 0; i < rows; i++) {
            content[i] = row(i % 7 == 3 ? null : "label" + i / 10, (double) i, "s" + random.nextInt(9));
        }
        return table(List.of("y string", "x double", "s string"), content);
    }

    private static List<List<String>> shards(ExampleTable table, int count) {
        return table.shards(count).glom().map(Tables::texts).collect();
    }

    private static List<List<List<String>>> shards(TableSettings settings, long blockBytes, int partitions) {
        set(blockBytes, partitions);
        var table = Tables.read(settings);
        return List.of(shards(table, 1), shards(table, 3));
    }

    private void requireSameUnderAnyConditions(TableSettings settings) {
        var expected = shards(settings, 1L << 27, 2);
        assertThat(expected.get(0).get(0)).isNotEmpty();
        assertThat(shards(settings, 300, 3)).isEqualTo(expected);
    }

    private TableSource written(String format, Dataset<Row> table) {
        var path = folder.resolve(format);
        table.repartition(3)
                .write()
                .format(format)
                .option("header", "true")
                .option("parquet.block.size", "256")
                .option("parquet.page.size", "64")
                .save(path.toUri().toString());
        return source(
                format.equals("csv")
                        ? TableFormat.Csv.USUAL
                        : format.equals("orc") ? TableFormat.ORC : TableFormat.PARQUET,
                path);
    }

    @Test
    void shards_of_rows_do_not_depend_on_how_csv_files_are_cut() {
        var source = written("csv", numbered(150));
        requireSameUnderAnyConditions(Tables.settings(source, wide("x"), new Learned.Label("y")));
    }

    @Test
    void shards_of_rows_do_not_depend_on_how_parquet_and_orc_files_are_cut() {
        for (var format : List.of("parquet", "orc")) {
            var source = written(format, numbered(150));
            requireSameUnderAnyConditions(Tables.settings(source, wide("x"), new Learned.Label("y")));
        }
    }

    @Test
    void shards_of_groups_and_windows_do_not_depend_on_partitions() {
        var source = written("csv", numbered(60));
        requireSameUnderAnyConditions(Tables.settings(source, longs("s", "x", "x"), new Learned.Nothing()));
        requireSameUnderAnyConditions(Tables.settings(
                source,
                new Layout.Windows(List.of("s"), Optional.empty(), List.of("x"), 4, 3, true),
                new Learned.Label("y")));
    }

    @Test
    void one_shard_keeps_the_order_of_the_files_and_their_rows() {
        for (int file = 0; file < 3; file++) {
            var text = new StringBuilder("x\n");
            for (int i = 0; i < 5; i++) {
                text.append(10 * file + i).append('\n');
            }
            Tables.csv(folder.resolve("part-" + file + ".csv"), text.toString());
        }
        set(4, 2);
        var examples = Tables.all(Tables.read(source(TableFormat.Csv.USUAL, folder), wide("x"), new Learned.Nothing()));
        assertThat(Tables.texts(examples))
                .isEqualTo(IntStream.range(0, 15)
                        .mapToObj(i -> "[" + (10.0f * (i / 5) + i % 5) + "] x 1 -> ")
                        .toList());
        assertThat(examples.get(14).name()).isEqualTo("part-2.csv, row 5");
    }

    @Test
    void rows_are_dealt_in_turn_and_bad_ones_do_not_count() {
        var source = Tables.csv(folder.resolve("t.csv"), "x\n0\nInfinity\n1\nInfinity\n2\nInfinity\n3\n4\n");
        assertThat(shards(Tables.read(source, wide("x"), new Learned.Nothing()), 2))
                .containsExactly(
                        List.of("[0.0] x 1 -> ", "[2.0] x 1 -> ", "[4.0] x 1 -> "),
                        List.of("[1.0] x 1 -> ", "[3.0] x 1 -> "));
    }

    @Test
    void more_shards_than_rows_leave_some_empty() {
        var source = Tables.csv(folder.resolve("t.csv"), "x\n0\n1\n");
        var found = Tables.read(source, wide("x"), new Learned.Nothing()).shards(1000);
        assertThat(found.getNumPartitions()).isEqualTo(1000);
        var some = found.collectPartitions(new int[] {0, 1, 2, 999});
        assertThat(Arrays.stream(some).map(Tables::texts))
                .containsExactly(List.of("[0.0] x 1 -> "), List.of("[1.0] x 1 -> "), List.of(), List.of());
    }

    @Test
    void all_rows_of_a_group_go_to_one_shard_and_the_shards_are_balanced() {
        var source = Tables.csv(folder.resolve("t.csv"), "x,g\n0,a\n1,b\n2,a\n3,a\n4,c\n5,b\n6,d\n7,\n8,\n");
        var found = Tables.read(new TableSettings(
                        source,
                        wide("x"),
                        new Learned.Label("g"),
                        Optional.empty(),
                        Optional.of("g"),
                        BadRows.Treatment.SKIP))
                .shards(2)
                .glom()
                .map(Tables::texts)
                .collect();
        assertThat(found)
                .containsExactly(
                        List.of("[0.0] x 1 -> a", "[2.0] x 1 -> a", "[3.0] x 1 -> a", "[6.0] x 1 -> d"),
                        List.of("[1.0] x 1 -> b", "[4.0] x 1 -> c", "[5.0] x 1 -> b"));
    }

    @Test
    void the_same_shard_is_the_same_when_it_is_computed_again() {
        var source = written("parquet", numbered(100));
        var shards = Tables.read(source, wide("x"), new Learned.Label("y")).shards(4);
        assertThat(Tables.texts(shards.collect())).isEqualTo(Tables.texts(shards.collect()));
    }

    @Test
    void fewer_than_one_shard_is_refused() {
        var found = Tables.read(Tables.csv(folder.resolve("t.csv"), "x\n0\n"), wide("x"), new Learned.Nothing());
        assertThatThrownBy(() -> found.shards(0))
                .isInstanceOf(SeqNetException.class)
                .hasMessage("Shards: 0 is less than 1. Enter 1 or a greater number.");
    }

    @Test
    void random_long_tables_give_what_a_plain_loop_over_their_rows_gives() {
        var random = new Random(3);
        var content = new ArrayList<Object[]>();
        Map<String, List<double[]>> plain = new HashMap<>();
        var order = new ArrayList<String>();
        for (int i = 0; i < 300; i++) {
            var group = "g" + random.nextInt(20);
            double time = random.nextInt(30) / 4.0 - 3;
            content.add(row(group, time, (double) i));
            if (!order.contains(group)) {
                order.add(group);
            }
            plain.computeIfAbsent(group, unseen -> new ArrayList<>()).add(new double[] {time, i});
        }
        var source = Tables.parquet(
                folder.resolve("t"),
                table(List.of("g string", "t double", "x double"), content.toArray(Object[][]::new)));
        var expected = order.stream()
                .map(group -> plain.get(group).stream()
                        .sorted((one, other) -> Double.compare(one[0], other[0])) // stable
                        .map(step -> (float) step[1])
                        .toList())
                .map(steps -> steps + " x 1 -> ")
                .toList();
        set(1000, 5);
        assertThat(Tables.texts(Tables.read(source, longs("g", "t", "x"), new Learned.Nothing())))
                .isEqualTo(expected);
    }

    @Test
    void random_lists_are_what_was_written() {
        var random = new Random(4);
        var content = new Object[200][];
        var expected = new ArrayList<String>();
        for (int i = 0; i < content.length; i++) {
            var values = new Float[1 + random.nextInt(5)];
            for (int t = 0; t < values.length; t++) {
                values[t] = random.nextInt(5) == 0 ? Float.NaN : random.nextFloat();
            }
            content[i] = row((Object) values);
            expected.add(Arrays.toString(values) + " x 1 -> ");
        }
        var source = Tables.parquet(folder.resolve("t"), table(List.of("x array<float>"), content));
        assertThat(Tables.texts(Tables.read(source, lists("x"), new Learned.Nothing())))
                .isEqualTo(expected);
    }
}
