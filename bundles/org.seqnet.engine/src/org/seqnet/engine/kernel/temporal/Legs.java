package org.seqnet.engine.kernel.temporal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Divides the way of a mini-batch into legs, with as few meetings as there can be: normalizations that are ready meet
 * together.
 */
final class Legs {
    private final List<Leg> legs = new ArrayList<>();
    private List<NormalizationOperation> meetings = List.of();
    private List<Leg.Step> steps = new ArrayList<>();
    /** Those that have been measured or have gathered, but have not met. */
    private List<NormalizationOperation> waiting = new ArrayList<>();

    private Legs() {}

    /**
     * An operation on its place.
     *
     * @param operation the operation
     * @param normalization the operation again, if it normalizes
     * @param target the signal that it writes
     */
    record Place(Operation operation, Optional<NormalizationOperation> normalization, int target) {

        /** Returns the same, which normalizes by moving averages if it does. */
        Place withoutMeeting() {
            return new Place(operation, Optional.empty(), target);
        }
    }

    /** Returns the way forward. */
    static List<Leg> forward(List<Place> places) {
        var legs = new Legs();
        legs.measure(places, 0);
        for (int i = 0; i < places.size(); i++) {
            var place = places.get(i);
            if (place.normalization().filter(legs.waiting::contains).isPresent()) {
                legs.end();
            }
            legs.steps.add((signals, sequence, task) -> place.operation().forward(signals, sequence));
            if (places.subList(i + 1, places.size()).stream().noneMatch(later -> later.target() == place.target())) {
                legs.measure(places, place.target());
            }
        }
        legs.end();
        return legs.legs;
    }

    /** Has the normalizations measured that read a signal, which is complete. */
    private void measure(List<Place> places, int signal) {
        for (var place : places) {
            place.normalization().filter(one -> one.shape().source() == signal).ifPresent(one -> {
                steps.add((signals, sequence, task) -> one.measure(signals, sequence));
                waiting.add(one);
            });
        }
    }

    /** Returns the way backward. */
    static List<Leg> backward(List<Place> places) {
        var legs = new Legs();
        for (int i = places.size() - 1; i >= 0; i--) {
            var place = places.get(i);
            if (place.normalization().isPresent()) {
                legs.gather(place.normalization().get());
            } else {
                legs.endGathered();
                legs.steps.add(place.operation()::backward);
            }
        }
        legs.endGathered();
        legs.end();
        return legs.legs;
    }

    private void gather(NormalizationOperation normalization) {
        int target = normalization.shape().target();
        if (waiting.stream().anyMatch(one -> one.shape().source() == target)) {
            endGathered();
        }
        steps.add((signals, sequence, task) -> normalization.gather(signals, sequence));
        waiting.add(normalization);
    }

    private void endGathered() {
        if (!waiting.isEmpty()) {
            end();
            meetings.forEach(one -> steps.add(one::backward));
        }
    }

    private void end() {
        legs.add(new Leg(meetings, steps));
        meetings = waiting;
        steps = new ArrayList<>();
        waiting = new ArrayList<>();
    }
}
