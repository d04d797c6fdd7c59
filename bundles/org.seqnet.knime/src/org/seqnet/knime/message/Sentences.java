package org.seqnet.knime.message;

/** What the engine says, as part of a longer sentence. */
public final class Sentences {
    private Sentences() {}

    /** Returns a sentence of its own. */
    public static String of(String words) {
        return begun(words) + ".";
    }

    /** Returns words as they begin a sentence. */
    public static String begun(String words) {
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }

    /** Returns a sentence as it goes on after a colon. */
    public static String continued(String sentence) {
        return Character.toLowerCase(sentence.charAt(0)) + sentence.substring(1);
    }
}
