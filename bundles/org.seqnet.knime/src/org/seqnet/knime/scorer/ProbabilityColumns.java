package org.seqnet.knime.scorer;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DoubleValue;
import org.knime.core.node.InvalidSettingsException;
import org.seqnet.engine.sequence.LabelDomain;
import org.seqnet.knime.column.Columns;
import org.seqnet.knime.message.Failures;

/**
 * The columns that hold the probabilities of classes.
 *
 * @param ofClass the column of each class of the table; -1 if there is none
 * @param ofOthers the columns of classes that no row has and that are never predicted
 */
record ProbabilityColumns(int[] ofClass, int[] ofOthers) {
    private static final Pattern ADDED = Pattern.compile(".* \\(#\\d+\\)");
    private static final String SETTING = "Probability columns";

    /** Returns whether no class has a column. */
    boolean isEmpty() {
        return IntStream.of(ofClass).allMatch(column -> column < 0);
    }

    /** Returns the column of a class if there is one. */
    Optional<Integer> column(int label) {
        return ofClass[label] < 0 ? Optional.empty() : Optional.of(ofClass[label]);
    }

    static ProbabilityColumns none(LabelDomain domain) {
        return of(domain, Map.of(), Set.of());
    }

    private static ProbabilityColumns of(LabelDomain domain, Map<String, Integer> places, Set<Integer> others) {
        return new ProbabilityColumns(
                domain.names().stream()
                        .mapToInt(name -> places.getOrDefault(name, -1))
                        .toArray(),
                others.stream().mapToInt(column -> column).toArray());
    }

    /**
     * Finds the columns that a predictor appended with its prediction. They are named {@code P (label=class)} and a
     * suffix, and usually end right before the prediction.
     *
     * @param label the column that was predicted
     * @param suffix what KNIME added to the name of the prediction, as the table had one of that name already
     */
    static ProbabilityColumns beside(
            DataTableSpec spec, int prediction, String label, String suffix, LabelDomain domain) {
        var start = "P (" + label + "=";
        var bySuffix = bySuffix(spec, start, domain);
        return bySuffix.entrySet().stream()
                .filter(each -> each.getValue().containsValue(prediction - 1))
                .max(Comparator.comparingInt(each -> each.getValue().size()))
                .or(() -> bySuffix.entrySet().stream()
                        .filter(each -> each.getKey().equals(suffix))
                        .findFirst())
                .or(() -> bySuffix.entrySet().stream()
                        .max(Comparator.comparingInt(each -> each.getValue().values().stream()
                                .max(Integer::compare)
                                .orElse(-1))))
                .map(found -> {
                    var taken = new LinkedHashSet<Integer>();
                    bySuffix.values().forEach(places -> taken.addAll(places.values()));
                    return of(domain, found.getValue(), others(spec, start, ")" + found.getKey(), taken));
                })
                .orElseGet(() -> none(domain));
    }

    /** Returns the columns of each class by the suffixes that follow their names. */
    private static Map<String, Map<String, Integer>> bySuffix(DataTableSpec spec, String start, LabelDomain domain) {
        var bySuffix = new TreeMap<String, Map<String, Integer>>();
        for (int column = 0; column < spec.getNumColumns(); column++) {
            var name = spec.getColumnSpec(column).getName();
            if (!name.startsWith(start) || !holdsNumbers(spec, column)) {
                continue;
            }
            for (int end = name.indexOf(')'); end >= 0; end = name.indexOf(')', end + 1)) {
                var label = end < start.length() ? null : name.substring(start.length(), end);
                if (label != null && domain.contains(label)) {
                    bySuffix.computeIfAbsent(name.substring(end + 1), suffix -> new LinkedHashMap<>())
                            .put(label, column);
                }
            }
        }
        return bySuffix;
    }

    private static Set<Integer> others(DataTableSpec spec, String start, String rest, Set<Integer> taken) {
        var others = new LinkedHashSet<Integer>();
        for (int column = 0; column < spec.getNumColumns(); column++) {
            var name = spec.getColumnSpec(column).getName();
            if (name.startsWith(start)
                    && name.endsWith(rest)
                    && !taken.contains(column)
                    && holdsNumbers(spec, column)
                    && ADDED.matcher(name).matches() == ADDED.matcher(rest).matches()) {
                others.add(column);
            }
        }
        return others;
    }

    private static boolean holdsNumbers(DataTableSpec spec, int column) {
        return spec.getColumnSpec(column).getType().isCompatible(DoubleValue.class);
    }

    /**
     * Returns the places of selected columns.
     *
     * @throws InvalidSettingsException if there is none, or one is not there, chosen twice, or holds no numbers
     */
    static List<Integer> find(DataTableSpec spec, String[] names) throws InvalidSettingsException {
        if (names == null || names.length == 0) {
            throw Failures.invalid(
                    SETTING + ": no column is selected.",
                    "Select the columns in the node's dialog, or set \"Probabilities\" to \"None\".");
        }
        Columns.requireDistinct(SETTING, names);
        var places = new ArrayList<Integer>();
        for (var name : names) {
            places.add(Columns.find(spec, "input table", SETTING, name, "numbers", DoubleValue.class));
        }
        return places;
    }

    /**
     * Returns selected columns by the classes that they are named after.
     *
     * @throws InvalidSettingsException if there is none, or one is not there, chosen twice, holds no numbers, or the
     *     class of another one; or if none is named after a class
     */
    static ProbabilityColumns selected(DataTableSpec spec, String[] names, LabelDomain domain)
            throws InvalidSettingsException {
        var places = new LinkedHashMap<String, Integer>();
        var others = new LinkedHashSet<Integer>();
        for (int column : find(spec, names)) {
            var name = spec.getColumnSpec(column).getName();
            var label = named(name, domain);
            if (label.isEmpty()) {
                others.add(column);
                continue;
            }
            var earlier = places.putIfAbsent(label.get(), column);
            if (earlier != null) {
                throw Failures.invalid(
                        "%s: '%s' and '%s' are both named after the class '%s'."
                                .formatted(SETTING, spec.getColumnSpec(earlier).getName(), name, label.get()),
                        "Select one column per class in the node's dialog.");
            }
        }
        if (places.isEmpty()) {
            throw Failures.invalid(
                    ("%s: none of the selected columns is named after a class; the first is named '%s', the first "
                                    + "class '%s'.")
                            .formatted(
                                    SETTING,
                                    names[0],
                                    domain.names().stream().findFirst().orElse("")),
                    "Rename the columns like the classes, or like \"P (label=class)\".");
        }
        return of(domain, places, others);
    }

    /** Returns the class that a column is named after, the longest where several fit. */
    private static Optional<String> named(String column, LabelDomain domain) {
        return domain.contains(column)
                ? Optional.of(column)
                : domain.names().stream()
                        .filter(name -> column.startsWith("P (") && column.contains("=" + name + ")"))
                        .max(Comparator.comparingInt(String::length));
    }
}
