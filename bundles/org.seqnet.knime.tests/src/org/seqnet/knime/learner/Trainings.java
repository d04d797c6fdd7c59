package org.seqnet.knime.learner;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.seqnet.engine.network.Architecture;
import org.seqnet.engine.network.Cell;
import org.seqnet.engine.network.Classes;
import org.seqnet.engine.network.Forecast;
import org.seqnet.engine.network.Normalization;
import org.seqnet.engine.network.Recurrent;
import org.seqnet.engine.network.Standard;
import org.seqnet.engine.network.ValueLoss;
import org.seqnet.engine.network.ValueLoss.Quantiles;
import org.seqnet.engine.network.Values;
import org.seqnet.engine.options.TrainingOptions;
import org.seqnet.engine.sequence.LabelDomain;
import org.seqnet.engine.sequence.SequenceShape;
import org.seqnet.engine.trained.EpochRecord;
import org.seqnet.engine.trained.Errors;
import org.seqnet.engine.trained.Evaluation;
import org.seqnet.engine.trained.NetworkInput;
import org.seqnet.engine.trained.Provenance;
import org.seqnet.engine.trained.StopReason;
import org.seqnet.engine.trained.TrainedNetwork;
import org.seqnet.engine.training.RateTest;
import org.seqnet.knime.view.Facts;

/** Networks with a history that was never trained, for tests of what is shown of it. */
public final class Trainings {
    private static final Recurrent ENCODER = new Recurrent(Cell.LSTM, 1, 2, 0, 1);
    private static final SequenceShape SHAPE = new SequenceShape(3, 1);
    private static final LabelDomain LABELS = LabelDomain.of("falling", "rising");

    private Trainings() {}

    /** Returns the data of a learner's view. */
    public static String view(int epochs, boolean validated) {
        var network = of(epochs, validated, epochs, StopReason.ALL_EPOCHS_DONE);
        return TrainingView.of(
                        network,
                        validated ? OptionalLong.of(10_000) : OptionalLong.empty(),
                        Optional.empty(),
                        List.of(),
                        Optional.empty())
                .toString();
    }

    /**
     * Returns a network whose losses and durations reach over so many powers of ten, one up and one down; one epoch's
     * loss is no number.
     */
    public static TrainedNetwork awkward(int powers, LabelDomain labels) {
        var history = IntStream.rangeClosed(1, powers)
                .mapToObj(epoch -> new EpochRecord(
                        epoch,
                        new Evaluation(
                                epoch == 2 ? Double.NaN : 1.0 / epoch,
                                epoch == 2 ? Double.NaN : Math.pow(10, powers / 2.0 - epoch)),
                        Duration.ofNanos((long) Math.pow(10, 3 + epoch)),
                        60_000,
                        Optional.of(new Evaluation(0, Math.pow(10, epoch - powers / 2.0))),
                        "NVIDIA GeForce RTX 4090 Laptop GPU with a long name, driver 551.86, CUDA 12.4, cuDNN 9.1.0",
                        OptionalDouble.of(Math.pow(10, -epoch))))
                .toList();
        return of(ENCODER, SHAPE, labels, provenance(history, powers, StopReason.ALL_EPOCHS_DONE));
    }

    /** Returns the data of a learner's view whose learning rate was found before training, and fell from then on. */
    public static String found() {
        var history = IntStream.rangeClosed(1, 12)
                .mapToObj(epoch -> {
                    var like = epoch(epoch, false);
                    return new EpochRecord(
                            epoch,
                            new Evaluation(like.accuracy(), like.loss()),
                            like.duration(),
                            like.samplesPerSecond(),
                            like.validation(),
                            like.device(),
                            OptionalDouble.of(0.0021 * (13 - epoch) / 12));
                })
                .toList();
        var points = IntStream.range(0, 100)
                .mapToObj(i -> {
                    double rate = 1e-6 * Math.pow(1e7, i / 99.0);
                    return new RateTest.Point(rate, 2.3 - 1.2 / (1 + 0.003 / rate) + rate);
                })
                .toList();
        var network = of(ENCODER, SHAPE, LABELS, provenance(history, 12, StopReason.ALL_EPOCHS_DONE));
        return TrainingView.of(
                        network,
                        OptionalLong.empty(),
                        Optional.of(new RateTest(points, 0.0021)),
                        List.of(),
                        Optional.empty())
                .toString();
    }

    /** Returns the data of a learner's view of a regression, R² below 0 at first, in a unit of large numbers. */
    public static String values(int epochs, boolean validated) {
        return TrainingView.of(
                        ofValues(epochs, validated),
                        validated ? OptionalLong.of(10_000) : OptionalLong.empty(),
                        Optional.empty(),
                        List.of(),
                        Optional.empty())
                .toString();
    }

    /** Returns a regression whose errors are in a unit of large numbers. */
    public static TrainedNetwork ofValues(int epochs, boolean validated) {
        return of(
                new Values(List.of(new Standard(50_000, 9000)), ValueLoss.SQUARED, Optional.empty()),
                epochs,
                validated);
    }

    /** Returns a forecast of the three next values, as quantiles. */
    public static TrainedNetwork ofForecast(int epochs) {
        var forecast = new Forecast(3, false, List.of(0), List.of(), Normalization.WINDOW);
        var quantiles = new Quantiles(List.of(0.1, 0.5, 0.9));
        return of(new Values(List.of(Standard.NONE), quantiles, Optional.of(forecast)), epochs, true);
    }

    private static TrainedNetwork of(Values head, int epochs, boolean validated) {
        var history = IntStream.rangeClosed(1, epochs)
                .mapToObj(number -> {
                    double error = 1 + 8.0 / number;
                    var epoch = epoch(number, validated);
                    return new EpochRecord(
                            number,
                            new Evaluation(1 - error / 4, error, Optional.of(new Errors(1234 * error, 2345 * error))),
                            epoch.duration(),
                            epoch.samplesPerSecond(),
                            epoch.validation()
                                    .map(any -> new Evaluation(
                                            1 - error / 3, error, Optional.of(new Errors(1500 * error, 3000 * error)))),
                            epoch.device(),
                            epoch.learningRate());
                })
                .toList();
        var architecture = new Architecture(ENCODER, head);
        return new TrainedNetwork(
                architecture,
                NetworkInput.of(SHAPE),
                LabelDomain.of("demand"),
                new float[(int) architecture.parameterCount(SHAPE)],
                new float[0],
                epochs,
                provenance(history, epochs, StopReason.ALL_EPOCHS_DONE));
    }

    /** Returns the data of the view of a training that runs, or has ended without a network. */
    public static String unfinished(int epochs, String outcome, boolean runs) {
        var view = TrainingView.unfinished(
                "LSTM, 1 layer of 2 units",
                outcome,
                history(epochs, 0),
                Optional.empty(),
                List.of(Facts.of("Data", Facts.fact("Training sequences", "60,000"))));
        return (runs ? view.with("fraction", 0.375) : view).toString();
    }

    /** Returns the data of a learner's view of a network. */
    public static String view(TrainedNetwork network) {
        return TrainingView.of(network, OptionalLong.of(Long.MAX_VALUE), Optional.empty(), List.of(), Optional.empty())
                .toString();
    }

    /** Returns a network whose loss halves with each epoch, on validation data a quarter above it. */
    public static TrainedNetwork of(int epochs, boolean validated, int kept, StopReason reason) {
        return of(ENCODER, SHAPE, LABELS, provenance(history(epochs, validated ? 0 : epochs), kept, reason));
    }

    /** Returns a network that was trained without validation data first, and then resumed with them. */
    public static TrainedNetwork resumed(int unvalidated, int validated) {
        int epochs = unvalidated + validated;
        return of(ENCODER, SHAPE, LABELS, provenance(history(epochs, unvalidated), epochs, StopReason.ALL_EPOCHS_DONE));
    }

    /** Returns a network that this device trained for one epoch. */
    public static TrainedNetwork on(String device) {
        var epoch = epoch(1, false);
        var history = List.of(new EpochRecord(
                1,
                epoch.training(),
                epoch.duration(),
                epoch.samplesPerSecond(),
                epoch.validation(),
                device,
                epoch.learningRate()));
        return of(ENCODER, SHAPE, LABELS, provenance(history, 1, StopReason.ALL_EPOCHS_DONE));
    }

    /** Returns a larger network with such a history of three epochs. */
    public static TrainedNetwork of(Recurrent encoder, SequenceShape shape, LabelDomain labels) {
        return of(encoder, shape, labels, provenance(history(3, 0), 3, StopReason.ALL_EPOCHS_DONE));
    }

    /** Returns a network with these parameters and such a history of three epochs. */
    public static TrainedNetwork of(
            Architecture architecture, SequenceShape shape, LabelDomain labels, float... parameters) {
        var provenance = provenance(history(3, 0), 3, StopReason.ALL_EPOCHS_DONE);
        return new TrainedNetwork(
                architecture, NetworkInput.of(shape), labels, parameters, new float[0], 3, provenance);
    }

    private static TrainedNetwork of(
            Recurrent encoder, SequenceShape shape, LabelDomain labels, Provenance provenance) {
        var architecture = new Architecture(encoder, Classes.of(labels));
        int parameters = (int) architecture.parameterCount(shape);
        return new TrainedNetwork(
                architecture,
                NetworkInput.of(shape),
                labels,
                new float[parameters],
                new float[0],
                provenance.history().size(),
                provenance);
    }

    private static List<EpochRecord> history(int epochs, int unvalidated) {
        return IntStream.rangeClosed(1, epochs)
                .mapToObj(epoch -> epoch(epoch, epoch > unvalidated))
                .toList();
    }

    private static EpochRecord epoch(int epoch, boolean validated) {
        double loss = Math.pow(0.5, Math.min(epoch - 1, 12));
        Optional<Evaluation> validation =
                validated ? Optional.of(new Evaluation(0.75 - loss / 2, loss + 0.25)) : Optional.empty();
        return new EpochRecord(
                epoch,
                new Evaluation(1 - loss / 2, loss),
                Duration.ofMillis(2250),
                1000,
                validation,
                "CPU, 2 threads",
                OptionalDouble.of(0.001));
    }

    private static Provenance provenance(List<EpochRecord> history, int kept, StopReason reason) {
        return new Provenance(
                "0.1.0",
                "Deeplearning4j 1.0.0-M2.1",
                "OpenJDK 17.0.12",
                "Linux amd64",
                "CPU, 2 threads",
                Instant.parse("2026-11-25T11:02:19Z"),
                60_000,
                0,
                TrainingOptions.defaults(),
                history,
                kept,
                reason);
    }
}
