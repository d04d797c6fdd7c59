package org.seqnet.knime.spark;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * What a training on Spark has said so far. Threads that read its output put lines in; the thread that waits for it
 * takes events out. However much is said, little is kept: the latest lines, and of events that follow each other at
 * once, the latest.
 */
final class JobOutput {
    private static final int MOST_LINES = 200;
    private static final int MOST_EVENTS = 10_000;

    private final Deque<String> lines = new ArrayDeque<>();
    private final Deque<SparkEvent> events = new ArrayDeque<>();
    private String error = "";

    /** Takes in a line. */
    synchronized void add(String line) {
        var event = SparkEvent.of(line);
        if (event.isPresent()) {
            add(event.get());
        } else if (!line.isBlank()) {
            if (lines.size() == MOST_LINES) {
                lines.removeFirst();
            }
            lines.addLast(line);
        }
    }

    private void add(SparkEvent event) {
        if (event instanceof SparkEvent.Failed failed && error.isEmpty()) {
            error = failed.text();
        }
        if (event instanceof SparkEvent.Progressed && events.peekLast() instanceof SparkEvent.Progressed
                || events.size() == MOST_EVENTS) {
            events.removeLast();
        }
        events.addLast(event);
    }

    /** Returns the events since the last call, in their order. */
    synchronized List<SparkEvent> takeEvents() {
        var taken = new ArrayList<>(events);
        events.clear();
        return taken;
    }

    /** Returns the latest lines that are no events, in their order. */
    synchronized List<String> latestLines() {
        return new ArrayList<>(lines);
    }

    /** Returns the message with which training ended, if it told one. */
    synchronized Optional<String> error() {
        return Optional.of(error).filter(text -> !text.isBlank());
    }
}
