package org.seqnet.spark.data;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.sequence.LabelDomain;
import org.seqnet.engine.sequence.Preparation;
import org.seqnet.engine.sequence.SequenceShape;
import org.seqnet.engine.sequence.Vocabulary;

/**
 * What all training data have in common, so that each part of them is packed alike.
 *
 * @param domain the labels, or the names of the targets
 * @param vocabulary the symbols that a network is to know; empty if sequences consist of numbers
 * @param features the number of values of each time step
 * @param steps the number of time steps of every sequence; empty if they differ
 * @param rows the number of sequences
 * @param kind what is known of each sequence
 * @param isAnyLength whether a network is to read sequences of any length
 * @param areWeighted whether sequences have weights
 * @param areGrouped whether groups of sequences are held out as a whole
 * @param preparation what was done to the sequences
 */
public record DataFacts(
        LabelDomain domain,
        Optional<Vocabulary> vocabulary,
        int features,
        OptionalInt steps,
        long rows,
        KnownKind kind,
        boolean isAnyLength,
        boolean areWeighted,
        boolean areGrouped,
        Preparation preparation)
        implements Serializable {
    public DataFacts {
        Objects.requireNonNull(domain, "domain");
        Objects.requireNonNull(vocabulary, "vocabulary");
        Objects.requireNonNull(steps, "steps");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(preparation, "preparation");
    }

    /**
     * Finds what training data have in common, of which nothing is known before.
     *
     * @throws SeqNetException as the other method does
     */
    public static DataFacts of(JavaRDD<Example> training) {
        return of(training, Declared.NOTHING);
    }

    /**
     * Finds what training data have in common. They are read once, and those of symbols once more.
     *
     * @throws SeqNetException if there are none, or two differ in what all must have in common
     */
    public static DataFacts of(JavaRDD<Example> training, Declared declared) {
        var all = new PartFacts();
        for (var part : training.mapPartitions(DataFacts::ofPart).collect()) {
            all.add(part.facts());
        }
        if (all.rows() == 0) {
            throw new SeqNetException("There are no training sequences: the tables have no rows, or none is complete.");
        }
        return new DataFacts(
                domain(all, declared),
                all.areSymbols() ? Optional.of(SymbolOccurrences.vocabulary(training, declared)) : Optional.empty(),
                all.features(),
                all.haveOneLength() ? OptionalInt.of(all.longest()) : OptionalInt.empty(),
                all.rows(),
                all.kind(),
                declared.isAnyLength(),
                all.areWeighted(),
                all.areGrouped(),
                declared.preparation());
    }

    private static Iterator<Part> ofPart(Iterator<Example> examples) {
        var facts = new PartFacts();
        try {
            examples.forEachRemaining(facts::add);
        } catch (SeqNetException e) {
            return List.of(new Part(new PartFacts(), e.getMessage())).iterator();
        }
        return List.of(new Part(facts, "")).iterator();
    }

    /** What a part tells; a failure in a part is told as a result, since Spark would try a failed task again. */
    private record Part(PartFacts found, String failure) implements Serializable {
        PartFacts facts() {
            if (!failure.isEmpty()) {
                throw new SeqNetException(failure);
            }
            return found;
        }
    }

    private static LabelDomain domain(PartFacts all, Declared declared) {
        if (all.kind() == KnownKind.VALUES) {
            return new LabelDomain(
                    declared.names().size() == all.targets()
                            ? declared.names()
                            : IntStream.rangeClosed(1, all.targets())
                                    .mapToObj(number -> "Target " + number)
                                    .toList());
        }
        var names = new ArrayList<>(declared.names());
        all.labels().stream()
                .filter(label -> !declared.names().contains(label))
                .sorted(LabelDomain.LASTING_ORDER)
                .forEach(names::add);
        var texts = new LabelDomain(names);
        return declared.types().stream()
                .map(texts::as)
                .filter(domain -> declared.types().contains(domain.type()))
                .findFirst()
                .orElse(texts);
    }

    /**
     * Makes sure that validation data have no labels but those of the training data. They are read once.
     *
     * @throws SeqNetException if they have some; the message counts and names them
     */
    public void requireSeen(JavaRDD<Example> validation) {
        if (kind != KnownKind.VALUES) {
            UnseenLabels.refuse(validation, this);
        }
    }

    /** Returns the shape that every sequence must have. */
    public SequenceShape shape() {
        return isAnyLength || steps.isEmpty()
                ? SequenceShape.ofAnyLength(features)
                : new SequenceShape(steps.getAsInt(), features);
    }

    private Object writeReplace() {
        return new Written(
                domain,
                vocabulary.orElse(null),
                features,
                steps.orElse(-1),
                rows,
                kind,
                isAnyLength,
                areWeighted,
                areGrouped,
                preparation);
    }

    /** The same facts with nothing optional, since what is optional cannot be serialized. */
    private record Written(
            LabelDomain domain,
            Vocabulary vocabulary,
            int features,
            int steps,
            long rows,
            KnownKind kind,
            boolean isAnyLength,
            boolean areWeighted,
            boolean areGrouped,
            Preparation preparation)
            implements Serializable {
        private Object readResolve() {
            return new DataFacts(
                    domain,
                    Optional.ofNullable(vocabulary),
                    features,
                    steps < 0 ? OptionalInt.empty() : OptionalInt.of(steps),
                    rows,
                    kind,
                    isAnyLength,
                    areWeighted,
                    areGrouped,
                    preparation);
        }
    }
}
