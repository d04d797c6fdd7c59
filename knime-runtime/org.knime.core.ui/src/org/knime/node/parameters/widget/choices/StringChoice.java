package org.knime.node.parameters.widget.choices;

/** A text that is saved, and the text that stands for it. */
public record StringChoice(String id, String text) {
    /** Makes a choice that is shown as it is saved. */
    public static StringChoice fromId(final String id) {
        return new StringChoice(id, id);
    }
}
