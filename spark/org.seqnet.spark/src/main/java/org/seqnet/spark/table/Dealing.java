package org.seqnet.spark.table;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import org.apache.spark.Partitioner;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.seqnet.spark.data.Example;
import scala.Tuple2;

/**
 * Deals numbered examples to shards as cards are dealt to players, so that each has a share of every label even if they
 * are sorted. Examples of a group all go to the shard that has the fewest when its first example's turn comes. In a
 * shard, examples keep their order.
 */
public final class Dealing {
    private Dealing() {}

    /** The place of an example: its shard, and its number among all. */
    private record Place(int shard, long number) implements Comparable<Place>, Serializable {
        @Override
        public int compareTo(Place other) {
            int order = Integer.compare(shard, other.shard);
            return order != 0 ? order : Long.compare(number, other.number);
        }
    }

    /** The first number of a group's examples, and how many there are. */
    private record Extent(long first, long count) implements Serializable {
        Extent and(Extent other) {
            return new Extent(Math.min(first, other.first), count + other.count);
        }
    }

    /** Finds the shard in the place. */
    private static final class ByShard extends Partitioner {
        private static final long serialVersionUID = 1L;

        private final int shards;

        ByShard(int shards) {
            this.shards = shards;
        }

        @Override
        public int numPartitions() {
            return shards;
        }

        @Override
        public int getPartition(Object place) {
            return ((Place) place).shard();
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof ByShard that && shards == that.shards;
        }

        @Override
        public int hashCode() {
            return shards;
        }
    }

    /**
     * Returns the shards: exactly so many partitions, of which some may be empty.
     *
     * @param numbered examples, each with a number of its own from 0 on
     * @param areGrouped whether examples have groups
     */
    public static JavaRDD<Example> deal(JavaPairRDD<Long, Example> numbered, int shards, boolean areGrouped) {
        var context = JavaSparkContext.fromSparkContext(numbered.context());
        var groups = context.broadcast(areGrouped ? groups(numbered, shards) : new HashMap<String, Integer>());
        return numbered.mapToPair(numberAndExample -> {
                    long number = numberAndExample._1();
                    var example = numberAndExample._2();
                    var shard = groups.value().get(example.group());
                    return new Tuple2<>(new Place(shard == null ? (int) (number % shards) : shard, number), example);
                })
                .repartitionAndSortWithinPartitions(new ByShard(shards))
                .values();
    }

    private static HashMap<String, Integer> groups(JavaPairRDD<Long, Example> numbered, int shards) {
        Map<String, Extent> extents = numbered.filter(
                        example -> !example._2().group().isEmpty())
                .mapToPair(example -> new Tuple2<>(example._2().group(), new Extent(example._1(), 1)))
                .reduceByKey(Extent::and)
                .collectAsMap();
        var inOrder = new ArrayList<>(extents.entrySet());
        inOrder.sort(Comparator.comparingLong(group -> group.getValue().first()));
        var dealt = new HashMap<String, Integer>();
        var sizes = new long[shards];
        for (var group : inOrder) {
            int least = 0;
            for (int shard = 1; shard < shards; shard++) {
                least = sizes[shard] < sizes[least] ? shard : least;
            }
            sizes[least] += group.getValue().count();
            dealt.put(group.getKey(), least);
        }
        return dealt;
    }
}
