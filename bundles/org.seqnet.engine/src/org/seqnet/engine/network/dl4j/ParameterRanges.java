package org.seqnet.engine.network.dl4j;

import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.seqnet.engine.network.Architecture;
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
    static ParameterRanges of(Architecture architecture, SequenceShape input) {
        var weights = new ArrayList<Range>();
        var statistics = new ArrayList<Range>();
        int end = 0;
        var encoder = architecture.encoder();
        var blocks = new ArrayList<>(encoder.parameters(input));
        blocks.addAll(architecture.head().parameters(encoder.outputs()));
        for (var block : blocks) {
            var range = new Range(end, Math.toIntExact(end + block.count()));
            switch (block.kind()) {
                case WEIGHTS -> weights.add(range);
                case STATISTICS -> statistics.add(range);
                case BIASES -> {}
            }
            end = range.to();
        }
        return new ParameterRanges(weights, statistics, end);
    }

    /** Returns what the parameters of a network of Deeplearning4j's are. */
    static ParameterRanges of(MultiLayerNetwork network) {
        var weights = new ArrayList<Range>();
        var statistics = new ArrayList<Range>();
        int end = 0;
        for (var layer : network.getLayers()) {
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
