package org.knime.node.parameters.widget.choices;

/** A string and the text that stands for it in the dialog. */
public record StringChoice(String id, String text) {

    public static StringChoice fromId(String id) {
        return new StringChoice(id, id);
    }
}
