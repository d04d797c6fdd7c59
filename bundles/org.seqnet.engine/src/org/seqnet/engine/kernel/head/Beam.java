package org.seqnet.engine.kernel.head;

/**
 * How paths are searched.
 *
 * @param width how many prefixes of paths are followed at once, B, at least 1
 * @param longest the most labels of a path, L; 0 stands for all labels
 * @param scores whether each label is to have a score
 */
public record Beam(int width, int longest, boolean scores) {

    public Beam {
        if (width < 1 || longest < 0) {
            throw new IllegalArgumentException("A beam of " + width + " prefixes of at most " + longest + " labels.");
        }
    }
}
