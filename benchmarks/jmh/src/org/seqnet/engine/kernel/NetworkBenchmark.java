package org.seqnet.engine.kernel;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.seqnet.engine.kernel.product.ProductsBenchmark;
import org.seqnet.engine.network.Architecture;
import org.seqnet.engine.network.Cell;
import org.seqnet.engine.network.Classes;
import org.seqnet.engine.network.Recurrent;
import org.seqnet.engine.network.SeedStream;
import org.seqnet.engine.network.SeedStream.Purpose;
import org.seqnet.engine.sequence.LabelSets;
import org.seqnet.engine.sequence.SequenceShape;
import org.seqnet.engine.sequence.Targets;

/** The reference network, two layers and softmax, over 28 steps of 28 features. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class NetworkBenchmark {
    private static final int STEPS = 28;
    private static final int CLASSES = 10;
    private static final SeedStream NOTHING_DROPPED = new SeedStream(0, Purpose.DROPOUT);

    @Param({"oneDNN", "OpenBLAS", "mixed"})
    String products;

    @Param({"LSTM", "RNN_TANH"})
    Cell cell;

    @Param("128")
    int units;

    @Param({"100", "1000"})
    int sequences;

    @Param({"1", "2"})
    int threads;

    private NetworkKernel network;
    private float[] parameters;
    private float[] gradients;
    private MiniBatch batch;
    private float[] probabilities;

    @Setup
    public void prepare() {
        network = new LayerStack(
                new Architecture(new Recurrent(cell, 2, units, 0, 0), new Classes(CLASSES)),
                new SequenceShape(STEPS, STEPS),
                threads,
                0,
                ProductsBenchmark.library(products));
        Random random = new Random(1);
        parameters = new float[network.parameterCount()];
        for (int i = 0; i < parameters.length; i++) {
            parameters[i] = (random.nextFloat() - 0.5f) / 4;
        }
        gradients = new float[parameters.length];
        float[] values = new float[sequences * STEPS * STEPS];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextFloat();
        }
        int[] timeSteps = IntStream.generate(() -> STEPS).limit(sequences).toArray();
        batch = new MiniBatch(
                values,
                timeSteps,
                new Targets(
                        LabelSets.ofClasses(random.ints(sequences, 0, CLASSES).toArray())),
                sequences);
        probabilities = new float[sequences * CLASSES];
        network.load(parameters);
    }

    @Benchmark
    public void differentiate() {
        network.differentiate(parameters, batch, NOTHING_DROPPED, gradients);
    }

    @Benchmark
    public void predict() {
        int length = STEPS * STEPS;
        network.predict(
                (index, target, at) -> System.arraycopy(batch.values(), index * length, target, at, length),
                batch.timeSteps(),
                sequences,
                probabilities,
                0);
    }

    @TearDown
    public void close() {
        network.close();
    }
}
