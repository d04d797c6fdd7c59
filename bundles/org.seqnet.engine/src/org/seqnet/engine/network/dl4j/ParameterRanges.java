package org.seqnet.engine.network.dl4j;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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
 * @param rates the parameters that learn, in order, and how fast; statistics stand among them
 */
public record ParameterRanges(List<Range> weights, List<Range> statistics, int count, int members, List<Rated> rates) {

    /** Parameters {@code from} to {@code to - 1}. */
    public record Range(int from, int to) {
        Range shifted(int by) {
            return new Range(from + by, to + by);
        }
    }

    /**
     * Parameters that learn alike.
     *
     * @param rate the factor of the learning rate
     */
    public record Rated(Range range, double rate) {
        Rated shifted(int by) {
            return new Rated(range.shifted(by), rate);
        }
    }

    public ParameterRanges {
        weights = List.copyOf(weights);
        statistics = List.copyOf(statistics);
        rates = List.copyOf(rates);
    }

    /** Returns what the parameters of a single network are that learns as a whole. */
    public ParameterRanges(List<Range> weights, List<Range> statistics, int count) {
        this(weights, statistics, count, 1, List.of(new Rated(new Range(0, count), 1)));
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

    /**
     * Returns the same parameters of a single network, of which some do not learn and others at another rate.
     *
     * @param frozen how many of the first do not learn
     * @param head where those begin that learn by the learning rate itself
     * @param rate the factor of the learning rate of those between them
     */
    ParameterRanges learning(int frozen, int head, double rate) {
        var learned = weights.stream().filter(range -> range.from() >= frozen).toList();
        var rates = Stream.of(new Rated(new Range(frozen, head), rate), new Rated(new Range(head, count), 1))
                .filter(rated -> rated.range().from() < rated.range().to())
                .toList();
        return new ParameterRanges(learned, statistics, count, 1, rates);
    }

    /** Returns what those of as many networks are, if these are a single network's. */
    ParameterRanges times(int networks) {
        return networks == 1
                ? this
                : new ParameterRanges(
                        repeated(weights, networks, Range::shifted),
                        repeated(statistics, networks, Range::shifted),
                        Math.multiplyExact(networks, count),
                        networks,
                        repeated(rates, networks, Rated::shifted));
    }

    private <T> List<T> repeated(List<T> ranges, int networks, BiFunction<T, Integer, T> shifted) {
        return IntStream.range(0, networks)
                .boxed()
                .flatMap(network -> ranges.stream().map(range -> shifted.apply(range, network * count)))
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
