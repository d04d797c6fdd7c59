package org.seqnet.engine.forecast;

import java.util.Arrays;
import org.seqnet.engine.kernel.SequenceSource;
import org.seqnet.engine.network.Forecast;
import org.seqnet.engine.network.Values;
import org.seqnet.engine.sequence.Preprocessing;
import org.seqnet.engine.sequence.Sequences;

/**
 * Forecasts all steps ahead in the targets' own units. A direct network computes them at once. A recursive one computes
 * the next step, which then becomes the last past step of the window, without its first one; features whose future is
 * known come from the row of each step, all others carry their last value on.
 */
public final class Forecaster {
    private final Values values;
    private final Preprocessing preprocessing;
    private final Forecast forecast;
    private final ReadWindow window;

    /** Computes what a network gives for windows as it reads them. */
    public interface Network {
        /**
         * Writes the outputs of each window, one window after another.
         *
         * @param timeSteps how many time steps each window has
         */
        void compute(SequenceSource windows, int[] timeSteps, float[] outputs);
    }

    /**
     * @param values the head of a network that forecasts
     * @param preprocessing what the network does with windows before its first layer
     */
    public Forecaster(Values values, Preprocessing preprocessing) {
        this.values = values;
        this.preprocessing = preprocessing;
        this.forecast = values.forecast().orElseThrow();
        this.window = new ReadWindow(forecast);
    }

    /**
     * Returns raw windows as the network reads them.
     *
     * @throws org.seqnet.engine.SeqNetException if they are too short or lack a feature
     */
    public Sequences read(Sequences raw) {
        return window.read(raw);
    }

    /**
     * Returns the forecasts of {@code count} raw windows from {@code first} on: count x (horizon x targets x levels),
     * of which there are several only for quantiles. Forecasts are NaN where numbers grew too large in the network, and
     * in a recursive one for all steps after it.
     */
    public double[] forecasts(Sequences raw, int first, int count, Network network) {
        return forecast.recursive() ? recursive(raw, first, count, network) : direct(raw, first, count, network);
    }

    private double[] direct(Sequences raw, int first, int count, Network network) {
        var prepared = read(raw).preprocessed(preprocessing);
        var outputs = new float[Math.multiplyExact(count, values.outputs())];
        network.compute(
                (index, target, at) -> prepared.copyTo(first + index, target, at),
                prepared.timeSteps(first, count),
                outputs);
        var forecasts = new double[outputs.length];
        for (int n = 0; n < count; n++) {
            new Continued(raw, first + n).read(outputs, n, forecasts, n * values.outputs());
        }
        return forecasts;
    }

    private double[] recursive(Sequences raw, int first, int count, Network network) {
        var series = new Continued[count];
        Arrays.setAll(series, n -> new Continued(raw, first + n));
        int[] timeSteps = Arrays.stream(series).mapToInt(Continued::timeSteps).toArray();
        int width = values.outputs();
        var outputs = new float[Math.multiplyExact(count, width)];
        var forecasts = new double[Math.multiplyExact(outputs.length, forecast.horizon())];
        for (int step = 0; step < forecast.horizon(); step++) {
            network.compute((index, target, at) -> series[index].copyTo(target, at), timeSteps, outputs);
            for (int n = 0; n < count; n++) {
                int place = (n * forecast.horizon() + step) * width;
                series[n].read(outputs, n, forecasts, place);
                series[n].advance(step, forecasts, place);
            }
        }
        return forecasts;
    }

    /** A window, which a recursive forecast moves on into the future. */
    private final class Continued {
        private final int features;
        private final int past;
        private final int steps;
        /** The raw window, of which the steps up to {@link #steps} have moved on. */
        private final float[] raw;

        private final float[] moving;
        private boolean failed;

        Continued(Sequences sequences, int index) {
            this.features = sequences.shape().features();
            int timeSteps = sequences.timeSteps(index);
            this.past = forecast.past(timeSteps);
            this.steps = window.used(timeSteps);
            this.raw = new float[timeSteps * features];
            sequences.copyTo(index, raw, 0);
            this.moving = forecast.recursive() ? Arrays.copyOf(raw, steps * features) : raw;
        }

        int timeSteps() {
            return window.timeSteps(raw.length / features);
        }

        void copyTo(float[] target, int at) {
            window.write(moving, past, steps, features, target, at);
            preprocessing.apply(target, at, timeSteps(), features);
        }

        /** Writes what a window's outputs are in the targets' own units. */
        void read(float[] outputs, int number, double[] forecasts, int place) {
            var units = forecast.features().stream()
                    .map(feature -> TargetUnits.of(forecast.normalization(), moving, past, features, feature))
                    .toList();
            for (int i = 0; i < values.outputs(); i++) {
                int value = i / values.loss().outputs();
                int step = value / units.size();
                var unit = units.get(value % units.size());
                double output = values.standard(value).inOwnUnit(outputs[number * values.outputs() + i]);
                double own = unit.offset(step) + unit.factor() * output;
                failed |= forecast.recursive() && !Double.isFinite(own);
                forecasts[place + i] = Double.isFinite(own) && !failed ? own : Double.NaN;
            }
        }

        /** Makes the step ahead, counted from 0, the last past one, with what is forecast for it. */
        void advance(int step, double[] forecasts, int place) {
            var next = new float[features];
            for (int feature = 0; feature < features; feature++) {
                next[feature] = ReadWindow.last(moving, past, features, feature);
            }
            for (int feature : forecast.known()) {
                next[feature] = raw[(past + step) * features + feature];
            }
            for (int k = 0; k < forecast.features().size(); k++) {
                next[forecast.features().get(k)] = (float) forecasts[place + values.point(k)];
            }
            System.arraycopy(moving, features, moving, 0, (past - 1) * features);
            System.arraycopy(next, 0, moving, (past - 1) * features, features);
            if (past < steps && step + 1 < forecast.horizon()) {
                for (int feature : forecast.known()) {
                    moving[past * features + feature] = raw[(past + step + 1) * features + feature];
                }
            }
        }
    }
}
