package org.seqnet.engine.network.dl4j;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.NoOp;
import org.seqnet.engine.network.Architecture;
import org.seqnet.engine.network.Classes;
import org.seqnet.engine.network.ParameterBlock;
import org.seqnet.engine.sequence.SequenceShape;

/**
 * Says what the parameters are. All but weights and statistics are biases and their like, which penalties leave alone.
 *
 * @param weights where weights stand
 * @param statistics where the moving averages of batch normalization stand; they are measured, not learned, and what
 *     stands for their gradient is just what a step subtracts from them
 * @param count the number of all parameters
 */
public record ParameterRanges(List<Range> weights, List<Range> statistics, int count) {

    /** Parameters {@code from} to {@code to - 1}. */
    public record Range(int from, int to) {}

    public ParameterRanges {
        weights = List.copyOf(weights);
        statistics = List.copyOf(statistics);
    }

    /** Returns what the parameters of a network for sequences of this shape are. */
    @SuppressWarnings("try") // The scope is opened for its effect on this thread, and never asked anything.
    static ParameterRanges of(Architecture architecture, SequenceShape input) {
        // Deeplearning4j knows what an encoder has, but not every head.
        var classifier = new Architecture(architecture.encoder(), new Classes(2));
        var configuration = Configurations.of(classifier, input, new NoOp(), 0, DataType.FLOAT);
        try (var outsideWorkspaces = Nd4j.getMemoryManager().scopeOutOfWorkspaces();
                var parameters = Nd4j.create(DataType.FLOAT, classifier.parameterCount(input))) {
            var network = new MultiLayerNetwork(configuration);
            network.init(parameters, false);
            var layers = network.getLayers();
            return of(Arrays.copyOf(layers, layers.length - 1))
                    .then(architecture.head().parameters(architecture.encoder().outputs()));
        }
    }

    private ParameterRanges then(List<ParameterBlock> blocks) {
        var all = new ArrayList<>(weights);
        int end = count;
        for (var block : blocks) {
            int next = Math.toIntExact(end + block.count());
            if (block.areWeights()) {
                all.add(new Range(end, next));
            }
            end = next;
        }
        return new ParameterRanges(all, statistics, end);
    }

    static ParameterRanges of(MultiLayerNetwork network) {
        return of(network.getLayers());
    }

    private static ParameterRanges of(Layer[] layers) {
        var weights = new ArrayList<Range>();
        var statistics = new ArrayList<Range>();
        int end = 0;
        for (var layer : layers) {
            var setting = layer.conf().getLayer();
            for (var parameter : layer.paramTable().entrySet()) {
                int length = Math.toIntExact(parameter.getValue().length());
                var range = new Range(end, end + length);
                if (setting.initializer().isWeightParam(setting, parameter.getKey())) {
                    weights.add(range);
                } else if (!layer.updaterDivideByMinibatch(parameter.getKey())) {
                    statistics.add(range);
                }
                end += length;
            }
        }
        return new ParameterRanges(weights, statistics, end);
    }

    /** Returns the same parameters, of which only the last ones are weights to learn. */
    ParameterRanges last(long learned) {
        var last = weights.stream()
                .filter(range -> range.from() >= count - learned)
                .toList();
        return new ParameterRanges(last, statistics, count);
    }

    /** Returns the stretches between statistics, in order: what an updater moves. */
    List<Range> learned() {
        var learned = new ArrayList<Range>();
        int end = 0;
        for (var range : statistics) {
            if (range.from() > end) {
                learned.add(new Range(end, range.from()));
            }
            end = range.to();
        }
        learned.add(new Range(end, count));
        return learned;
    }
}
