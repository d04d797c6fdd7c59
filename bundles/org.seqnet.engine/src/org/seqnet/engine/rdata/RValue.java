package org.seqnet.engine.rdata;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A value of R, as far as data sets need it: vectors, lists of values, and what is attached to them. */
public sealed interface RValue {
    /** R's NULL. */
    RValue NOTHING = new Nothing();

    /** Returns what is attached by name, such as {@code levels} to a factor. */
    default Map<String, RValue> attributes() {
        return Map.of();
    }

    /** Returns one attribute. */
    default Optional<RValue> attribute(String name) {
        return Optional.ofNullable(attributes().get(name));
    }

    /** R's NULL. */
    record Nothing() implements RValue {}

    /** Numbers, integers or truth values (0 and 1); NaN where R has NA. */
    record Numbers(double[] values, Map<String, RValue> attributes) implements RValue {
        public Numbers {
            attributes = Map.copyOf(attributes);
        }
    }

    /** Texts. */
    record Texts(List<String> values, Map<String, RValue> attributes) implements RValue {
        public Texts {
            values = List.copyOf(values);
            attributes = Map.copyOf(attributes);
        }
    }

    /** A list; a data frame is a list of columns. Their names are the attribute {@code names}. */
    record Items(List<RValue> values, Map<String, RValue> attributes) implements RValue {
        public Items {
            values = List.copyOf(values);
            attributes = Map.copyOf(attributes);
        }

        /** Returns the value with a name. */
        public Optional<RValue> named(String name) {
            if (attribute("names").orElse(NOTHING) instanceof Texts names) {
                int index = names.values().indexOf(name);
                return index >= 0 && index < values.size() ? Optional.of(values.get(index)) : Optional.empty();
            }
            return Optional.empty();
        }
    }
}
