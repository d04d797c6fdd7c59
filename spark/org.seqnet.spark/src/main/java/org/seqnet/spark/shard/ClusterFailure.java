package org.seqnet.spark.shard;

import java.util.List;
import java.util.Map;
import org.seqnet.engine.SeqNetException;

/** Says what failed on a cluster, and what to do. */
public final class ClusterFailure {
    /** What Spark's messages say, and what to do then: the first that fits. */
    private static final List<Map.Entry<String, String>> CURES = List.of(
            Map.entry(
                    "No space left on device",
                    "A local disk of the cluster is full. Free some space, or set spark.local.dir to a larger disk."),
            Map.entry(
                    "OutOfMemoryError",
                    "An executor ran out of memory. Increase spark.executor.memory, or use more shards."),
            Map.entry(
                    "maxResultSize",
                    "The averages of a round are larger than the driver accepts. Increase spark.driver.maxResultSize."),
            Map.entry(
                    "ExecutorLostFailure",
                    "Executors were lost again and again. Look for the reason in their logs; often, "
                            + "spark.executor.memoryOverhead is too small."),
            Map.entry("SparkContext was shut down", "The Spark application was stopped."));

    private ClusterFailure() {}

    /** Returns the failure in words for people, with its cause. */
    public static SeqNetException of(Throwable cause) {
        if (cause instanceof SeqNetException known) {
            return known;
        }
        var text = text(cause);
        var cure = CURES.stream()
                .filter(entry -> text.contains(entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("See the logs of the executors for details.");
        return new SeqNetException("Spark could not complete the training. " + cure, cause);
    }

    private static String text(Throwable cause) {
        var text = new StringBuilder();
        for (var each = cause; each != null; each = each.getCause()) {
            text.append(each).append('\n');
        }
        return text.toString();
    }
}
