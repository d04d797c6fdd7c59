package org.seqnet.spark.app;

import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaRDD;
import org.seqnet.spark.data.Example;
import org.seqnet.spark.data.Known;
import scala.Tuple2;

/** Counts labels on a cluster. */
final class LabelFrequencies {
    private LabelFrequencies() {}

    /** Returns how many examples have each label, of those that have several. */
    static Map<String, Long> of(JavaRDD<Example> examples) {
        return examples.flatMap(example -> labels(example.known()).iterator())
                .mapToPair(label -> new Tuple2<>(label, 1L))
                .reduceByKey(Long::sum)
                .collectAsMap();
    }

    private static List<String> labels(Known known) {
        return known instanceof Known.Labels labels ? labels.names() : List.of();
    }
}
