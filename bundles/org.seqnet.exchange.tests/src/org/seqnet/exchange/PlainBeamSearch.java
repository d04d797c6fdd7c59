package org.seqnet.exchange;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * The search for label paths as docs/onnx.md describes it: around ONNX Runtime, in plain steps, one sequence at a time.
 *
 * @param step the graph of a step
 * @param longest the most labels of a path; 0 if it may have all
 */
record PlainBeamSearch(OnnxRuntime step, int labels, int width, int longest) {

    /**
     * Some labels of a path, and how it may go on.
     *
     * @param logs the logarithm of the probability of each next label, and last of the end; what has been taken is
     *     negative infinity; null if the path has ended
     */
    record Prefix(List<Integer> labels, double logProbability, double[] logs, float[] h, float[] c) {
        boolean ended() {
            return logs == null;
        }

        double best() {
            return logProbability + Arrays.stream(logs).max().orElseThrow();
        }

        int bestLabel() {
            double best = Arrays.stream(logs).max().orElseThrow();
            // of equal ones the end, which is last, then the first label
            if (logs[logs.length - 1] == best) {
                return logs.length - 1;
            }
            int label = 0;
            while (logs[label] != best) {
                label++;
            }
            return label;
        }
    }

    /** Returns the likeliest path of each sequence by the outputs of the network's graph. */
    List<Prefix> paths(Map<String, Object> begin) {
        int count = ((float[]) begin.get("scores")).length / (labels + 1);
        var found = new ArrayList<Prefix>();
        for (int n = 0; n < count; n++) {
            var logs = logs(row(begin.get("scores"), n, count), List.of());
            var start = new Prefix(List.of(), 0, logs, row(begin.get("h"), n, count), row(begin.get("c"), n, count));
            found.add(path(row(begin.get("features"), n, count), start));
        }
        return found;
    }

    private static float[] row(Object values, int n, int count) {
        var all = (float[]) values;
        int size = all.length / count;
        return Arrays.copyOfRange(all, n * size, (n + 1) * size);
    }

    private double[] logs(float[] scores, List<Integer> taken) {
        var logs = new double[labels + 1];
        for (int k = 0; k <= labels; k++) {
            logs[k] = taken.contains(k) ? Double.NEGATIVE_INFINITY : scores[k];
        }
        double highest = Arrays.stream(logs).max().orElseThrow();
        double sum = Arrays.stream(logs).map(log -> Math.exp(log - highest)).sum();
        return Arrays.stream(logs).map(log -> log - highest - Math.log(sum)).toArray();
    }

    private Prefix path(float[] features, Prefix start) {
        List<Prefix> beam = List.of(start);
        while (true) {
            beam = advanced(beam);
            var ended = beam.stream()
                    .filter(Prefix::ended)
                    .max((a, b) -> Double.compare(a.logProbability, b.logProbability));
            double best = ended.map(Prefix::logProbability).orElse(Double.NEGATIVE_INFINITY);
            if (beam.stream().noneMatch(prefix -> !prefix.ended() && prefix.logProbability > best)) {
                return ended.orElseThrow();
            }
            beam = beam.stream()
                    .map(prefix -> prefix.ended() ? prefix : scored(features, prefix))
                    .toList();
        }
    }

    /** Puts into each place the best step that the prefixes up to this place have, and none took. */
    private List<Prefix> advanced(List<Prefix> beam) {
        var next = new ArrayList<Prefix>();
        for (int place = 0; place < width; place++) {
            if (place < beam.size() && beam.get(place).ended()) {
                next.add(beam.get(place));
                continue;
            }
            Prefix parent = null;
            for (var prefix : beam.subList(0, Math.min(beam.size(), place + 1))) {
                if (!prefix.ended()
                        && prefix.best() > Double.NEGATIVE_INFINITY
                        && (parent == null || prefix.best() > parent.best())) {
                    parent = prefix;
                }
            }
            if (parent == null) {
                break;
            }
            int label = parent.bestLabel();
            double logProbability = parent.best();
            parent.logs[label] = Double.NEGATIVE_INFINITY;
            var path = new ArrayList<>(parent.labels);
            if (label < labels) {
                path.add(label);
            }
            boolean goesOn = label < labels && path.size() < (longest == 0 ? labels : Math.min(labels, longest));
            next.add(new Prefix(path, logProbability, goesOn ? new double[0] : null, parent.h, parent.c));
        }
        return next;
    }

    private Prefix scored(float[] features, Prefix prefix) {
        var outputs = step.run(Map.of(
                "features", OnnxRuntime.floats(features, 1, features.length),
                "label", OnnxRuntime.longs(new long[] {prefix.labels.get(prefix.labels.size() - 1)}, 1),
                "h", OnnxRuntime.floats(prefix.h, 1, prefix.h.length),
                "c", OnnxRuntime.floats(prefix.c, 1, prefix.c.length)));
        return new Prefix(
                prefix.labels,
                prefix.logProbability,
                logs((float[]) outputs.get("scores"), prefix.labels),
                (float[]) outputs.get("next_h"),
                (float[]) outputs.get("next_c"));
    }
}
