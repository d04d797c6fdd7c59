package org.seqnet.engine.sequence;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What was done to sequences before a network gets them: the names of their features and how they were cut, laid out
 * and scaled. A network remembers that of its training sequences, so that sequences prepared otherwise can be refused.
 *
 * @param features the names of the features in their order; empty if they are not known
 * @param steps what was done, in order; no two of the same kind
 */
public record Preparation(List<String> features, List<Step> steps) implements Serializable {
    /** Tells nothing. */
    public static final Preparation UNKNOWN = new Preparation(List.of(), List.of());

    /** The kind of step that scales values. */
    public static final String SCALING = "Scaling";

    /** How values were scaled that were not. */
    public static final String UNSCALED = "none";

    /** Says of values as a file has them that they are not scaled, and no more. */
    public static final Preparation UNSCALED_VALUES = UNKNOWN.with(SCALING, UNSCALED);

    /** Kinds of steps that not all sources have: where one of two does not state them, they do not differ. */
    private static final Set<String> OF_SOME_SOURCES =
            Set.of("Colors", "Layout", "Size", ForecastWindows.FORECAST, ForecastWindows.TIME_STEP);

    private static final String FEATURE = "feature";
    private static final String STEP = "step";
    private static final int MOST_NAMED = 5;

    /**
     * One thing that was done, or was left undone on purpose.
     *
     * @param kind what it is about, such as {@code Scaling}; it begins with a capital letter
     * @param how how it was done in words, such as {@code 0 to 255 becomes 0 to 1} or {@code none}
     */
    public record Step(String kind, String how) implements Serializable {
        public Step {
            Objects.requireNonNull(kind, "kind");
            Objects.requireNonNull(how, "how");
        }
    }

    public Preparation {
        features = List.copyOf(features);
        steps = List.copyOf(steps);
        if (steps.stream().map(Step::kind).distinct().count() < steps.size()) {
            throw new IllegalArgumentException("Two steps are of the same kind: " + steps);
        }
    }

    /** Returns this preparation followed by a step, which replaces one of the same kind. */
    public Preparation with(String kind, String how) {
        var others = steps.stream().filter(step -> !step.kind().equals(kind));
        return new Preparation(
                features, Stream.concat(others, Stream.of(new Step(kind, how))).toList());
    }

    /** Returns this preparation with these names of the features. */
    public Preparation withFeatures(List<String> names) {
        return new Preparation(names, steps);
    }

    /** Returns how a kind of step was done; empty if nothing is known of it. */
    public Optional<String> how(String kind) {
        return steps.stream()
                .filter(step -> step.kind().equals(kind))
                .map(Step::how)
                .findFirst();
    }

    /**
     * Returns in what other sequences were prepared otherwise than these, such as {@code Scaling: none (network: 0 to
     * 255 becomes 0 to 1)}; empty if in nothing, or if one of both tells nothing.
     *
     * @param other what was done to the others
     * @param owner what has these, such as {@code network}
     */
    public List<String> differences(Preparation other, String owner) {
        var found = new ArrayList<String>();
        if (!features.isEmpty() && !other.features.isEmpty() && !features.equals(other.features)) {
            found.add("Features: %s (%s: %s)".formatted(names(other.features), owner, names(features)));
        }
        if (steps.isEmpty() || other.steps.isEmpty()) {
            return found;
        }
        for (var kind : kinds(other)) {
            var here = how(kind).orElse(UNSCALED);
            var there = other.how(kind).orElse(UNSCALED);
            boolean isStated = how(kind).isPresent() && other.how(kind).isPresent();
            if (!here.equals(there) && (isStated || !OF_SOME_SOURCES.contains(kind))) {
                found.add("%s: %s (%s: %s)".formatted(kind, there, owner, here));
            }
        }
        return found;
    }

    private Collection<String> kinds(Preparation other) {
        return Stream.concat(steps.stream(), other.steps.stream())
                .map(Step::kind)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static String names(List<String> features) {
        var first = features.stream().limit(MOST_NAMED).collect(Collectors.joining(", "));
        int more = features.size() - MOST_NAMED;
        return more > 0 ? "%s and %,d more".formatted(first, more) : first;
    }

    /** Returns it as lines of text, which {@link #parse} reads. */
    public String text() {
        var names = features.stream().map(name -> FEATURE + "\t" + escaped(name) + "\n");
        var done = steps.stream().map(step -> STEP + "\t" + escaped(step.kind) + "\t" + escaped(step.how) + "\n");
        return Stream.concat(names, done).collect(Collectors.joining());
    }

    /** Reads what {@link #text} returned; empty if the text is anything else. */
    public static Optional<Preparation> parse(String text) {
        var features = new ArrayList<String>();
        var steps = new ArrayList<Step>();
        for (var line : text.lines().toList()) {
            var parts = line.split("\t", -1);
            if (parts.length == 2 && parts[0].equals(FEATURE)) {
                features.add(unescaped(parts[1]));
            } else if (parts.length == 3 && parts[0].equals(STEP)) {
                steps.add(new Step(unescaped(parts[1]), unescaped(parts[2])));
            } else {
                return Optional.empty();
            }
        }
        boolean isWhole = steps.stream().map(Step::kind).distinct().count() == steps.size();
        return isWhole ? Optional.of(new Preparation(features, steps)) : Optional.empty();
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\")
                .replace("\t", "\\t")
                .replace("\n", "\\n")
                .replace("\r", "\\r");
    }

    private static String unescaped(String text) {
        var plain = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            int which = text.charAt(i) == '\\' && i + 1 < text.length() ? "\\tnr".indexOf(text.charAt(i + 1)) : -1;
            plain.append(which < 0 ? text.charAt(i) : "\\\t\n\r".charAt(which));
            i += which < 0 ? 0 : 1;
        }
        return plain.toString();
    }
}
