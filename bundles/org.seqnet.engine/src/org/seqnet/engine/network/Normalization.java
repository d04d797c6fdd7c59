package org.seqnet.engine.network;

import java.io.Serializable;
import java.util.function.Function;
import org.seqnet.engine.SeqNetException;

/** What the targets of a forecast and their past values in each window are related to before they are learned. */
public sealed interface Normalization extends Serializable {
    /** Values stay as they are. */
    Normalization NONE = new None();

    /** Values become multiples of the standard deviation of the window's past, from its mean on. */
    Normalization WINDOW = new Window();

    /** Calls the function for this kind of normalization. */
    <T> T fold(Function<None, T> none, Function<Window, T> window, Function<Season, T> season);

    /** Returns how many steps at the beginning of a window serve as reference only. */
    default int referenceSteps() {
        return 0;
    }

    /** Returns the name as people write it. */
    String title();

    record None() implements Normalization {
        @Override
        public <T> T fold(Function<None, T> none, Function<Window, T> window, Function<Season, T> season) {
            return none.apply(this);
        }

        @Override
        public String title() {
            return "none";
        }
    }

    /** After Kim et al., ICLR 2022 (reversible instance normalization), without its affine layer. */
    record Window() implements Normalization {
        @Override
        public <T> T fold(Function<None, T> none, Function<Window, T> window, Function<Season, T> season) {
            return window.apply(this);
        }

        @Override
        public String title() {
            return "mean and standard deviation of each window";
        }
    }

    /**
     * Values become changes from {@code steps} steps before, as shares of the mean size of the window's past values;
     * those further ahead, from the last past value a whole number of seasons before.
     *
     * @param steps the length of a season, 1 to {@link Forecast#MOST_STEPS}
     */
    record Season(int steps) implements Normalization {
        /**
         * Checks the number.
         *
         * @throws SeqNetException if it is outside its range
         */
        public Season {
            Ranges.requireCount("Seasonal period", steps, Forecast.MOST_STEPS);
        }

        @Override
        public <T> T fold(Function<None, T> none, Function<Window, T> window, Function<Season, T> season) {
            return season.apply(this);
        }

        @Override
        public int referenceSteps() {
            return steps;
        }

        @Override
        public String title() {
            return steps == 1 ? "change from the step before" : "change from %d steps before".formatted(steps);
        }
    }
}
