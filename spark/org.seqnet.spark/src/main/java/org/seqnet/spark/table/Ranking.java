package org.seqnet.spark.table;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.spark.Partitioner;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.seqnet.spark.data.Example;
import scala.Tuple2;

/**
 * Numbers what was found by the order of its rows.
 *
 * @param numbered the examples, numbered from 0
 * @param examples how many there are
 * @param bad the sequences that cannot be used
 */
record Ranking(JavaPairRDD<Long, Example> numbered, long examples, BadRows bad) {

    /** Sends rows of equally long ranges to each partition. */
    private static final class ByRange extends Partitioner {
        private static final long serialVersionUID = 1L;

        private final long rows;
        private final int parts;

        ByRange(long rows, int parts) {
            this.rows = rows;
            this.parts = parts;
        }

        @Override
        public int numPartitions() {
            return parts;
        }

        @Override
        public int getPartition(Object row) {
            long width = (rows + parts - 1) / parts;
            return (int) ((Long) row / width);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof ByRange that && rows == that.rows && parts == that.parts;
        }

        @Override
        public int hashCode() {
            return 31 * Long.hashCode(rows) + parts;
        }
    }

    private record Count(long usable, BadRows bad) implements Serializable {}

    /**
     * Numbers what was found, of which no two have the same row.
     *
     * @param rows how many rows there are
     */
    static Ranking of(JavaRDD<Found> found, long rows) {
        var sorted = found.mapToPair(one -> new Tuple2<>(one.row(), one))
                .repartitionAndSortWithinPartitions(
                        new ByRange(Math.max(1, rows), Math.max(1, found.getNumPartitions())))
                .values();
        var counts = sorted.mapPartitions(Ranking::count).collect();
        var firsts = new ArrayList<Long>();
        var bad = BadRows.NONE;
        long examples = 0;
        for (var count : counts) {
            firsts.add(examples);
            examples += count.usable();
            bad = bad.and(count.bad());
        }
        var numbered = sorted.mapPartitionsWithIndex((part, some) -> numbered(some, firsts.get(part)), true)
                .mapToPair(pair -> pair);
        return new Ranking(numbered, examples, bad);
    }

    private static Iterator<Count> count(Iterator<Found> found) {
        long usable = 0;
        long unusable = 0;
        var first = new ArrayList<String>();
        while (found.hasNext()) {
            var one = found.next();
            if (one.isUsable()) {
                usable++;
            } else {
                unusable++;
                if (first.size() < BadRows.MOST_NAMED) {
                    first.add(one.problem());
                }
            }
        }
        return List.of(new Count(usable, new BadRows(0, unusable, first))).iterator();
    }

    private static Iterator<Tuple2<Long, Example>> numbered(Iterator<Found> found, long first) {
        var next = new long[] {first};
        return stream(found)
                .filter(Found::isUsable)
                .map(one -> new Tuple2<>(next[0]++, one.example()))
                .iterator();
    }

    private static Stream<Found> stream(Iterator<Found> found) {
        Iterable<Found> all = () -> found;
        return StreamSupport.stream(all.spliterator(), false);
    }
}
