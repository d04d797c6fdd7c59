package org.seqnet.engine.explanation;

import org.seqnet.engine.SeqNetException;

/** How the values of a sequence get their shares in a probability. */
public sealed interface Method {

    /**
     * Integrated gradients: the gradient of the probability, averaged over the straight line from the baseline to the
     * sequence, times the distance. What a network ignores gets 0, and all shares together make the difference between
     * the probabilities of the sequence and the baseline, up to the error of the average. The gradient is taken in the
     * middle of each step of the line.
     *
     * <p>Source: Sundararajan, Taly and Yan, 2017, arXiv:1703.01365.
     *
     * @param steps how many steps the line is cut into, 1 to {@value #MOST_STEPS}
     */
    record IntegratedGradients(int steps) implements Method {
        /** The most steps of a line. */
        public static final int MOST_STEPS = 10_000;

        /**
         * Checks the setting.
         *
         * @throws SeqNetException if it is outside its range
         */
        public IntegratedGradients {
            if (steps < 1 || steps > MOST_STEPS) {
                throw new SeqNetException("Steps: " + steps + " is not between 1 and " + MOST_STEPS + ".");
            }
        }
    }

    /**
     * Occlusion: by how much the probability falls if a window of the sequence takes the values of the baseline.
     * Windows overlap by half; a value gets the mean of the windows that it lies in.
     *
     * <p>Source: Zeiler and Fergus, 2014, arXiv:1311.2901, section 4.2.
     *
     * @param window the length of a window as a share of the sequence's time steps, above 0 to 1; for images the share
     *     of rows and of columns
     * @param eachFeature whether a window holds one feature, or all; those of images have all channels
     */
    record Occlusion(double window, boolean eachFeature) implements Method {
        /**
         * Checks the setting.
         *
         * @throws SeqNetException if it is outside its range
         */
        public Occlusion {
            if (!(window > 0 && window <= 1)) {
                throw new SeqNetException("Window: " + window + " is not above 0 and at most 1.");
            }
        }
    }
}
