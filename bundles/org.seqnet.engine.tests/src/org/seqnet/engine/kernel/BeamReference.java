package org.seqnet.engine.kernel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.seqnet.engine.network.LabelPath;

/** Search for label paths by the plain equations, one image at a time. */
final class BeamReference {
    private final LabelPathReference network;
    private final int labels;
    private final int longest;

    /** The labels so far, with their probabilities at their steps. */
    record Path(List<Integer> labels, List<Double> steps, double probability, boolean ended, double[] highest) {}

    private record Child(int slot, int label, double probability) {}

    BeamReference(LabelPathReference network, LabelPath path, int longest) {
        this.network = network;
        this.labels = path.count();
        this.longest = longest == 0 ? path.count() : Math.min(longest, path.count());
    }

    private Path empty() {
        return new Path(List.of(), List.of(), 1, false, new double[labels]);
    }

    /** Returns what a prefix becomes with one more label or the end. */
    private Path child(Path prefix, double[] next, int label) {
        var highest = prefix.highest.clone();
        Arrays.setAll(highest, k -> Math.max(highest[k], next[k]));
        double probability = prefix.probability * next[label];
        if (label == labels) {
            return new Path(prefix.labels, prefix.steps, probability, true, highest);
        }
        var path = new ArrayList<>(prefix.labels);
        path.add(label);
        var steps = new ArrayList<>(prefix.steps);
        steps.add(next[label]);
        return new Path(path, steps, probability, path.size() == longest, highest);
    }

    /** Returns all paths. */
    List<Path> all(double[] image) {
        var all = new ArrayList<Path>();
        addAll(image, empty(), all);
        return all;
    }

    private void addAll(double[] image, Path prefix, List<Path> all) {
        if (prefix.ended) {
            all.add(prefix);
            return;
        }
        var next = network.next(image, prefix.labels);
        for (int label = 0; label <= labels; label++) {
            if (!prefix.labels.contains(label)) {
                addAll(image, child(prefix, next, label), all);
            }
        }
    }

    /** Returns what the slots hold when no prefix can become likelier than the likeliest path that has ended. */
    List<Path> search(double[] image, int width) {
        var slots = new Path[width];
        slots[0] = empty();
        while (Arrays.stream(slots)
                .filter(path -> path != null && !path.ended)
                .anyMatch(path -> path.probability > best(Arrays.asList(slots)))) {
            step(image, slots);
        }
        return Arrays.stream(slots).filter(Objects::nonNull).toList();
    }

    static double best(List<Path> paths) {
        return paths.stream()
                .filter(path -> path != null && path.ended)
                .mapToDouble(Path::probability)
                .max()
                .orElse(-1);
    }

    private void step(double[] image, Path[] slots) {
        var before = slots.clone();
        var pool = new ArrayList<Child>();
        var next = new double[slots.length][];
        for (int i = 0; i < slots.length; i++) {
            var prefix = before[i];
            if (prefix != null && prefix.ended) {
                continue;
            }
            if (prefix != null) {
                int slot = i;
                next[i] = network.next(image, prefix.labels);
                IntStream.rangeClosed(0, labels)
                        .filter(label -> !prefix.labels.contains(label))
                        .mapToObj(label -> new Child(slot, label, prefix.probability * next[slot][label]))
                        .forEach(pool::add);
            }
            var best = pool.stream()
                    .max(Comparator.comparingDouble(Child::probability)
                            .thenComparing(child -> -child.slot)
                            .thenComparing(child -> child.label == labels)
                            .thenComparing(child -> -child.label));
            slots[i] = best.map(child -> child(before[child.slot], next[child.slot], child.label))
                    .orElse(null);
            best.ifPresent(pool::remove);
        }
    }

    /** Returns the scores that the slots give labels. */
    double[] scores(List<Path> slots) {
        var scores = new double[labels];
        double total = slots.stream().mapToDouble(Path::probability).sum();
        for (Path path : slots) {
            for (int k = 0; k < labels; k++) {
                scores[k] += path.probability / total * (path.labels.contains(k) ? 1 : path.highest[k]);
            }
        }
        return scores;
    }
}
