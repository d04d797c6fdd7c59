package org.seqnet.engine.sequence;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What windows with a horizon hold: w time steps up to an origin and, if features are known for the future, h more.
 * There, the known features have their values and all others the last known one up to the origin; one more feature,
 * the last, counts the steps ahead: 0 up to the origin, then 1 to h. Beside a window are its targets, h x K: the values
 * of K features at the next h steps.
 *
 * @param horizon h, the number of steps that are forecast, at least 1
 * @param targets the names of the K targets, at least one
 * @param features for each target, the number of the feature that is its own past, counted from 0
 * @param known the numbers of the features that are known for the future, in ascending order; none is a target's
 */
public record ForecastWindows(int horizon, List<String> targets, List<Integer> features, List<Integer> known) {
    /**
     * The kind of step of a {@link Preparation} that tells of windows with a horizon; it is done as {@link #text} says.
     */
    public static final String FORECAST = "Forecast";

    /** The kind of step of a {@link Preparation} that tells the distance of rows; see {@link TimeStep#text}. */
    public static final String TIME_STEP = "Time step";

    /** The name of the feature that counts the steps behind the origin, if features are known for the future. */
    public static final String STEPS_AHEAD = "Steps ahead";

    private static final String TARGET = "(\\d{1,9}) \"((?:[^\"\\\\]|\\\\.)*+)\"";
    private static final Pattern TARGETS = Pattern.compile(TARGET);
    private static final Pattern TEXT = Pattern.compile(
            "(?<horizon>[1-9]\\d{0,8}) steps? ahead; targets: (?<targets>%s(?:, %s)*+); known: (?<known>none|%s)"
                    .formatted(TARGET, TARGET, "\\d{1,9}(?:, \\d{1,9})*+"),
            Pattern.DOTALL);

    public ForecastWindows {
        targets = List.copyOf(targets);
        features = List.copyOf(features);
        known = List.copyOf(known);
        if (horizon < 1 || targets.isEmpty() || targets.size() != features.size()) {
            throw new IllegalArgumentException(
                    "%d steps of targets %s, which are features %s".formatted(horizon, targets, features));
        }
        if (known.stream().anyMatch(features::contains)) {
            throw new IllegalArgumentException("Targets %s are known: %s".formatted(features, known));
        }
    }

    /** Returns how many time steps a window has that reaches so many steps into the past. */
    public int timeSteps(int past) {
        return known.isEmpty() ? past : Math.addExact(past, horizon);
    }

    /**
     * Returns it as a text that {@link #parse} reads, such as {@code 24 steps ahead; targets: 0 "demand", 1 "price";
     * known: 2, 3}, or {@code known: none}. The numbers are those of the features. In a name, a backslash stands before
     * a quotation mark and before a backslash.
     */
    public String text() {
        var named = IntStream.range(0, targets.size())
                .mapToObj(k -> "%d \"%s\"".formatted(features.get(k), escaped(targets.get(k))))
                .collect(Collectors.joining(", "));
        var numbers = known.stream().map(String::valueOf).collect(Collectors.joining(", "));
        return "%d %s ahead; targets: %s; known: %s"
                .formatted(horizon, horizon == 1 ? "step" : "steps", named, known.isEmpty() ? "none" : numbers);
    }

    /** Reads what {@link #text} returned; empty if the text is anything else. */
    public static Optional<ForecastWindows> parse(String text) {
        var whole = TEXT.matcher(text);
        if (!whole.matches()) {
            return Optional.empty();
        }
        var names = new ArrayList<String>();
        var features = new ArrayList<Integer>();
        for (var target = TARGETS.matcher(whole.group("targets")); target.find(); ) {
            features.add(Integer.valueOf(target.group(1)));
            names.add(target.group(2).replaceAll("\\\\(.)", "$1"));
        }
        var known = whole.group("known").equals("none")
                ? List.<Integer>of()
                : Pattern.compile(", ")
                        .splitAsStream(whole.group("known"))
                        .map(Integer::valueOf)
                        .toList();
        return known.stream().anyMatch(features::contains)
                ? Optional.empty()
                : Optional.of(new ForecastWindows(Integer.parseInt(whole.group("horizon")), names, features, known));
    }

    /** Returns what a preparation tells of windows with a horizon; empty if it tells nothing. */
    public static Optional<ForecastWindows> of(Preparation preparation) {
        return preparation.how(FORECAST).flatMap(ForecastWindows::parse);
    }

    private static String escaped(String name) {
        return name.replace("\\", "\\\\").replace("\"", "\\\"");
    }
}
