package org.seqnet.engine.series;

import java.util.List;
import java.util.OptionalInt;

/**
 * What the header of a file states of all its cases; the reader refuses a case that contradicts it.
 *
 * @param target what is stated of each series
 * @param classes the class labels, in the order of the header; empty unless there are classes
 * @param dimensions the number of values at each time step, if stated
 * @param length the number of time steps of each series, if stated and equal
 */
public record SeriesHeader(TargetKind target, List<String> classes, OptionalInt dimensions, OptionalInt length) {

    public SeriesHeader {
        classes = List.copyOf(classes);
    }
}
