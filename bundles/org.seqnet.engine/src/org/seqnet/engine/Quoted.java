package org.seqnet.engine;

/** Text from a file or a setting as a message can show it: on one line, and not longer than a line. */
public final class Quoted {
    private static final int LONGEST = 80;

    private Quoted() {}

    /** Returns the text in single quotes; what does not print is a question mark, and what is too long is cut. */
    public static String of(String text) {
        var shown = text.length() > LONGEST ? text.substring(0, LONGEST) + "..." : text;
        return "'" + shown.replaceAll("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]", "?") + "'";
    }
}
