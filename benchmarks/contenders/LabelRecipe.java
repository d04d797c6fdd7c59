import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import org.seqnet.engine.inference.LabelSearch;
import org.seqnet.engine.network.Architecture;
import org.seqnet.engine.network.ConvolutionBlock;
import org.seqnet.engine.network.Convolutional;
import org.seqnet.engine.network.Head;
import org.seqnet.engine.network.IndependentLabels;
import org.seqnet.engine.network.LabelPath;
import org.seqnet.engine.sequence.LabelledSequences;

/** The networks of several labels, as {@code harness/label_cases.py} states them once for us and for PyTorch. */
record LabelRecipe(Convolutional encoder, int embeddingSize, int units, int beamWidth) {

    /** Reads settings, each a name, {@code =} and a value. */
    static LabelRecipe of(int denseUnits, List<String> settings) {
        var values = new HashMap<String, String>();
        settings.forEach(setting -> values.put(setting.split("=")[0], setting.split("=")[1]));
        boolean normalized = Boolean.parseBoolean(values.get("normalized"));
        double dropout = Double.parseDouble(values.get("dropout"));
        var blocks = Arrays.stream(values.get("filters").split(","))
                .map(filters -> new ConvolutionBlock(Integer.parseInt(filters), 3, 1, 2, normalized, dropout))
                .toList();
        return new LabelRecipe(
                new Convolutional(1, blocks, denseUnits, Double.parseDouble(values.get("denseDropout"))),
                Integer.parseInt(values.get("embedding")),
                Integer.parseInt(values.get("units")),
                Integer.parseInt(values.get("beam")));
    }

    /** Returns the network of a name for what it is to learn. */
    Architecture architecture(String network, LabelledSequences training) {
        int labels = training.domain().size();
        Head head =
                switch (network) {
                    case "CNN-RNN" -> new LabelPath(
                            labels, embeddingSize, units, LabelPath.frequentFirst(training.labels(), labels));
                    case "CNN-RNN in any order" -> new LabelPath(labels, embeddingSize, units, List.of());
                    case "CNN of labels" -> IndependentLabels.of(training.domain());
                    default -> throw new IllegalArgumentException("No such network: " + network);
                };
        return new Architecture(encoder, head);
    }

    /** Returns how the labels of an image are found. */
    LabelSearch search() {
        return new LabelSearch(beamWidth, 0, false);
    }
}
