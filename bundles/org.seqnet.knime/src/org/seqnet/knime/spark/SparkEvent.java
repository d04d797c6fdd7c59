package org.seqnet.knime.spark;

import java.util.Map;
import java.util.Optional;

/** What a training on Spark reports: one line of its standard output for each event. */
sealed interface SparkEvent {
    /** What such a line begins with; a JSON object follows. */
    String MARK = "seqnet-event ";

    /**
     * Training begins.
     *
     * @param device what computes, such as {@code Spark, 2 shards}
     */
    record Begun(String device, long rows, long shards) implements SparkEvent {}

    /**
     * Training goes on.
     *
     * @param fraction what is done, from 0 to 1
     */
    record Progressed(double fraction, String text) implements SparkEvent {}

    /**
     * An epoch has ended.
     *
     * @param fraction what is done, from 0 to 1
     * @param line what the log says of it
     */
    record EpochEnded(double fraction, String line) implements SparkEvent {}

    /** Something for the log. */
    record Told(String text) implements SparkEvent {}

    /** Something that the user should know. */
    record Warned(String text) implements SparkEvent {}

    /** Why there will be no network, and what to do. */
    record Failed(String text) implements SparkEvent {}

    /** The network has been written. */
    record Done(String network) implements SparkEvent {}

    /** Returns the event in a line of output; empty if the line is none, or of a kind that is not known here. */
    static Optional<SparkEvent> of(String line) {
        return line.startsWith(MARK)
                ? Json.object(line.substring(MARK.length())).flatMap(SparkEvent::of)
                : Optional.empty();
    }

    private static Optional<SparkEvent> of(Map<String, Object> event) {
        return Optional.ofNullable(
                switch (text(event, "event")) {
                    case "begin" -> new Begun(
                            text(event, "device"), (long) number(event, "rows"), (long) number(event, "shards"));
                    case "batch" -> new Progressed(fraction(event), text(event, "text"));
                    case "epoch" -> new EpochEnded(fraction(event), text(event, "line"));
                    case "line" -> new Told(text(event, "text"));
                    case "warning" -> new Warned(text(event, "text"));
                    case "error" -> new Failed(text(event, "text"));
                    case "done" -> new Done(text(event, "network"));
                    default -> null;
                });
    }

    private static String text(Map<String, Object> event, String name) {
        return event.get(name) instanceof String text ? text : "";
    }

    private static double fraction(Map<String, Object> event) {
        return Math.min(1, Math.max(0, number(event, "fraction")));
    }

    private static double number(Map<String, Object> event, String name) {
        return event.get(name) instanceof Double number && Double.isFinite(number) ? number : 0;
    }
}
