package org.seqnet.engine.sequence;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Optional;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.tensor.ElementType;

/**
 * What many raw sequences are like as a whole. Facts of parts add up to those of the whole.
 *
 * @param sequences how many there are
 * @param features the number of values of each time step
 * @param declaredSteps the number of time steps that was asked for when they were packed; 0 if any length was
 * @param shortest the fewest time steps of a sequence; 0 if there is none
 * @param longest the most time steps of a sequence; 0 if there is none
 * @param missing how many values are missing
 * @param areScaled whether a sequence has a scale that its tensor states
 * @param bytes the name of the type of the bytes that they all consist of, unscaled; empty if they do not
 * @param areSymbols whether the first feature is the number of a symbol
 * @param preparation what was done to them before, as {@link Preparation#text} has it
 */
public record SequenceFacts(
        long sequences,
        int features,
        int declaredSteps,
        int shortest,
        int longest,
        long missing,
        boolean areScaled,
        String bytes,
        boolean areSymbols,
        String preparation)
        implements Serializable {

    /** Returns those of some sequences. */
    public static SequenceFacts of(Sequences all) {
        int features = all.shape().features();
        var lengths = Arrays.stream(all.timeSteps(0, all.size())).summaryStatistics();
        return new SequenceFacts(
                all.size(),
                features,
                all.declaredShape().isAnyLength() ? 0 : all.declaredShape().timeSteps(),
                all.size() == 0 ? 0 : lengths.getMin(),
                all.size() == 0 ? 0 : lengths.getMax(),
                all.missingValues(),
                all.areScaled(),
                all.rawBytes().map(ElementType::name).orElse(""),
                all.vocabulary().isPresent(),
                all.preparation().text());
    }

    /**
     * Returns those of these sequences and others.
     *
     * @throws SeqNetException if they differ in their features, or some are symbols and others are not
     */
    public SequenceFacts plus(SequenceFacts others) {
        if (sequences == 0 || others.sequences == 0) {
            return sequences == 0 ? others : this;
        }
        if (features != others.features || areSymbols != others.areSymbols) {
            throw new SeqNetException("Some sequences have %d features per time step, others %d. All need the same."
                    .formatted(features, others.features));
        }
        return new SequenceFacts(
                sequences + others.sequences,
                features,
                declaredSteps == others.declaredSteps ? declaredSteps : 0,
                Math.min(shortest, others.shortest),
                Math.max(longest, others.longest),
                missing + others.missing,
                areScaled || others.areScaled,
                bytes.equals(others.bytes) ? bytes : "",
                areSymbols,
                preparation);
    }

    /** Returns the shape that was asked for when they were packed. */
    public SequenceShape declaredShape() {
        return declaredSteps == 0 ? SequenceShape.ofAnyLength(features) : new SequenceShape(declaredSteps, features);
    }

    /** Returns the shape that every sequence has; it is of any length if they differ in length. */
    public SequenceShape shape() {
        return shortest == longest && longest > 0 ? new SequenceShape(longest, features) : declaredShape();
    }

    /** Returns the sizes in words: {@code 28 time steps x 28 features}, {@code 2 to 9 time steps x 1 feature}. */
    public String sizes() {
        return shortest == longest ? shape().toString() : SequenceShape.words(shortest + " to " + longest, features);
    }

    /** Returns what was done to them before they were packed. */
    public Preparation prepared() {
        return Preparation.parse(preparation).orElseThrow();
    }

    /** Returns the type of the bytes that they all consist of. */
    Optional<ElementType> rawBytes() {
        return Optional.of(bytes).filter(name -> !name.isEmpty()).map(ElementType::valueOf);
    }
}
