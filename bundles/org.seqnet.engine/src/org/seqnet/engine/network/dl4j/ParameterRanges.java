package org.seqnet.engine.network.dl4j;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
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
 * @param members how many networks they belong to, one after another, each with as many
 */
public record ParameterRanges(List<Range> weights, List<Range> statistics, int count, int members) {

    /** Parameters {@code from} to {@code to - 1}. */
    public record Range(int from, int to) {
        Range shifted(int by) {
            return new Range(from + by, to + by);
        }
    }

    public ParameterRanges {
        weights = List.copyOf(weights);
        statistics = List.copyOf(statistics);
    }

    /** Returns what the parameters of a single network are. */
    public ParameterRanges(List<Range> weights, List<Range> statistics, int count) {
        this(weights, statistics, count, 1);
    }

    /** Returns what the parameters of a network for sequences of this shape are, or of one member of an ensemble. */
    static ParameterRanges of(Architecture architecture, SequenceShape input) {
        var weights = new ArrayList<Range>();
        var statistics = new ArrayList<Range>();
        int end = 0;
        for (var block : architecture.parameters(input)) {
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

    /** Returns what those of as many networks are, if these are a single network's. */
    ParameterRanges times(int networks) {
        return networks == 1
                ? this
                : new ParameterRanges(
                        repeated(weights, networks),
                        repeated(statistics, networks),
                        Math.multiplyExact(networks, count),
                        networks);
    }

    private List<Range> repeated(List<Range> ranges, int networks) {
        return IntStream.range(0, networks)
                .boxed()
                .flatMap(network -> ranges.stream().map(range -> range.shifted(network * count)))
                .toList();
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
