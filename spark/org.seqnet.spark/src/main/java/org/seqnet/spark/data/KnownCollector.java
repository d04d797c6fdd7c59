package org.seqnet.spark.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.seqnet.engine.Quoted;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.sequence.LabelDomain;
import org.seqnet.engine.sequence.LabelSets;
import org.seqnet.engine.sequence.StepLabels;
import org.seqnet.engine.sequence.TargetValues;
import org.seqnet.engine.sequence.Truth;

/** Collects what is known of examples, one after the other. */
interface KnownCollector {

    /**
     * Adds what is known of the next example.
     *
     * @throws SeqNetException if it has a label that the domain lacks, or something else is known of it
     */
    void add(Example example);

    /** Returns what is known of all examples that were added. */
    Truth truth();

    /** Starts to collect what is known of data. */
    static KnownCollector of(DataFacts facts) {
        return switch (facts.kind()) {
            case CLASS -> new Classes(facts.domain());
            case LABELS, NOTHING -> new Sets(facts.domain());
            case VALUES -> new Numbers(facts.domain().size());
            case STEP_LABELS -> new Steps(facts.domain());
        };
    }

    private static int index(String label, LabelDomain domain, Example example) {
        int index = domain.indexOf(label);
        if (index < 0) {
            throw new SeqNetException(
                    ("%s: label %s does not occur in the training data. Remove such rows, or add rows "
                                    + "with this label to the training data.")
                            .formatted(example.name(), Quoted.of(label)));
        }
        return index;
    }

    private static SeqNetException other(Example example, KnownKind expected) {
        return new SeqNetException("%s has %s, but the training data have %s."
                .formatted(example.name(), KnownKind.of(example.known()), expected));
    }

    /** The class of each sequence. */
    final class Classes implements KnownCollector {
        private final LabelDomain domain;
        private final IntStream.Builder classes = IntStream.builder();

        Classes(LabelDomain domain) {
            this.domain = domain;
        }

        @Override
        public void add(Example example) {
            if (!(example.known() instanceof Known.Label label)) {
                throw other(example, KnownKind.CLASS);
            }
            classes.add(index(label.name(), domain, example));
        }

        @Override
        public Truth truth() {
            return LabelSets.ofClasses(classes.build().toArray());
        }
    }

    /** The labels of each sequence; there are none where nothing is known. */
    final class Sets implements KnownCollector {
        private final LabelDomain domain;
        private final List<int[]> sets = new ArrayList<>();

        Sets(LabelDomain domain) {
            this.domain = domain;
        }

        @Override
        public void add(Example example) {
            var names = example.known() instanceof Known.Labels labels ? labels.names() : List.<String>of();
            sets.add(names.stream()
                    .distinct()
                    .mapToInt(label -> index(label, domain, example))
                    .toArray());
        }

        @Override
        public Truth truth() {
            return LabelSets.of(sets);
        }
    }

    /** The target values of each sequence. */
    final class Numbers implements KnownCollector {
        private final int width;
        private final DoubleStream.Builder values = DoubleStream.builder();

        Numbers(int width) {
            this.width = width;
        }

        @Override
        public void add(Example example) {
            if (!(example.known() instanceof Known.Values targets)
                    || targets.numbers().size() != width) {
                throw other(example, KnownKind.VALUES);
            }
            targets.numbers().forEach(values::add);
        }

        @Override
        public Truth truth() {
            return TargetValues.of(width, values.build().toArray());
        }
    }

    /** The label of each time step of each sequence. */
    final class Steps implements KnownCollector {
        private final LabelDomain domain;
        private final List<int[]> sequences = new ArrayList<>();

        Steps(LabelDomain domain) {
            this.domain = domain;
        }

        @Override
        public void add(Example example) {
            if (!(example.known() instanceof Known.StepLabels labels)) {
                throw other(example, KnownKind.STEP_LABELS);
            }
            if (labels.names().size() != example.timeSteps()) {
                throw new SeqNetException(String.format(
                        Locale.ROOT,
                        "%s has %,d labels, but %,d time steps. There must be exactly one label per time step.",
                        example.name(),
                        labels.names().size(),
                        example.timeSteps()));
            }
            sequences.add(labels.names().stream()
                    .mapToInt(label -> label.isEmpty() ? StepLabels.UNKNOWN : index(label, domain, example))
                    .toArray());
        }

        @Override
        public Truth truth() {
            return StepLabels.of(sequences);
        }
    }
}
