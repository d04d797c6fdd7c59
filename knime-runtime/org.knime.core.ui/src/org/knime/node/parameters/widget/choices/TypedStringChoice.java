package org.knime.node.parameters.widget.choices;

import org.knime.core.data.DataColumnSpec;

/** A name together with the type of what it names. */
public record TypedStringChoice(String id, String text, PossibleTypeValue type) {
    /** Makes a choice of a column, its type identified by the preferred value class. */
    public static TypedStringChoice fromColSpec(DataColumnSpec colSpec) {
        var type = colSpec.getType();
        return new TypedStringChoice(
                colSpec.getName(),
                colSpec.getName(),
                new PossibleTypeValue(type.getPreferredValueClass().getName(), type.getName()));
    }

    /** A type's key and the text that stands for it. */
    public record PossibleTypeValue(String id, String text) {}
}
