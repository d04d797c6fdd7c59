package org.seqnet.knime.spark;

import java.util.ArrayList;
import java.util.List;

/** The arguments of a program, one after another. */
final class Arguments {
    private final List<String> words = new ArrayList<>();

    /** Adds an option with its values. */
    Arguments with(String option, Object... values) {
        words.add(option);
        for (var value : values) {
            words.add(value.toString());
        }
        return this;
    }

    /** Adds an option without a value if it is on. */
    Arguments flag(String option, boolean isOn) {
        return isOn ? with(option) : this;
    }

    /** Returns them. */
    List<String> list() {
        return List.copyOf(words);
    }
}
