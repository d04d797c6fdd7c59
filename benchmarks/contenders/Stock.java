import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** The same network in Deeplearning4j as published, trained with its own fit, all its settings left alone. */
final class Stock implements Contender {
    private static final int CLASSES = 10;

    /** Images of one split, steps x features bytes each, and their classes. */
    private record Split(byte[] images, byte[] labels, int steps, int features) {
        static Split read(Path data, String name) throws IOException {
            try (var images = open(data.resolve(name + "-images-idx3-ubyte"));
                    var labels = open(data.resolve(name + "-labels-idx1-ubyte"))) {
                images.readInt();
                int count = images.readInt();
                int steps = images.readInt();
                int features = images.readInt();
                labels.skipNBytes(8);
                return new Split(
                        images.readNBytes(count * steps * features), labels.readNBytes(count), steps, features);
            }
        }

        private static DataInputStream open(Path file) throws IOException {
            return new DataInputStream(Files.newInputStream(file));
        }

        int size() {
            return labels.length;
        }

        float[] values(int[] order, int from, int count) {
            int length = steps * features;
            var values = new float[count * length];
            for (int n = 0; n < count; n++) {
                for (int i = 0; i < length; i++) {
                    values[n * length + i] = (images[order[from + n] * length + i] & 255) / 255f;
                }
            }
            return values;
        }

        float[] oneHot(int[] order, int from, int count) {
            var values = new float[count * CLASSES];
            for (int n = 0; n < count; n++) {
                values[n * CLASSES + labels[order[from + n]]] = 1;
            }
            return values;
        }
    }

    private final Split training;
    private final Split test;
    private final int batchSize;
    private final MultiLayerNetwork network;
    private final Random random = new Random(1);
    private final int[] order;
    private int position;

    private Stock(Path data, int hiddenUnits, int batchSize) throws IOException {
        this.training = Split.read(data, "train");
        this.test = Split.read(data, "t10k");
        this.batchSize = batchSize;
        this.order = countUpTo(training.size());
        this.position = order.length;
        this.network = new MultiLayerNetwork(new NeuralNetConfiguration.Builder()
                .updater(new Adam(0.001))
                .list()
                .layer(lstm(training.features(), hiddenUnits))
                .layer(new LastTimeStep(lstm(hiddenUnits, hiddenUnits)))
                .layer(new OutputLayer.Builder(LossFunction.MCXENT)
                        .nIn(hiddenUnits)
                        .nOut(CLASSES)
                        .activation(Activation.SOFTMAX)
                        .build())
                .build());
        network.init();
    }

    private static LSTM lstm(int inputs, int units) {
        return new LSTM.Builder()
                .nIn(inputs)
                .nOut(units)
                .activation(Activation.TANH)
                .forgetGateBiasInit(1)
                .dataFormat(RNNFormat.NWC)
                .build();
    }

    public static void main(String[] arguments) throws Exception {
        Contender.serve(new Stock(
                Path.of(arguments[0]), Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2])));
    }

    @Override
    public double train(int miniBatches) {
        double loss = 0;
        for (int n = 0; n < miniBatches; n++) {
            if (position + batchSize > order.length) {
                shuffle();
            }
            var shape = new long[] {batchSize, training.steps(), training.features()};
            var features = Nd4j.createFromArray(training.values(order, position, batchSize)).reshape(shape);
            var labels = Nd4j.createFromArray(training.oneHot(order, position, batchSize)).reshape(batchSize, CLASSES);
            network.fit(features, labels);
            loss += network.score();
            position += batchSize;
        }
        return loss / miniBatches;
    }

    @Override
    public double classify(int batch) {
        var inOrder = countUpTo(test.size());
        int correct = 0;
        for (int from = 0; from < test.size(); from += batch) {
            int count = Math.min(batch, test.size() - from);
            var features = Nd4j.createFromArray(test.values(inOrder, from, count))
                    .reshape(count, test.steps(), test.features());
            var likeliest = network.output(features).argMax(1).toIntVector();
            for (int n = 0; n < count; n++) {
                correct += likeliest[n] == test.labels()[from + n] ? 1 : 0;
            }
        }
        return correct / (double) test.size();
    }

    private void shuffle() {
        for (int i = order.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int swapped = order[i];
            order[i] = order[j];
            order[j] = swapped;
        }
        position = 0;
    }

    private static int[] countUpTo(int size) {
        var numbers = new int[size];
        for (int i = 0; i < size; i++) {
            numbers[i] = i;
        }
        return numbers;
    }
}
