package org.seqnet.engine.sequence;

/** What the labels are in the data that a network learned from. A label's name is its value as text. */
public enum LabelType {
    /** Any text. */
    TEXT("a text"),
    /** A whole number of 32 bits. */
    INTEGER("a 32-bit integer"),
    /** A whole number of 64 bits. */
    LONG("a 64-bit integer"),
    /** {@code false} or {@code true}. */
    BOOLEAN("a boolean");

    private final String title;

    LabelType(String title) {
        this.title = title;
    }

    /** Says whether this is the one name of a value; {@code "01"} is another of the number 1. */
    boolean has(String name) {
        try {
            return switch (this) {
                case TEXT -> true;
                case INTEGER -> name.equals(Integer.toString(Integer.parseInt(name)));
                case LONG -> name.equals(Long.toString(Long.parseLong(name)));
                case BOOLEAN -> name.equals("false") || name.equals("true");
            };
        } catch (NumberFormatException e) {
            return false;
        }
    }

    /** Returns what messages call a value. */
    public String title() {
        return title;
    }
}
