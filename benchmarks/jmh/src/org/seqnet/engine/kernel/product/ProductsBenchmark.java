package org.seqnet.engine.kernel.product;

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
import org.seqnet.engine.backend.Backend;
import org.seqnet.engine.kernel.product.NativeFloats.Cursor;

/**
 * One thread's product of a time step: rows of h times R of one gate. 2 * rows * units^2 operations. Only products by
 * weights that are laid out once are computed in mixed precision.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class ProductsBenchmark {
    @Param({"oneDNN", "OpenBLAS", "mixed"})
    String products;

    @Param({"16", "48", "100"})
    int rows;

    @Param({"128", "512"})
    int units;

    private MatrixProducts library;
    private Cursor a;
    private Cursor b;
    private Cursor c;
    private Weights weights;
    private Rows taken;

    /** Returns the library of this name, ready for the calling thread. */
    public static MatrixProducts library(String name) {
        Backend.start();
        var library =
                switch (name) {
                    case "oneDNN" -> OneDnn.load();
                    case "OpenBLAS" -> OpenBlas.load();
                    case "mixed" -> MixedLibrary.load();
                    default -> throw new IllegalArgumentException("No such products: " + name);
                };
        library.prepareThread();
        return library;
    }

    @Setup
    public void prepare() {
        library = library(products);
        int stride = NativeFloats.stride(units);
        a = new NativeFloats((long) rows * stride).cursor(stride);
        b = new NativeFloats((long) units * stride).cursor(stride);
        c = new NativeFloats((long) rows * stride).cursor(stride);
        weights = library.weights(units, units);
        weights.pack(b);
        taken = library.rows(rows, units);
    }

    @Benchmark
    public void multiply() {
        library.multiply(rows, units, units, a, b, 0, c);
    }

    @Benchmark
    public void multiplyByWeights() {
        taken.take(rows, a);
        weights.multiply(taken, 0, 0, c);
    }

    @Benchmark
    public void multiplyTransposed() {
        library.multiplyTransposed(units, units, rows, a, c, 0, b);
    }

    @TearDown
    public void close() {
        NativeMemory.closeAll(weights, taken);
    }
}
