package org.seqnet.engine.metrics;

import java.util.ArrayList;
import java.util.List;
import org.seqnet.engine.sequence.StepLabels;

/**
 * A maximal run of time steps of one class.
 *
 * @param label the index of the class
 * @param from its first step
 * @param to the end of its steps
 */
public record Segment(int label, int from, int to) {

    /**
     * Returns the segments of a sequence.
     *
     * @param labels the class of each step; a step without one, {@value StepLabels#UNKNOWN}, is in no segment and ends
     *     the one before it
     */
    public static List<Segment> of(int[] labels) {
        var segments = new ArrayList<Segment>();
        int from = 0;
        for (int t = 1; t <= labels.length; t++) {
            if (t == labels.length || labels[t] != labels[from]) {
                if (labels[from] != StepLabels.UNKNOWN) {
                    segments.add(new Segment(labels[from], from, t));
                }
                from = t;
            }
        }
        return segments;
    }

    /** Returns how many steps two segments share as a share of the steps of either, the intersection over union. */
    public double overlap(Segment other) {
        int shared = Math.min(to, other.to) - Math.max(from, other.from);
        int either = to - from + (other.to - other.from) - shared;
        return shared <= 0 ? 0 : (double) shared / either;
    }
}
