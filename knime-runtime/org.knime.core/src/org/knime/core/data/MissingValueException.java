package org.knime.core.data;

import java.util.Optional;

/** Says that a missing value stands where none can be used. */
public class MissingValueException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient MissingValue value;

    /** Names the value. */
    public MissingValueException(final MissingValue value) {
        this(value, "Encountered a missing value");
    }

    /** Names the value and says what is wrong with it. */
    public MissingValueException(final MissingValue value, final String message) {
        super(message);
        this.value = value;
    }

    /** Says what is wrong. */
    public MissingValueException(final String message) {
        this(null, message);
    }

    /** Returns why the value is missing. */
    public Optional<String> getError() {
        return Optional.ofNullable(value).map(MissingValue::getError);
    }
}
