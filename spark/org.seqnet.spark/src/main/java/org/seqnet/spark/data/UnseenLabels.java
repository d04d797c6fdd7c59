package org.seqnet.spark.data;

import java.io.Serializable;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import org.apache.spark.api.java.JavaRDD;
import org.seqnet.engine.Quoted;
import org.seqnet.engine.SeqNetException;

/**
 * The labels of validation data that the training data lack.
 *
 * @param rows how many examples have one
 * @param labels the labels, in the order of texts, each with the first example that has it; at most
 *     {@value #MOST_NAMED}
 */
record UnseenLabels(long rows, TreeMap<String, String> labels) implements Serializable {
    private static final int MOST_NAMED = 5;

    /**
     * Makes sure that validation data have no labels but those of the training data. They are read once.
     *
     * @throws SeqNetException if they have some; the message counts and names them
     */
    static void refuse(JavaRDD<Example> validation, DataFacts facts) {
        var all = new UnseenLabels(0, new TreeMap<>());
        for (var part :
                validation.mapPartitions(examples -> inPart(examples, facts)).collect()) {
            all = all.and(part);
        }
        if (all.rows > 0) {
            throw all.failure();
        }
    }

    private static Iterator<UnseenLabels> inPart(Iterator<Example> examples, DataFacts facts) {
        long rows = 0;
        var labels = new TreeMap<String, String>();
        while (examples.hasNext()) {
            var example = examples.next();
            var unseen = PartFacts.labels(example.known()).stream()
                    .filter(label -> !facts.domain().contains(label))
                    .toList();
            rows += unseen.isEmpty() ? 0 : 1;
            unseen.forEach(label -> labels.putIfAbsent(label, example.name()));
            shorten(labels);
        }
        return List.of(new UnseenLabels(rows, labels)).iterator();
    }

    private static void shorten(TreeMap<String, String> labels) {
        while (labels.size() > MOST_NAMED) {
            labels.pollLastEntry();
        }
    }

    private UnseenLabels and(UnseenLabels next) {
        var both = new TreeMap<>(next.labels);
        both.putAll(labels);
        shorten(both);
        return new UnseenLabels(rows + next.rows, both);
    }

    private SeqNetException failure() {
        var text = new StringBuilder(String.format(
                Locale.ROOT,
                rows == 1
                        ? "%,d validation example has a label that does not occur in the training data:"
                        : "%,d validation examples have labels that do not occur in the training data:",
                rows));
        labels.forEach((label, example) ->
                text.append('\n').append(Quoted.of(label)).append(", first in ").append(example));
        return new SeqNetException(
                text + "\nRemove such examples, or add examples with these labels to the training data.");
    }
}
