package org.seqnet.exchange.export;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.network.Architecture;
import org.seqnet.engine.network.Embedding;
import org.seqnet.engine.network.Forecast;
import org.seqnet.engine.network.LabelPath;
import org.seqnet.engine.network.ParameterBlock;
import org.seqnet.engine.network.StepClasses;
import org.seqnet.engine.network.Values;
import org.seqnet.engine.sequence.LabelDomain;
import org.seqnet.engine.trained.NetworkInput;
import org.seqnet.engine.trained.TrainedNetwork;
import org.seqnet.engine.training.EngineVersion;
import org.seqnet.exchange.graph.GraphDraft;
import org.seqnet.exchange.graph.ModelDraft;

/** Draws a whole network: what it does with raw sequences, its layers and its answer. */
public final class NetworkGraph {
    private static final String PRODUCER = "Sequence Networks";

    /** Some constants have a number for each, whatever a file has weights for. */
    private static final int MOST_FEATURES = 1 << 22;

    private NetworkGraph() {}

    /**
     * Returns the graph of a network.
     *
     * @throws SeqNetException if it reads windows of several lengths that it relates to something
     */
    public static ModelDraft of(TrainedNetwork network) {
        return model(draw(network.architecture(), network.input(), network.labels()), Metadata.of(network));
    }

    /**
     * Returns the graph of one step of a label path.
     *
     * @throws SeqNetException if the network predicts no label paths
     */
    public static ModelDraft ofStep(TrainedNetwork network) {
        if (!(network.architecture().head() instanceof LabelPath path)) {
            throw new SeqNetException("The network %s; only one that predicts a path of labels has a graph of a step."
                    .formatted(network.architecture().head().purpose()));
        }
        var draft = new GraphDraft("step");
        new PathGraph(draft, path, headPlace(network.architecture(), network.input())).step();
        return model(draft, Metadata.ofStep(network));
    }

    private static ModelDraft model(GraphDraft draft, Map<String, String> metadata) {
        return new ModelDraft(draft.graph(), draft.weights(), PRODUCER, EngineVersion.get(), metadata);
    }

    /** Returns the graph of a network of which all is known but its parameters. */
    static GraphDraft draw(Architecture architecture, NetworkInput input, LabelDomain labels) {
        if (input.shape().features() > MOST_FEATURES) {
            throw new SeqNetException(String.format(
                    Locale.ROOT,
                    "The network reads %,d features at a time step; in an ONNX file, the most are %,d.",
                    input.shape().features(),
                    MOST_FEATURES));
        }
        var draft = new GraphDraft("network");
        var window = new WindowGraph(draft, forecast(architecture), input.shape());
        var taken = new NetworkInput(window.taken(), input.preparation(), input.vocabulary(), input.preprocessing());
        var raw = InputGraph.draw(draft, taken, architecture.encoder());
        var formed = new Read(window.read(raw.values()), raw.lengths(), input.shape());
        var read = PreprocessingGraph.draw(draft, input.preprocessing(), formed);
        int headPlace = headPlace(architecture, input);
        int size = (int) (architecture.parameterCount(input.preprocessed()) / architecture.members());
        var answers = new ArrayList<String>();
        for (int member = 0; member < architecture.members(); member++) {
            var own = architecture.members() == 1 ? draft : draft.member("member" + (member + 1), member * size);
            answers.add(HeadGraph.draw(own, architecture, headPlace, encoded(own, architecture, read)));
        }
        int axes = architecture.head() instanceof StepClasses ? 3 : 2;
        var answer = MissingGraph.draw(draft, input, read, axes, mean(draft, answers));
        new AnswerGraph(draft, architecture, labels).draw(answer, headPlace, InputGraph.time(input.shape()), window);
        return draft;
    }

    /** Draws the layers of one network, or of one member of an ensemble, below its head. */
    private static Encoded encoded(GraphDraft draft, Architecture architecture, Read read) {
        var embedding = architecture.embedding();
        int first = embedding.map(Embedding::parameterCount).orElse(0);
        var embedded = embedding
                .map(vectors -> EmbeddingGraph.draw(draft, vectors, read))
                .orElse(read);
        return EncoderGraph.draw(draft, architecture.encoder(), first, embedded);
    }

    private static Optional<Forecast> forecast(Architecture architecture) {
        return architecture.head() instanceof Values values ? values.forecast() : Optional.empty();
    }

    /** Returns where the parameters of the head begin, of an ensemble those of a member's. */
    private static int headPlace(Architecture architecture, NetworkInput input) {
        long all = ParameterBlock.count(architecture.parameters(input.preprocessed()));
        return Math.toIntExact(all
                - ParameterBlock.count(
                        architecture.head().parameters(architecture.encoder().outputs())));
    }

    private static String mean(GraphDraft draft, List<String> answers) {
        return answers.size() == 1
                ? answers.get(0)
                : draft.node(
                        "Div",
                        List.of(draft.node("Sum", answers), draft.floats("members", new float[] {answers.size()})));
    }
}
