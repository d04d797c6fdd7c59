package org.seqnet.engine.augmentation;

import org.seqnet.engine.network.SeedStream;

/**
 * Adds normally distributed noise to each value of each time step.
 *
 * @param deviation the standard deviation of the noise, in units of the features that the network reads, which are
 *     standardized or scaled already; above 0, at most {@value #MOST}
 */
public record Jitter(double deviation) implements Transformation {
    private static final int MOST = 1_000_000;

    /**
     * Checks the deviation.
     *
     * @throws org.seqnet.engine.SeqNetException if it is outside its range
     */
    public Jitter {
        Strength.require(Kind.JITTER, deviation, MOST);
    }

    @Override
    public Kind kind() {
        return Kind.JITTER;
    }

    @Override
    public Number strength() {
        return deviation;
    }

    @Override
    public String title() {
        return "jitter " + Strength.text(deviation);
    }

    @Override
    public void apply(Sample sample, SeedStream random) {
        var values = sample.values();
        for (int step = 0; step < sample.timeSteps(); step++) {
            int at = sample.at(step);
            for (int i = at; i < at + sample.measured(); i++) {
                values[i] += (float) (deviation * random.nextGaussian());
            }
        }
    }
}
