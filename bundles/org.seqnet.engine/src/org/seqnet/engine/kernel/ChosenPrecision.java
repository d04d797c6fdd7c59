package org.seqnet.engine.kernel;

import java.util.Optional;
import org.seqnet.engine.kernel.product.Mixed;
import org.seqnet.engine.network.Architecture;
import org.seqnet.engine.network.Convolutional;
import org.seqnet.engine.network.Encoder;
import org.seqnet.engine.network.Head;
import org.seqnet.engine.network.Recurrent;
import org.seqnet.engine.network.TemporalConvolutional;
import org.seqnet.engine.options.PrecisionChoice;

/**
 * What the processor computes a network in.
 *
 * @param refusal why that is not mixed precision although it was asked for, as a sentence for people
 */
public record ChosenPrecision(Precision precision, Optional<String> refusal) {
    /** Single precision, with nothing to tell. */
    public static final ChosenPrecision SINGLE = new ChosenPrecision(Precision.SINGLE, Optional.empty());

    private static final ChosenPrecision MIXED = new ChosenPrecision(Precision.MIXED, Optional.empty());

    /** Products with fewer units or filters are not worth it. */
    static final int LEAST_WIDTH = 32;

    /** Returns what this processor computes a network in. */
    public static ChosenPrecision of(PrecisionChoice choice, Architecture architecture) {
        return of(choice, architecture, Mixed.ofProcess());
    }

    /** @param mixed asked only if mixed precision comes into question: it loads a library */
    static ChosenPrecision of(PrecisionChoice choice, Architecture architecture, Mixed mixed) {
        return switch (choice) {
            case SINGLE -> SINGLE;
            case MIXED -> widest(architecture.encoder()) == 0
                    ? SINGLE
                    : mixed.refusal()
                            .map(reason -> new ChosenPrecision(Precision.SINGLE, Optional.of(reason)))
                            .orElse(MIXED);
            case AUTOMATIC -> isWorthIt(architecture) && mixed.refusal().isEmpty() ? MIXED : SINGLE;
        };
    }

    private static boolean isWorthIt(Architecture architecture) {
        return predictsLabels(architecture.head()) && widest(architecture.encoder()) >= LEAST_WIDTH;
    }

    /** Values lose digits that labels do not need. */
    private static boolean predictsLabels(Head head) {
        return head.fold(classes -> true, independent -> true, path -> true, values -> false, steps -> true);
    }

    /** Returns the most units or filters of a layer; 0 if nothing of an encoder is ever computed in mixed precision. */
    private static int widest(Encoder encoder) {
        return encoder.fold(
                Recurrent::hiddenUnits,
                ChosenPrecision::filters,
                TemporalConvolutional::filters,
                both -> Math.max(
                        both.recurrent().hiddenUnits(), both.convolutional().filters()),
                rocket -> 0);
    }

    private static int filters(Convolutional network) {
        return network.blocks().stream()
                .mapToInt(block -> block.filters())
                .max()
                .orElse(0);
    }

    /** Returns the precision as the options of a trained network keep it. */
    public PrecisionChoice settled() {
        return precision == Precision.MIXED ? PrecisionChoice.MIXED : PrecisionChoice.SINGLE;
    }
}
