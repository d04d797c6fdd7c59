package org.seqnet.engine.metrics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * What happens to a class if all rows with a score of at least a threshold are taken for it, for each score as the
 * threshold, from the highest to the lowest: its ROC curve and its precision-recall curve.
 *
 * @see <a href="https://doi.org/10.1016/j.patrec.2005.10.010">Fawcett, 2006</a>
 */
public final class ScoreCurve {
    private final double[] thresholds;
    private final int[] hits;
    private final int[] falseAlarms;

    private ScoreCurve(double[] thresholds, int[] hits, int[] falseAlarms) {
        this.thresholds = thresholds;
        this.hits = hits;
        this.falseAlarms = falseAlarms;
    }

    static ScoreCurve of(double[] scores, IntPredicate isOfClass) {
        var ofClass = sorted(scores, isOfClass);
        var others = sorted(scores, isOfClass.negate());
        var thresholds = new double[scores.length];
        var hits = new int[scores.length];
        var falseAlarms = new int[scores.length];
        int points = 0;
        for (int hit = 0, alarm = 0; hit + alarm < scores.length; points++) {
            double next = Math.max(highest(ofClass, hit), highest(others, alarm));
            while (highest(ofClass, hit) == next) {
                hit++;
            }
            while (highest(others, alarm) == next) {
                alarm++;
            }
            thresholds[points] = next;
            hits[points] = hit;
            falseAlarms[points] = alarm;
        }
        return new ScoreCurve(
                Arrays.copyOf(thresholds, points), Arrays.copyOf(hits, points), Arrays.copyOf(falseAlarms, points));
    }

    private static double[] sorted(double[] scores, IntPredicate rows) {
        return IntStream.range(0, scores.length)
                .filter(rows)
                .mapToDouble(row -> scores[row])
                .sorted()
                .toArray();
    }

    /** Returns the highest score but so many. */
    private static double highest(double[] ascending, int but) {
        return but < ascending.length ? ascending[ascending.length - 1 - but] : Double.NEGATIVE_INFINITY;
    }

    /**
     * A point of a curve.
     *
     * @param threshold the lowest score that is taken for the class; empty where none is
     */
    public record Point(double x, double y, OptionalDouble threshold) {}

    /** Returns whether there are rows of the class and others, without which there is no ROC curve. */
    public boolean hasRoc() {
        return all(hits) > 0 && all(falseAlarms) > 0;
    }

    /** Returns whether there are rows of the class, without which there is no recall. */
    public boolean hasPrecisionRecall() {
        return all(hits) > 0;
    }

    /** Returns the ROC curve from 0, 0 to 1, 1: the false positive rate and the recall. */
    public List<Point> roc(int most) {
        var points = new ArrayList<Point>();
        points.add(new Point(0, 0, OptionalDouble.empty()));
        for (int i = 0; i < thresholds.length; i++) {
            points.add(new Point(falsePositiveRate(i), recall(i), OptionalDouble.of(thresholds[i])));
        }
        return thinned(points, most);
    }

    /** Returns the precision-recall curve: recall and precision. */
    public List<Point> precisionRecall(int most) {
        return thinned(
                IntStream.range(0, thresholds.length)
                        .mapToObj(i -> new Point(recall(i), precision(i), OptionalDouble.of(thresholds[i])))
                        .toList(),
                most);
    }

    /** Returns the recall at a false positive rate, on a straight line between two points of the curve. */
    public double recallAt(double rate) {
        int above = 0;
        while (above < thresholds.length - 1 && falsePositiveRate(above) <= rate) {
            above++;
        }
        double left = above == 0 ? 0 : falsePositiveRate(above - 1);
        double low = above == 0 ? 0 : recall(above - 1);
        double width = falsePositiveRate(above) - left;
        return width == 0 ? recall(above) : low + (recall(above) - low) * Math.min(1, (rate - left) / width);
    }

    /** Returns the precision at the highest threshold with at least this recall. */
    public double precisionAt(double recall) {
        int at = 0;
        while (at < thresholds.length - 1 && recall(at) < recall) {
            at++;
        }
        return precision(at);
    }

    private double recall(int i) {
        return (double) hits[i] / all(hits);
    }

    private double falsePositiveRate(int i) {
        return (double) falseAlarms[i] / all(falseAlarms);
    }

    private double precision(int i) {
        return (double) hits[i] / (hits[i] + falseAlarms[i]);
    }

    private static int all(int[] counts) {
        return counts.length == 0 ? 0 : counts[counts.length - 1];
    }

    /** Leaves out points that lie closest along the curve; the first and the last stay. */
    private static List<Point> thinned(List<Point> points, int most) {
        if (points.size() <= most) {
            return points;
        }
        double length = 0;
        for (int i = 1; i < points.size(); i++) {
            length += distance(points.get(i - 1), points.get(i));
        }
        var kept = new ArrayList<Point>();
        double covered = 0;
        for (int i = 0; i < points.size(); i++) {
            covered += i == 0 ? 0 : distance(points.get(i - 1), points.get(i));
            if (i == points.size() - 1 || covered >= length * kept.size() / (most - 1)) {
                kept.add(points.get(i));
            }
        }
        return kept;
    }

    private static double distance(Point one, Point other) {
        return Math.abs(one.x - other.x) + Math.abs(one.y - other.y);
    }
}
