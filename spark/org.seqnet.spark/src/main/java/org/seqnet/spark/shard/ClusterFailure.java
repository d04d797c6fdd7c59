package org.seqnet.spark.shard;

import java.util.Map;
import org.seqnet.engine.SeqNetException;

/** Says what failed on a cluster, and what to do. */
final class ClusterFailure {
    /** What Spark's messages say, and what to do then. */
    private static final Map<String, String> CURES = Map.of(
            "No space left on device",
            "A local disk of the cluster is full. Free some space, or set spark.local.dir to a larger disk.",
            "OutOfMemoryError",
            "An executor ran out of memory. Increase spark.executor.memory, or use more shards.",
            "maxResultSize",
            "The averages of a round are larger than the driver accepts. Increase spark.driver.maxResultSize.",
            "ExecutorLostFailure",
            "Executors were lost again and again. Look for the reason in their logs; often, "
                    + "spark.executor.memoryOverhead is too small.",
            "SparkContext was shut down",
            "The Spark application was stopped.");

    private ClusterFailure() {}

    static SeqNetException of(Throwable cause) {
        if (cause instanceof SeqNetException known) {
            return known;
        }
        var text = text(cause);
        var cure = CURES.entrySet().stream()
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
