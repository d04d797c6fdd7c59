package org.seqnet.spark.data;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import org.apache.spark.api.java.JavaRDD;
import org.seqnet.engine.sequence.SymbolNumbers;
import org.seqnet.engine.sequence.Vocabulary;
import scala.Tuple2;

/** How often symbols occur in data on a cluster. */
final class SymbolOccurrences {
    private SymbolOccurrences() {}

    /**
     * Returns the most frequent symbols.
     *
     * @throws org.seqnet.engine.SeqNetException if none occurs often enough
     */
    static Vocabulary vocabulary(JavaRDD<Example> training, Declared declared) {
        int least = declared.leastOccurrences();
        var frequent = training.mapPartitionsToPair(SymbolOccurrences::inPart)
                .reduceByKey(Long::sum)
                .filter(symbol -> symbol._2() >= least)
                .collectAsMap();
        return Vocabulary.learn(frequent, declared.mostSymbols(), least);
    }

    private static Iterator<Tuple2<String, Long>> inPart(Iterator<Example> examples) {
        var occurrences = new HashMap<String, Long>();
        while (examples.hasNext()) {
            if (examples.next().values() instanceof Example.Symbols symbols) {
                for (var symbol : symbols.values()) {
                    if (symbol != null) {
                        occurrences.merge(SymbolNumbers.wellFormed(symbol), 1L, Long::sum);
                    }
                }
            }
        }
        var pairs = new ArrayList<Tuple2<String, Long>>();
        occurrences.forEach((symbol, count) -> pairs.add(new Tuple2<>(symbol, count)));
        return pairs.iterator();
    }
}
