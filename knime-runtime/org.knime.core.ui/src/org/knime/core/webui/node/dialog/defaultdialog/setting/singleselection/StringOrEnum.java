package org.knime.core.webui.node.dialog.defaultdialog.setting.singleselection;

import java.util.Objects;
import java.util.Optional;
import org.knime.node.parameters.persistence.Persist;
import org.knime.node.parameters.persistence.Persistable;

/** A choice that is either a string, a column's name say, or one of a few constants. */
public final class StringOrEnum<E extends Enum<E>> implements Persistable {

    String regularChoice;

    @Persist(hidden = true)
    E specialChoice;

    StringOrEnum() {}

    public StringOrEnum(String regularChoice) {
        this.regularChoice = regularChoice;
    }

    public StringOrEnum(E specialChoice) {
        this.specialChoice = specialChoice;
    }

    /** Returns the constant, unless a string is chosen. */
    public Optional<E> getEnumChoice() {
        return regularChoice == null ? Optional.ofNullable(specialChoice) : Optional.empty();
    }

    /** Returns the string, null if a constant is chosen. */
    public String getStringChoice() {
        return regularChoice;
    }

    @Override
    public boolean equals(Object obj) {
        return obj instanceof StringOrEnum<?> other
                && Objects.equals(regularChoice, other.regularChoice)
                && Objects.equals(specialChoice, other.specialChoice);
    }

    @Override
    public int hashCode() {
        return Objects.hash(regularChoice, specialChoice);
    }
}
