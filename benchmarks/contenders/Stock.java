import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration.ListBuilder;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BaseRecurrentLayer;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.deeplearning4j.nn.conf.layers.recurrent.SimpleRnn;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
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
    private final boolean recurrent;
    private final MultiLayerNetwork network;
    private final Random random = new Random(1);
    private final int[] order;
    private int position;

    private Stock(Path data, String name, int hiddenUnits, int batchSize) throws IOException {
        this.training = Split.read(data, "train");
        this.test = Split.read(data, "t10k");
        this.batchSize = batchSize;
        this.recurrent = !name.equals("CNN");
        this.order = countUpTo(training.size());
        this.position = order.length;
        var layers =
                new NeuralNetConfiguration.Builder().updater(new Adam(0.001)).list();
        if (recurrent) {
            layers.layer(recurrent(name, training.features(), hiddenUnits))
                    .layer(new LastTimeStep(recurrent(name, hiddenUnits, hiddenUnits)));
        } else {
            addConvolutions(layers, hiddenUnits);
        }
        this.network = new MultiLayerNetwork(layers.layer(new OutputLayer.Builder(LossFunction.MCXENT)
                        .nIn(hiddenUnits)
                        .nOut(CLASSES)
                        .activation(Activation.SOFTMAX)
                        .build())
                .build());
        network.init();
    }

    private void addConvolutions(ListBuilder layers, int denseUnits) {
        for (int filters : new int[] {32, 64}) {
            layers.layer(new ConvolutionLayer.Builder(3, 3)
                            .padding(1, 1)
                            .nOut(filters)
                            .activation(Activation.RELU)
                            .build())
                    .layer(new SubsamplingLayer.Builder()
                            .kernelSize(2, 2)
                            .stride(2, 2)
                            .build())
                    .layer(new DropoutLayer.Builder(0.9).build());
        }
        layers.layer(new DenseLayer.Builder()
                        .nOut(denseUnits)
                        .activation(Activation.RELU)
                        .build())
                .layer(new DropoutLayer.Builder(0.6).build())
                .setInputType(InputType.convolutionalFlat(training.steps(), training.features(), 1));
    }

    private static BaseRecurrentLayer recurrent(String name, int inputs, int units) {
        BaseRecurrentLayer.Builder<?> builder = name.equals("LSTM")
                ? new LSTM.Builder().forgetGateBiasInit(1).activation(Activation.TANH)
                : new SimpleRnn.Builder().activation(name.equals("RNN-ReLU") ? Activation.RELU : Activation.TANH);
        return builder.nIn(inputs).nOut(units).dataFormat(RNNFormat.NWC).build();
    }

    public static void main(String[] arguments) throws Exception {
        Contender.serve(new Stock(
                Path.of(arguments[0]), arguments[1], Integer.parseInt(arguments[2]), Integer.parseInt(arguments[3])));
    }

    @Override
    public double train(int miniBatches) {
        double loss = 0;
        for (int n = 0; n < miniBatches; n++) {
            if (position + batchSize > order.length) {
                shuffle();
            }
            var features = images(training, order, position, batchSize);
            var labels = Nd4j.createFromArray(training.oneHot(order, position, batchSize))
                    .reshape(batchSize, CLASSES);
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
            var features = images(test, inOrder, from, count);
            var likeliest = network.output(features).argMax(1).toIntVector();
            for (int n = 0; n < count; n++) {
                correct += likeliest[n] == test.labels()[from + n] ? 1 : 0;
            }
        }
        return correct / (double) test.size();
    }

    /** Returns images as the first layer reads them. */
    private INDArray images(Split split, int[] order, int from, int count) {
        var values = Nd4j.createFromArray(split.values(order, from, count));
        return recurrent
                ? values.reshape(count, split.steps(), split.features())
                : values.reshape(count, split.steps() * split.features());
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
