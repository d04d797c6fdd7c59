import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.stream.IntStream;
import org.seqnet.engine.idx.LabelledIdxReader;
import org.seqnet.engine.inference.Classifier;
import org.seqnet.engine.network.Architecture;
import org.seqnet.engine.network.Cell;
import org.seqnet.engine.network.Classes;
import org.seqnet.engine.network.Convolutional;
import org.seqnet.engine.network.Encoder;
import org.seqnet.engine.network.Recurrent;
import org.seqnet.engine.options.TrainingOptions;
import org.seqnet.engine.sequence.InputForm;
import org.seqnet.engine.sequence.LabelDomain;
import org.seqnet.engine.sequence.LabelledSequences;
import org.seqnet.engine.sequence.Scaling;
import org.seqnet.engine.sequence.SequenceShape;
import org.seqnet.engine.sequence.Sequences;
import org.seqnet.engine.trained.TrainedNetwork;
import org.seqnet.engine.training.BatchProgress;
import org.seqnet.engine.training.Trainer;
import org.seqnet.engine.training.TrainingListener;

/** The engine as the nodes call it: one endless training that its listener holds between turns, and classifiers. */
final class Ours implements Contender {
    private static final int FOR_CLASSIFIERS = 1000;

    private final Path data;
    private final Encoder encoder;
    private final TrainingOptions options;
    private final BlockingQueue<Integer> turns = new SynchronousQueue<>();
    private final BlockingQueue<Double> losses = new SynchronousQueue<>();
    private final Map<Integer, Classifier> classifiers = new HashMap<>();
    private LabelledSequences test;
    private TrainedNetwork trained;

    private Ours(Path data, Encoder encoder, int batchSize, int threads) {
        this.data = data;
        this.encoder = encoder;
        this.options = TrainingOptions.defaults().withBatchSize(batchSize).withThreads(threads);
    }

    public static void main(String[] arguments) throws Exception {
        var ours = new Ours(
                Path.of(arguments[0]),
                encoder(arguments[1], Integer.parseInt(arguments[2])),
                Integer.parseInt(arguments[3]),
                Integer.parseInt(arguments[4]));
        var trainer = new Thread(ours::trainInTurns, "trainer");
        trainer.setDaemon(true);
        trainer.start();
        Contender.serve(ours);
    }

    private static Encoder encoder(String network, int hiddenUnits) {
        return switch (network) {
            case "LSTM" -> new Recurrent(Cell.LSTM, 2, hiddenUnits, 0, 1);
            case "RNN-tanh" -> new Recurrent(Cell.RNN_TANH, 2, hiddenUnits, 0, 0);
            case "RNN-ReLU" -> new Recurrent(Cell.RNN_RELU, 2, hiddenUnits, 0, 0);
            case "CNN" -> {
                var reference = Convolutional.reference();
                yield new Convolutional(
                        reference.channels(), reference.blocks(), hiddenUnits, reference.denseDropout());
            }
            default -> throw new IllegalArgumentException("No such network: " + network);
        };
    }

    @Override
    public double train(int miniBatches) throws InterruptedException {
        turns.put(miniBatches);
        return losses.take();
    }

    private void trainInTurns() {
        try {
            var training = read("train", Integer.MAX_VALUE);
            var pace = new Pace(turns.take());
            new Trainer()
                    .train(
                            new Architecture(encoder, Classes.of(training.domain())),
                            options.withEpochs(1_000_000),
                            training,
                            Optional.empty(),
                            pace);
        } catch (Exception | Error e) {
            e.printStackTrace();
            System.exit(1);
        }
    }

    /** Counts the mini-batches of a turn, and makes the trainer wait for the next one. */
    private final class Pace implements TrainingListener {
        private int left;

        Pace(int turn) {
            left = turn;
        }

        @Override
        public void batchEnded(BatchProgress progress) {
            if (--left == 0) {
                try {
                    losses.put(progress.loss());
                    left = turns.take();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        }
    }

    @Override
    public double classify(int batchSize) throws IOException {
        if (trained == null) {
            // The endless training hands out no network before its end.
            test = read("t10k", Integer.MAX_VALUE);
            trained = new Trainer()
                    .train(
                            new Architecture(
                                    encoder,
                                    Classes.of(read("train", FOR_CLASSIFIERS).domain())),
                            options.withEpochs(1),
                            read("train", FOR_CLASSIFIERS),
                            Optional.empty(),
                            TrainingListener.NONE)
                    .network();
        }
        var classifier =
                classifiers.computeIfAbsent(batchSize, size -> Classifier.of(trained, size, options.threads()));
        var probabilities =
                classifier.probabilities(test.sequences(), 0, test.sequences().size(), () -> false);
        int classes = test.domain().size();
        return IntStream.range(0, test.size())
                        .filter(n -> likeliest(probabilities, n * classes, classes) == test.label(n))
                        .count()
                / (double) test.size();
    }

    private static int likeliest(float[] probabilities, int offset, int classes) {
        int best = 0;
        for (int k = 1; k < classes; k++) {
            if (probabilities[offset + k] > probabilities[offset + best]) {
                best = k;
            }
        }
        return best;
    }

    private LabelledSequences read(String split, int most) throws IOException {
        try (var reader = LabelledIdxReader.open(
                data.resolve(split + "-images-idx3-ubyte"), data.resolve(split + "-labels-idx1-ubyte"))) {
            var size = reader.header().itemShape();
            var packer = Sequences.packer(new SequenceShape(size.size(0), size.size(1)), InputForm.SEQUENCES, "");
            var labels = new int[Math.min(most, reader.header().count())];
            for (int n = 0; n < labels.length; n++) {
                var item = reader.next();
                packer.add(Scaling.UNIT_RANGE.apply(item.tensor()));
                labels[n] = item.label();
            }
            return new LabelledSequences(packer.build(), labels, new LabelDomain(List.of("0123456789".split(""))));
        }
    }
}
