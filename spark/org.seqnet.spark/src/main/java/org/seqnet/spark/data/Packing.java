package org.seqnet.spark.data;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.sequence.InputForm;
import org.seqnet.engine.sequence.LabelledSequences;
import org.seqnet.engine.sequence.Packer;
import org.seqnet.engine.sequence.Sequences;
import org.seqnet.engine.sequence.SymbolNumbers;
import org.seqnet.engine.sequence.Weights;
import org.seqnet.engine.tensor.Shape;
import org.seqnet.engine.tensor.Tensor;

/**
 * Examples of a part of the data, packed into compact arrays.
 *
 * @param data the sequences with what is known of them
 * @param groups the number of the group of each; empty if the data have no groups
 */
public record Packing(LabelledSequences data, Optional<int[]> groups) {

    /**
     * Packs examples.
     *
     * @param facts what all data have in common
     * @throws SeqNetException as the other method does
     */
    public static LabelledSequences pack(Iterator<Example> examples, DataFacts facts) {
        return of(examples, facts).data();
    }

    /**
     * Packs examples, and numbers their groups in the order in which they come.
     *
     * @param facts what all data have in common
     * @throws SeqNetException if an example differs in what all must have in common, or has a label that is not in the
     *     domain
     */
    public static Packing of(Iterator<Example> examples, DataFacts facts) {
        var started = new Started(facts);
        examples.forEachRemaining(started::add);
        return started.build();
    }

    /** The examples packed so far. */
    private static final class Started {
        private final DataFacts facts;
        private final Packer packer;
        private final SymbolNumbers symbols = new SymbolNumbers();
        private final KnownCollector known;
        private final Map<String, Integer> numbers = new HashMap<>();
        private final IntStream.Builder groups = IntStream.builder();
        private float[] weights = new float[64];
        private int nextGroup;

        Started(DataFacts facts) {
            this.facts = facts;
            packer = Sequences.packer(facts.shape(), InputForm.SEQUENCES, "the training data have")
                    .prepared(facts.preparation())
                    .keepingMissing();
            known = KnownCollector.of(facts);
        }

        void add(Example example) {
            int row = packer.size();
            known.add(example);
            packer.add(tensor(example), example::name);
            groups.add(
                    example.group().isEmpty()
                            ? nextGroup++
                            : numbers.computeIfAbsent(example.group(), unseen -> nextGroup++));
            if (row == weights.length) {
                weights = Arrays.copyOf(weights, 2 * row);
            }
            weights[row] = example.weight();
        }

        private Tensor tensor(Example example) {
            int steps = example.timeSteps();
            if (steps == 0 || steps * example.features() != example.values().count()) {
                throw new SeqNetException("%s has %,d values, which are no time steps of %,d.%s"
                        .formatted(
                                example.name(),
                                example.values().count(),
                                example.features(),
                                " A sequence has at least one time step, and each step all features."));
            }
            if (facts.vocabulary().isPresent() != example.values() instanceof Example.Symbols) {
                throw new SeqNetException(
                        facts.vocabulary().isPresent()
                                ? example.name() + " consists of numbers, but the training data of symbols."
                                : example.name() + " consists of symbols, but the training data of numbers.");
            }
            if (example.values() instanceof Example.Symbols texts) {
                return symbols.sequence(
                        Arrays.stream(texts.values()).map(Optional::ofNullable).toList());
            }
            var shape = Shape.of(steps, example.features());
            return example.values() instanceof Example.Bytes bytes
                    ? Tensor.ofUnsignedBytes(shape, bytes.values())
                    : Tensor.ofFloats(shape, ((Example.Numbers) example.values()).values());
        }

        Packing build() {
            int rows = packer.size();
            var read = facts.vocabulary().isPresent() ? packer.symbols(symbols.vocabulary()) : packer;
            var counting = facts.areWeighted() ? Weights.of(Arrays.copyOf(weights, rows)) : Weights.EQUAL;
            var sequences = read.build().in(facts.vocabulary());
            return new Packing(
                    new LabelledSequences(sequences, known.truth(), facts.domain(), counting),
                    facts.areGrouped() ? Optional.of(groups.build().toArray()) : Optional.empty());
        }
    }
}
