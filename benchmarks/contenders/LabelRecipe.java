import java.util.Arrays;
import java.util.List;
import org.seqnet.engine.inference.LabelSearch;
import org.seqnet.engine.network.Architecture;
import org.seqnet.engine.network.ConvolutionBlock;
import org.seqnet.engine.network.Convolutional;
import org.seqnet.engine.network.Head;
import org.seqnet.engine.network.IndependentLabels;
import org.seqnet.engine.network.LabelPath;
import org.seqnet.engine.options.EarlyStopping;
import org.seqnet.engine.options.EarlyStopping.Measure;
import org.seqnet.engine.options.TrainingOptions;
import org.seqnet.engine.options.Updater;
import org.seqnet.engine.sequence.LabelledSequences;

/** The networks of several labels, as {@code harness/label_cases.py} states them once for us and for PyTorch. */
record LabelRecipe(Settings settings) {
    static final String CNN_RNN = "CNN-RNN";
    static final String ANY_ORDER = "CNN-RNN in any order";
    static final String CNN = "CNN of labels";

    /** Reads settings, each a name, {@code =} and a value. */
    static LabelRecipe of(List<String> settings) {
        return new LabelRecipe(Settings.of(settings));
    }

    /** Returns the network of a name for what it is to learn. */
    Architecture architecture(String network, LabelledSequences training) {
        int labels = training.domain().size();
        int embedding = settings.integer("embedding");
        int units = settings.integer("units");
        Head head =
                switch (network) {
                    case CNN_RNN -> new LabelPath(
                            labels, embedding, units, LabelPath.frequentFirst(training.labels(), labels));
                    case ANY_ORDER -> new LabelPath(labels, embedding, units, List.of());
                    case CNN -> IndependentLabels.of(training.domain());
                    default -> throw new IllegalArgumentException("No such network: " + network);
                };
        return new Architecture(encoder(), head);
    }

    private Convolutional encoder() {
        boolean normalized = Boolean.parseBoolean(settings.text("normalized"));
        var blocks = Arrays.stream(settings.text("filters").split(","))
                .map(filters -> new ConvolutionBlock(
                        Integer.parseInt(filters), 3, 1, 2, normalized, settings.number("dropout")))
                .toList();
        return new Convolutional(1, blocks, settings.integer("dense"), settings.number("denseDropout"));
    }

    /** Returns how the networks learn whose figures are compared. */
    TrainingOptions options(long seed) {
        return TrainingOptions.defaults()
                .withSeed(seed)
                .withBatchSize(settings.integer("batch"))
                .withUpdater(Updater.ADAM, settings.number("learningRate"))
                .withEpochs(settings.integer("epochs"))
                .withEarlyStopping(new EarlyStopping(Measure.VALIDATION_LOSS, settings.integer("patience"), 0));
    }

    /**
     * Returns how the labels of an image are found.
     *
     * @param scores whether each label is given a score
     */
    LabelSearch search(boolean scores) {
        return new LabelSearch(settings.integer("beam"), 0, scores, false);
    }
}
