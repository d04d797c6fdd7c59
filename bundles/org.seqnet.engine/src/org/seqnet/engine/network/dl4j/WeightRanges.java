package org.seqnet.engine.network.dl4j;

import java.util.List;

/**
 * Says which parameters are weights; the others are biases, which penalties leave alone.
 *
 * @param ranges where weights stand
 * @param parameterCount the number of all parameters
 */
public record WeightRanges(List<Range> ranges, int parameterCount) {

    /** Parameters {@code from} to {@code to - 1}. */
    public record Range(int from, int to) {}

    /** Does something with a range. */
    public interface RangeAction {
        void accept(int from, int to);
    }

    public WeightRanges {
        ranges = List.copyOf(ranges);
    }

    /** Does {@code action} with each range, in order. */
    public void forEach(RangeAction action) {
        ranges.forEach(range -> action.accept(range.from(), range.to()));
    }
}
