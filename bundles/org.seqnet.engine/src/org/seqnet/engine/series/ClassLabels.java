package org.seqnet.engine.series;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.seqnet.engine.MalformedException;
import org.seqnet.engine.Quoted;

/**
 * The classes that a header lists. A case may write its class in other letters, capital or small, as long as only one
 * class is meant: readers of the archive have always ignored this difference.
 */
final class ClassLabels {

    private static final int MOST_SHOWN = 10;

    private final List<String> labels;
    private final Map<String, String> found = new HashMap<>();

    ClassLabels(List<String> labels) {
        this.labels = List.copyOf(labels);
        for (var label : labels) {
            found.merge(label.toLowerCase(Locale.ROOT), label, (one, other) -> "");
        }
        labels.forEach(label -> found.put(label, label));
    }

    /**
     * Returns the class of a case; empty if it is missing.
     *
     * @throws MalformedException if the header does not list it
     */
    Optional<String> find(String field, TextSource text) throws MalformedException {
        var label = found.getOrDefault(field, found.getOrDefault(field.toLowerCase(Locale.ROOT), ""));
        if (!label.isEmpty()) {
            return Optional.of(label);
        }
        if (field.equals("?")) {
            return Optional.empty();
        }
        throw text.malformed("class label " + Quoted.of(field) + " is not one of the " + labels.size()
                + " labels in the header: " + shown() + ". Add it to the header, or correct the case.");
    }

    private String shown() {
        var first = labels.stream().limit(MOST_SHOWN).map(Quoted::of).toList();
        return String.join(", ", first) + (labels.size() > MOST_SHOWN ? ", ..." : "");
    }
}
