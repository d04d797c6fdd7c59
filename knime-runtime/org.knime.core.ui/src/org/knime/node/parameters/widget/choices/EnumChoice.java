package org.knime.node.parameters.widget.choices;

import org.knime.core.ui.embedded.parameters.Constants;

/** A constant and the text that stands for it in the dialog. */
public record EnumChoice<E extends Enum<E>>(E id, String text) {
    /** Takes the text from the constant's {@link Label}, or else from its name. */
    public static <E extends Enum<E>> EnumChoice<E> fromEnumConst(E enumConst) {
        return new EnumChoice<>(enumConst, Constants.title(enumConst));
    }
}
