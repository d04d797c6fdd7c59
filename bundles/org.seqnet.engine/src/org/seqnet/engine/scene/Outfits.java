package org.seqnet.engine.scene;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.seqnet.engine.SeqNetException;

/**
 * The sets of labels that scenes may have, each as likely as any other; one that is listed twice is twice as likely.
 *
 * @param all the sets, at least one
 * @param faint the labels whose images can hardly be seen
 */
public record Outfits(List<Outfit> all, Set<String> faint) {
    /** Copies the sets. */
    public Outfits {
        all = List.copyOf(all);
        faint = Set.copyOf(faint);
    }

    /**
     * Reads one outfit from each line: its labels, separated by commas, those of faint images in parentheses. Empty
     * lines are skipped, and so are blanks around labels.
     *
     * @throws SeqNetException if a line lacks a label or has one twice, if a label is in parentheses in some lines
     *     only, or if there are no labels
     */
    public static Outfits parse(String text) {
        var outfits = new ArrayList<Outfit>();
        var marks = new HashMap<String, Mark>();
        var lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            if (!lines.get(i).isBlank()) {
                outfits.add(new Outfit(i + 1, labels(i + 1, lines.get(i), marks)));
            }
        }
        if (outfits.isEmpty()) {
            throw new SeqNetException("Outfits: there are no labels. Enter one outfit per line, its labels separated "
                    + "by commas, for example: Trouser, Bag, (Coat)");
        }
        return new Outfits(
                outfits,
                marks.entrySet().stream()
                        .filter(mark -> mark.getValue().faint())
                        .map(Map.Entry::getKey)
                        .collect(Collectors.toSet()));
    }

    /** Whether a label is in parentheses, and the line that was first to say so. */
    private record Mark(boolean faint, int line) {
        String words() {
            return faint ? "in parentheses" : "without parentheses";
        }
    }

    private static List<String> labels(int line, String text, Map<String, Mark> marks) {
        var labels = new ArrayList<String>();
        for (var part : text.split(",", -1)) {
            var written = part.strip();
            boolean faint = written.startsWith("(") && written.endsWith(")");
            var label = faint ? written.substring(1, written.length() - 1).strip() : written;
            if (label.isEmpty()) {
                throw new SeqNetException(
                        "Outfits, line %d: a label is missing. Enter the label, or remove the comma.".formatted(line));
            }
            if (labels.contains(label)) {
                throw new SeqNetException(
                        "Outfits, line %d: the label '%s' occurs twice. Remove one of them.".formatted(line, label));
            }
            var mark = new Mark(faint, line);
            var first = marks.putIfAbsent(label, mark);
            if (first != null && first.faint() != faint) {
                throw new SeqNetException(("Outfits, line %d: the label '%s' is %s, but in line %d it is %s. "
                                + "Write it the same way in all lines.")
                        .formatted(line, label, mark.words(), first.line(), first.words()));
            }
            labels.add(label);
        }
        return labels;
    }

    /** Returns in how many outfits each label is, in the order of the lines. */
    public Map<String, Integer> occurrences() {
        var occurrences = new LinkedHashMap<String, Integer>();
        all.forEach(outfit -> outfit.labels().forEach(label -> occurrences.merge(label, 1, Integer::sum)));
        return Collections.unmodifiableMap(occurrences);
    }

    /**
     * Makes sure that there are images for all labels.
     *
     * @throws SeqNetException if a label is unknown
     */
    public void requireKnown(Predicate<String> known) {
        for (var outfit : all) {
            for (var label : outfit.labels()) {
                if (!known.test(label)) {
                    throw new SeqNetException(("Outfits, line %d: no image has the label '%s'. "
                                    + "Correct the label, or add images that have it.")
                            .formatted(outfit.line(), label));
                }
            }
        }
    }
}
