import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.seqnet.engine.backtest.BackTest;
import org.seqnet.engine.backtest.Baseline;
import org.seqnet.engine.backtest.MeasuredOrigin;
import org.seqnet.engine.backtest.OriginForecast;
import org.seqnet.engine.download.DownloadListener;
import org.seqnet.engine.example.Example;
import org.seqnet.engine.example.ExampleCache;
import org.seqnet.engine.example.ExampleTable;
import org.seqnet.engine.inference.Classifier;
import org.seqnet.engine.network.Forecast;
import org.seqnet.engine.network.Normalization;
import org.seqnet.engine.network.ValueLoss;
import org.seqnet.engine.network.Values;
import org.seqnet.engine.sequence.InputForm;
import org.seqnet.engine.sequence.LabelDomain;
import org.seqnet.engine.sequence.LabelledSequences;
import org.seqnet.engine.sequence.SequenceShape;
import org.seqnet.engine.sequence.Sequences;
import org.seqnet.engine.sequence.TargetValues;
import org.seqnet.engine.tensor.Shape;
import org.seqnet.engine.tensor.Tensor;

/**
 * Half-hourly demand, a week ahead from eight midnights, two days apart, of which the last is a week before the end.
 * At each, one network learns all 48 series of the same half-hour of each day, as the change from a week before, from
 * windows whose targets end before it; the baselines know as much. The figures are the MASE of network, seasonal naive
 * and exponential smoothing.
 */
final class DemandTask implements ForecastFigures.Task {
    private static final int ORIGINS = 8;
    private static final int DISTANCE = 2;
    private static final int HALF_HOURS = 48;
    private static final int WEEK = 7;
    private static final int PAST = 14;

    private final double[] demand;
    private final List<MeasuredOrigin> baselines = new ArrayList<>();

    private DemandTask(double[] demand) {
        this.demand = demand;
        for (int origin : origins()) {
            baselines.add(MeasuredOrigin.of(forecast(origin, new double[WEEK * HALF_HOURS]), WEEK * HALF_HOURS));
        }
    }

    static DemandTask read(Path cache) throws IOException {
        var table = new ExampleCache(cache).obtain(Example.ELECTRICITY_DEMAND, DownloadListener.NONE);
        return new DemandTask(((ExampleTable.Numbers) table.columns().get(2)).values());
    }

    /** Returns the days that forecasts begin with. */
    private int[] origins() {
        int last = demand.length / HALF_HOURS - WEEK;
        var origins = new int[ORIGINS];
        Arrays.setAll(origins, i -> last - DISTANCE * (ORIGINS - 1 - i));
        return origins;
    }

    private double change(int day, int halfHour) {
        return demand(day, halfHour) / demand(day - WEEK, halfHour) - 1;
    }

    private double demand(int day, int halfHour) {
        return demand[day * HALF_HOURS + halfHour];
    }

    /** Returns windows that end before some days, one for each half-hour, with the changes of the week after them. */
    private LabelledSequences windows(int firstDay, int days) {
        var packer = Sequences.packer(SequenceShape.ofAnyLength(1), InputForm.SEQUENCES, "");
        var targets = new double[days * HALF_HOURS * WEEK];
        int place = 0;
        for (int day = firstDay; day < firstDay + days; day++) {
            for (int halfHour = 0; halfHour < HALF_HOURS; halfHour++) {
                var past = new double[PAST];
                for (int i = 0; i < PAST; i++) {
                    past[i] = change(day - PAST + i, halfHour);
                }
                packer.add(Tensor.ofDoubles(Shape.of(PAST, 1), past));
                for (int step = 0; step < WEEK; step++) {
                    targets[place++] = change(day + step, halfHour);
                }
            }
        }
        return new LabelledSequences(
                packer.build(), TargetValues.of(WEEK, targets), new LabelDomain(List.of("change")));
    }

    @Override
    public double[] figures(SequenceRecipe recipe, long seed) {
        var test = new BackTest();
        for (int i = 0; i < ORIGINS; i++) {
            int origin = origins()[i];
            var measured = baselines.get(i);
            var forecast = forecast(origin, inOrder(origin, changes(recipe, origin, seed)));
            test.add(new MeasuredOrigin(forecast, measured.scale(), measured.baselines()));
        }
        return new double[] {
            test.forecasts().overall().mase().orElseThrow(),
            test.of(Baseline.SEASONAL_NAIVE).overall().mase().orElseThrow(),
            test.of(Baseline.SMOOTHING).overall().mase().orElseThrow()
        };
    }

    /** Trains a network on what is known before a day, and forecasts the changes of the week that it begins. */
    private double[] changes(SequenceRecipe recipe, int origin, long seed) {
        int first = WEEK + PAST;
        var training = windows(first, origin - WEEK - first + 1);
        var how = new Forecast(WEEK, true, List.of(0), List.of(), Normalization.NONE);
        var head = Values.of(training.values(), 1, ValueLoss.ABSOLUTE, Optional.of(how));
        var network = ForecastFigures.trained(recipe, Optional.empty(), head, training, seed);
        try (var classifier = Classifier.of(network)) {
            var windows = windows(origin, 1).sequences();
            return classifier.values(windows, 0, windows.size(), () -> false);
        }
    }

    /** Returns the demand that changes lead to, which come half-hour by half-hour, in the order of time. */
    private double[] inOrder(int origin, double[] changes) {
        var forecast = new double[changes.length];
        for (int i = 0; i < forecast.length; i++) {
            int day = i / HALF_HOURS;
            int halfHour = i % HALF_HOURS;
            forecast[i] = demand(origin + day - WEEK, halfHour) * (1 + changes[halfHour * WEEK + day]);
        }
        return forecast;
    }

    private OriginForecast forecast(int origin, double[] forecast) {
        int now = origin * HALF_HOURS;
        return new OriginForecast(
                0,
                Arrays.copyOf(demand, now),
                Arrays.copyOfRange(demand, now, now + forecast.length),
                forecast,
                new double[forecast.length][0]);
    }
}
