package org.seqnet.engine.kernel;

import java.util.Optional;
import org.seqnet.engine.kernel.product.Mixed;
import org.seqnet.engine.network.Architecture;
import org.seqnet.engine.network.Encoder;
import org.seqnet.engine.network.Head;
import org.seqnet.engine.network.Recurrent;
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

    /** Products of fewer units do not gain what rounding costs. */
    static final int LEAST_UNITS = 64;

    /** Returns what this processor computes a network in. */
    public static ChosenPrecision of(PrecisionChoice choice, Architecture architecture) {
        return of(choice, architecture, Mixed.ofProcess());
    }

    /** @param mixed asked only if mixed precision comes into question: it loads a library */
    static ChosenPrecision of(PrecisionChoice choice, Architecture architecture, Mixed mixed) {
        return switch (choice) {
            case SINGLE -> SINGLE;
            case MIXED -> isFittedAtOnce(architecture.encoder())
                    ? SINGLE
                    : mixed.refusal()
                            .map(reason -> new ChosenPrecision(Precision.SINGLE, Optional.of(reason)))
                            .orElse(MIXED);
            case AUTOMATIC -> isWorthIt(architecture) && mixed.refusal().isEmpty() ? MIXED : SINGLE;
        };
    }

    private static boolean isWorthIt(Architecture architecture) {
        return predictsLabels(architecture.head()) && recurrentUnits(architecture.encoder()) >= LEAST_UNITS;
    }

    /** Values lose digits that labels do not need. */
    private static boolean predictsLabels(Head head) {
        return head.fold(classes -> true, independent -> true, path -> true, values -> false, steps -> true);
    }

    /** Nothing of Rocket is ever computed in mixed precision. */
    private static boolean isFittedAtOnce(Encoder encoder) {
        return encoder.fold(
                recurrent -> false, convolutional -> false, temporal -> false, composition -> false, rocket -> true);
    }

    /** Returns the units of recurrent layers; 0 where convolutions take most of the time, which gain little. */
    private static int recurrentUnits(Encoder encoder) {
        return encoder.fold(Recurrent::hiddenUnits, convolutional -> 0, temporal -> 0, composition -> 0, rocket -> 0);
    }

    /** Returns the precision as the options of a trained network keep it. */
    public PrecisionChoice settled() {
        return precision == Precision.MIXED ? PrecisionChoice.MIXED : PrecisionChoice.SINGLE;
    }
}
