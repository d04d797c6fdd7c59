package org.seqnet.engine.scene;

import java.util.List;

/**
 * Labels that occur together.
 *
 * @param line the line of the text that names them, counted from 1
 * @param labels at least one, none twice
 */
record Outfit(int line, List<String> labels) {
    /** Copies the labels. */
    public Outfit {
        labels = List.copyOf(labels);
    }
}
