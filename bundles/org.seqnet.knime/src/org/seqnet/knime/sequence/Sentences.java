package org.seqnet.knime.sequence;

/** What the engine says, as part of a longer sentence. */
final class Sentences {
    private Sentences() {}

    /** Returns a sentence of its own. */
    static String of(String words) {
        return Character.toUpperCase(words.charAt(0)) + words.substring(1) + ".";
    }

    /** Returns a sentence as it goes on after a colon. */
    static String continued(String sentence) {
        return Character.toLowerCase(sentence.charAt(0)) + sentence.substring(1);
    }
}
