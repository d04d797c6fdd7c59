package org.seqnet.spark.predict;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.seqnet.engine.inference.Classifier;
import org.seqnet.engine.network.Cell;
import org.seqnet.engine.network.Classes;
import org.seqnet.engine.network.ConvolutionBlock;
import org.seqnet.engine.network.Convolutional;
import org.seqnet.engine.network.Encoder;
import org.seqnet.engine.network.Recurrent;
import org.seqnet.engine.sequence.InputForm;
import org.seqnet.engine.sequence.LabelDomain;
import org.seqnet.engine.sequence.SequenceShape;
import org.seqnet.engine.sequence.Sequences;
import org.seqnet.engine.tensor.Shape;
import org.seqnet.engine.tensor.Tensor;
import org.seqnet.engine.trained.NetworkInput;
import org.seqnet.engine.trained.TrainedNetwork;

/**
 * Measures how fast {@link SparkPredictor} scores beside the engine alone, in turn, with as many cores: prints the
 * median of each and their ratio. Images of 28 x 28 floats come from Spark's cache and from the engine's own arrays;
 * predictions are thrown away. The arguments are the cores, the rows and the turns, by default 2, 60000 and 7.
 */
public final class ScoringSpeed {
    private static final SequenceShape SHAPE = new SequenceShape(28, 28);
    private static final LabelDomain DIGITS =
            LabelDomain.of(IntStream.range(0, 10).mapToObj(Integer::toString).toArray(String[]::new));

    private final int cores;
    private final int rows;
    private final int turns;

    private ScoringSpeed(int cores, int rows, int turns) {
        this.cores = cores;
        this.rows = rows;
        this.turns = turns;
    }

    /** Measures. */
    public static void main(String[] arguments) throws Exception {
        var numbers = Arrays.stream(arguments).mapToInt(Integer::parseInt).toArray();
        new ScoringSpeed(
                        numbers.length > 0 ? numbers[0] : 2,
                        numbers.length > 1 ? numbers[1] : 60_000,
                        numbers.length > 2 ? numbers[2] : 7)
                .run();
    }

    private void run() throws Exception {
        var session = SparkSession.builder()
                .master("local[" + cores + "]")
                .config("spark.ui.enabled", "false")
                .config("spark.driver.host", "127.0.0.1")
                .config("spark.driver.bindAddress", "127.0.0.1")
                .getOrCreate();
        var lists = session.range(0, rows, 1, cores)
                .selectExpr(
                        "id",
                        "transform(sequence(1, 784), x -> cast((x * 7919 + id * 104729) % 1000 / 1000 as float))"
                                + " as image")
                .cache();
        lists.count();
        var wide = lists.selectExpr(IntStream.rangeClosed(0, 784)
                        .mapToObj(i -> i == 0 ? "id" : "image[" + (i - 1) + "] as p" + i)
                        .toArray(String[]::new))
                .cache();
        wide.count();
        var random = new Random(1);
        var parts = IntStream.range(0, cores)
                .mapToObj(core -> packed(random, rows / cores))
                .toList();
        measure("LSTM, 128 units", new Recurrent(Cell.LSTM, 1, 128, 0, 1), lists, wide, parts);
        measure("LSTM, 2 x 128 units", new Recurrent(Cell.LSTM, 2, 128, 0, 1), lists, wide, parts);
        measure("GRU, 32 units", new Recurrent(Cell.GRU, 1, 32, 0, 0), lists, wide, parts);
        measure(
                "CNN, 16 and 32 filters",
                new Convolutional(
                        1,
                        List.of(
                                new ConvolutionBlock(16, 3, 1, 2, false, 0),
                                new ConvolutionBlock(32, 3, 1, 2, false, 0)),
                        64,
                        0),
                lists,
                wide,
                parts);
        session.stop();
    }

    private static Sequences packed(Random random, int count) {
        var packer = Sequences.packer(SHAPE, InputForm.SEQUENCES, "");
        var values = new float[784];
        for (int n = 0; n < count; n++) {
            for (int i = 0; i < values.length; i++) {
                values[i] = random.nextFloat();
            }
            packer.add(Tensor.ofFloats(Shape.of(28, 28), values));
        }
        return packer.build();
    }

    private void measure(String name, Encoder encoder, Dataset<Row> lists, Dataset<Row> wide, List<Sequences> parts)
            throws Exception {
        var network = Networks.network(encoder, Classes.of(DIGITS), 1, NetworkInput.of(SHAPE), DIGITS);
        var pixels = IntStream.rangeClosed(1, 784).mapToObj(i -> "p" + i).toArray(String[]::new);
        var speeds = new double[3][turns];
        for (int turn = -2; turn < turns; turn++) {
            double engine = speed(() -> engine(network, parts));
            double list = speed(() -> spark(new SparkPredictor(network).append(lists, "image")));
            double columns = speed(() -> spark(new SparkPredictor(network).append(wide, pixels)));
            if (turn >= 0) {
                speeds[0][turn] = engine;
                speeds[1][turn] = list;
                speeds[2][turn] = columns;
            }
        }
        double engine = median(speeds[0]);
        System.out.printf(
                Locale.ROOT,
                "%s: engine %.0f rows/s, lists %.0f (%.1f %%), wide columns %.0f (%.1f %%), %d cores%n",
                name,
                engine,
                median(speeds[1]),
                100 * median(speeds[1]) / engine,
                median(speeds[2]),
                100 * median(speeds[2]) / engine,
                cores);
    }

    private interface Work {
        void run() throws Exception;
    }

    private double speed(Work work) throws Exception {
        long start = System.nanoTime();
        work.run();
        return rows * 1e9 / (System.nanoTime() - start);
    }

    private static double median(double[] values) {
        return Arrays.stream(values).sorted().toArray()[values.length / 2];
    }

    private static void spark(Dataset<Row> scored) {
        scored.write().format("noop").mode("overwrite").save();
    }

    private static void engine(TrainedNetwork network, List<Sequences> parts) throws Exception {
        var threads = Executors.newFixedThreadPool(parts.size());
        try {
            var running = threads.invokeAll(parts.stream()
                    .map(part -> (Callable<float[]>) () -> {
                        try (var classifier = Classifier.of(network, 1000, 1)) {
                            return classifier.probabilities(part, 0, part.size(), () -> false);
                        }
                    })
                    .toList());
            for (Future<float[]> one : running) {
                one.get();
            }
        } finally {
            threads.shutdown();
        }
    }
}
