package org.seqnet.engine.kernel;

import java.nio.FloatBuffer;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
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
import org.seqnet.engine.network.Cell;

/** One layer of the reference network over a mini-batch of 100 sequences of 28 steps. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class LayerBenchmark {
    private static final int SEQUENCES = 100;
    private static final int STEPS = 28;
    private static final int UNITS = 128;

    @Param({"oneDNN", "OpenBLAS"})
    String products;

    @Param({"28", "128"})
    int inputs;

    @Param({"1", "2"})
    int threads;

    private Workers workers;
    private RecurrentKernel kernel;
    private LayerParameters parameters;
    private LayerParameters gradients;
    private LayerInput input;
    private SequenceView output;
    private SequenceView outputGradient;
    private Optional<SequenceView> inputGradient;

    @Setup
    public void prepare() {
        MatrixProducts library = ProductsBenchmark.library(products);
        LayerShape shape = new LayerShape(Cell.LSTM, inputs, UNITS);
        workers = new Workers(threads, library);
        kernel = new CpuKernel(shape, library, workers);
        parameters = new LayerParameters(
                random(inputs * shape.gates()), random(UNITS * shape.gates()), random(shape.gates()));
        gradients = LayerParameters.zeros(shape);
        input = LayerInput.of(sequences(inputs));
        output = sequences(UNITS);
        outputGradient = sequences(UNITS);
        // The lowest layer has nobody to hand a gradient to.
        inputGradient = inputs == 28 ? Optional.empty() : Optional.of(sequences(inputs));
    }

    @Benchmark
    public void forward() {
        kernel.forward(parameters, input, output, false);
    }

    @Benchmark
    public void forwardAndBackward() {
        kernel.forward(parameters, input, output, true);
        kernel.backward(outputGradient, 0, inputGradient, gradients);
    }

    @TearDown
    public void close() {
        kernel.close();
        workers.close();
    }

    private static SequenceView sequences(int features) {
        return SequenceView.bySequence(random(SEQUENCES * STEPS * features), SEQUENCES, STEPS, features);
    }

    private static FloatBuffer random(int length) {
        Random random = new Random(length);
        FloatBuffer values = FloatBuffer.allocate(length);
        for (int i = 0; i < length; i++) {
            values.put(i, (random.nextFloat() - 0.5f) / 4);
        }
        return values;
    }
}
