import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import org.seqnet.engine.kernel.MiniBatch;
import org.seqnet.engine.kernel.NetworkKernel;
import org.seqnet.engine.kernel.Precision;
import org.seqnet.engine.network.Architecture;
import org.seqnet.engine.network.Cell;
import org.seqnet.engine.network.Classes;
import org.seqnet.engine.network.Convolutional;
import org.seqnet.engine.network.Encoder;
import org.seqnet.engine.network.Head;
import org.seqnet.engine.network.IndependentLabels;
import org.seqnet.engine.network.LabelPath;
import org.seqnet.engine.network.Recurrent;
import org.seqnet.engine.network.SeedStream;
import org.seqnet.engine.network.SeedStream.Purpose;
import org.seqnet.engine.network.StartWeights;
import org.seqnet.engine.network.TemporalConvolutional;
import org.seqnet.engine.network.TemporalConvolutional.Design;
import org.seqnet.engine.sequence.LabelSets;
import org.seqnet.engine.sequence.SequenceShape;
import org.seqnet.engine.sequence.Targets;

/**
 * Measures what the processor does in a second: forward and backward passes of mini-batches by our kernels, on one
 * thread and on two, as the cost model of the bundle org.seqnet.cudnn needs to know it. worth.md has the figures.
 */
public final class ProcessorSpeed {
    private static final double SECONDS = 1.5;

    private record Case(String name, Encoder encoder, Head head, SequenceShape shape, int batch) {}

    private static Case recurrent(Cell cell, int layers, int units, int steps, int features, int batch) {
        var name = "%s %d x %d, %d x %d, batch %d".formatted(cell.title(), layers, units, steps, features, batch);
        var encoder = new Recurrent(cell, layers, units, 0, 0);
        return new Case(name, encoder, new Classes(10), new SequenceShape(steps, features), batch);
    }

    private static Case temporal(Design design, int filters, int depth, int steps, int features, int batch) {
        var name = "%s %d, %d x %d, batch %d".formatted(design.title(), filters, steps, features, batch);
        int kernel = design == Design.INCEPTION ? 40 : 8;
        var encoder = new TemporalConvolutional(design, filters, depth, kernel, 1, 0);
        return new Case(name, encoder, new Classes(10), new SequenceShape(steps, features), batch);
    }

    private static List<Case> cases() {
        var images = Convolutional.reference();
        var shape = new SequenceShape(28, 28);
        return List.of(
                recurrent(Cell.LSTM, 1, 8, 100, 1, 32),
                recurrent(Cell.LSTM, 2, 32, 28, 28, 32),
                recurrent(Cell.LSTM, 2, 32, 100, 6, 100),
                recurrent(Cell.LSTM, 2, 128, 28, 28, 32),
                recurrent(Cell.LSTM, 2, 128, 28, 28, 100),
                recurrent(Cell.LSTM, 2, 128, 28, 28, 512),
                recurrent(Cell.LSTM, 1, 128, 200, 1, 32),
                recurrent(Cell.LSTM, 2, 512, 28, 28, 100),
                recurrent(Cell.GRU, 2, 32, 28, 28, 32),
                recurrent(Cell.GRU, 2, 128, 28, 28, 100),
                recurrent(Cell.RNN_TANH, 2, 128, 28, 28, 100),
                new Case("CNN, 28 x 28, batch 32", images, new Classes(10), shape, 32),
                new Case("CNN, 28 x 28, batch 100", images, new Classes(10), shape, 100),
                new Case(
                        "CNN of labels, 28 x 28, batch 64",
                        images,
                        new IndependentLabels(Collections.nCopies(10, 0.5f)),
                        shape,
                        64),
                new Case(
                        "CNN-RNN, 28 x 28, batch 64",
                        images,
                        new LabelPath(
                                10, 64, 128, IntStream.range(0, 10).boxed().toList()),
                        shape,
                        64),
                temporal(Design.FCN, 32, 3, 150, 1, 16),
                temporal(Design.FCN, 128, 3, 150, 1, 16),
                temporal(Design.FCN, 128, 3, 150, 6, 32),
                temporal(Design.INCEPTION, 32, 6, 150, 1, 32),
                temporal(Design.RESNET, 64, 3, 150, 6, 32));
    }

    private static MiniBatch batch(Case job) {
        var random = new Random(1);
        var values = new float[job.batch() * job.shape().values()];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextFloat();
        }
        var steps = new int[job.batch()];
        Arrays.fill(steps, job.shape().timeSteps());
        boolean one = job.head() instanceof Classes;
        var labels = LabelSets.of(random.ints(job.batch(), 0, 7)
                .mapToObj(k -> one ? new int[] {k} : new int[] {k, k + 1, k + 3})
                .toList());
        return new MiniBatch(values, steps, new Targets(labels), job.batch());
    }

    /** Returns the seconds of the quickest of several runs. */
    private static double seconds(Runnable run, boolean ownTimeOnly) {
        var threads = ManagementFactory.getThreadMXBean();
        double end = System.nanoTime() + SECONDS * 1e9;
        double best = Double.MAX_VALUE;
        for (int i = 0; i < 5 || System.nanoTime() < end; i++) {
            long from = ownTimeOnly ? threads.getCurrentThreadCpuTime() : System.nanoTime();
            run.run();
            long to = ownTimeOnly ? threads.getCurrentThreadCpuTime() : System.nanoTime();
            best = Math.min(best, (to - from) / 1e9);
        }
        return best;
    }

    private static void measure(Case job) {
        var architecture = new Architecture(job.encoder(), job.head());
        var parameters = StartWeights.of(architecture, job.shape(), 1);
        var gradients = new float[parameters.length];
        var batch = batch(job);
        var times = new double[4];
        for (int threads = 1; threads <= 2; threads++) {
            try (var kernel = NetworkKernel.ofProcessor(architecture, job.shape(), threads, 0, Precision.SINGLE)) {
                var stream = new SeedStream(1, Purpose.DROPOUT);
                times[threads - 1] =
                        seconds(() -> kernel.differentiate(parameters, batch, stream, gradients), threads == 1);
                kernel.load(parameters);
                var outputs = new float[job.batch() * job.head().outputs()];
                int size = job.shape().values();
                times[threads + 1] = seconds(
                        () -> kernel.predict(
                                (n, target, at) -> System.arraycopy(batch.values(), n * size, target, at, size),
                                batch.timeSteps(),
                                job.batch(),
                                outputs,
                                0),
                        threads == 1);
            }
        }
        double operations = (double) architecture.operations(job.shape()) * job.batch();
        System.out.printf(
                Locale.ROOT,
                "| %-40s | %8.4f | %8.3f | %8.3f | %6.1f | %6.1f | %6.1f | %6.1f |%n",
                job.name(),
                operations / 1e9,
                times[0] * 1e3,
                times[1] * 1e3,
                3 * operations / times[0] / 1e9,
                3 * operations / times[1] / 1e9,
                operations / times[2] / 1e9,
                operations / times[3] / 1e9);
    }

    public static void main(String[] arguments) {
        System.out.println("| mini-batch | GFLOP, forward | ms, 1 thread | 2 | GFLOP/s learning | 2 | answering | 2 |");
        System.out.println("|---|---|---|---|---|---|---|---|");
        cases().forEach(ProcessorSpeed::measure);
    }
}
