package org.knime.core.ui.embedded.parameters;

import java.util.Locale;
import org.knime.node.parameters.widget.choices.Label;

/** What a user reads for the constants of an enum. */
public final class Constants {
    private Constants() {}

    /** Returns the text of the constant's {@link Label}; without one, {@code SOME_NAME} reads "Some name". */
    public static String title(Enum<?> constant) {
        var label = label(constant);
        if (label != null) {
            return label.value();
        }
        var words = constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    /** Returns the description of the constant's {@link Label}, empty without one. */
    public static String description(Enum<?> constant) {
        var label = label(constant);
        return label == null ? "" : label.description();
    }

    private static Label label(Enum<?> constant) {
        try {
            return constant.getDeclaringClass().getField(constant.name()).getAnnotation(Label.class);
        } catch (NoSuchFieldException e) {
            throw new IllegalStateException(constant + " is no constant of its own enum.", e);
        }
    }
}
