package org.seqnet.engine.search;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.network.Encoder;
import org.seqnet.engine.network.SeedStream;
import org.seqnet.engine.network.SeedStream.Purpose;
import org.seqnet.engine.options.TrainingOptions;

/**
 * Which settings are varied, around those that are given: hidden units or filters from a quarter to twice as many, the
 * learning rate from a tenth to ten times as large, log-uniformly, and dropout from 0 to 0.5, uniformly.
 *
 * @param trials how many settings are tried, {@value #FEWEST} to {@value #MOST}
 * @param variesSize whether hidden units or filters are varied
 * @param variesLearningRate whether the learning rate is varied
 * @param variesDropout whether dropout is varied
 */
public record SearchSpace(int trials, boolean variesSize, boolean variesLearningRate, boolean variesDropout) {
    /** The fewest trials. */
    public static final int FEWEST = 2;
    /** The most trials. */
    public static final int MOST = 243;

    private static final double[] SIZES = {0.25, 0.5, 1, 2};
    private static final double WIDEST_RATE = 10;
    private static final double LARGEST_DROPOUT = 0.5;
    /** Rates with two digits are as good as others, and can be read and typed. */
    private static final MathContext RATE_DIGITS = new MathContext(2);

    /**
     * Checks the settings.
     *
     * @throws SeqNetException if the number of trials is outside its range, or nothing is varied
     */
    public SearchSpace {
        if (trials < FEWEST || trials > MOST) {
            throw new SeqNetException("Trials: " + trials + " is not between " + FEWEST + " and " + MOST + ".");
        }
        if (!variesSize && !variesLearningRate && !variesDropout) {
            throw new SeqNetException("The search varies no setting. Select at least one.");
        }
    }

    /** Returns the trials; the first has the given settings, and none depends on how many there are. */
    List<Trial> draw(Encoder encoder, TrainingOptions options) {
        var drawn = new ArrayList<Trial>();
        drawn.add(new Trial(1, encoder, options.learningRate()));
        for (int number = 2; number <= trials; number++) {
            drawn.add(draw(number, encoder, options));
        }
        return List.copyOf(drawn);
    }

    private Trial draw(int number, Encoder encoder, TrainingOptions options) {
        var stream = new SeedStream(options.seed(), Purpose.SEARCH, number);
        // all are drawn, so that one setting's values do not depend on which others are varied
        double size = SIZES[stream.nextInt(SIZES.length)];
        double rate = options.learningRate() * StrictMath.pow(WIDEST_RATE, 2 * stream.nextDouble() - 1);
        double dropout = Math.round(100 * LARGEST_DROPOUT * stream.nextDouble()) / 100.0;
        return new Trial(
                number,
                encoder.varied(
                        variesSize ? size : 1, variesDropout ? OptionalDouble.of(dropout) : OptionalDouble.empty()),
                variesLearningRate ? new BigDecimal(rate).round(RATE_DIGITS).doubleValue() : options.learningRate());
    }
}
