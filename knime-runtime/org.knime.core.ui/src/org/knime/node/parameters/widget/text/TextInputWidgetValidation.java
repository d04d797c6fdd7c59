package org.knime.node.parameters.widget.text;

import org.knime.node.parameters.validation.BuiltinValidation;

/** A constraint on a text. */
public sealed interface TextInputWidgetValidation extends BuiltinValidation {

    record PatternValidationParams(String pattern) {}

    /** A regular expression that the whole text matches. */
    abstract non-sealed class PatternValidation implements TextInputWidgetValidation {

        @Override
        public final PatternValidationParams getParameters() {
            return new PatternValidationParams(getPattern());
        }

        @Override
        public String getErrorMessage() {
            return "Enter a text that matches " + getPattern() + ".";
        }

        protected abstract String getPattern();

        /** More than white space. */
        public static final class IsNotBlankValidation extends PatternValidation {

            @Override
            public String getErrorMessage() {
                return "Enter more than white space.";
            }

            @Override
            public String getPattern() {
                return ".*\\S.*";
            }
        }

        /** One character or more. */
        public static final class IsNotEmptyValidation extends MinLengthValidation {

            @Override
            public String getErrorMessage() {
                return "Enter a text.";
            }

            @Override
            protected int getMinLength() {
                return 1;
            }
        }

        /** One character. */
        public static final class IsSingleCharacterValidation extends PatternValidation {

            @Override
            public String getErrorMessage() {
                return "Enter a single character.";
            }

            @Override
            public String getPattern() {
                return "^.$";
            }
        }
    }

    /** A lower bound of the length. */
    abstract non-sealed class MinLengthValidation implements TextInputWidgetValidation {

        record MinLengthValidationParams(int minLength) {}

        @Override
        public final MinLengthValidationParams getParameters() {
            return new MinLengthValidationParams(getMinLength());
        }

        @Override
        public String getErrorMessage() {
            return "Enter a text of " + getMinLength() + " or more characters.";
        }

        protected abstract int getMinLength();
    }

    /** An upper bound of the length. */
    abstract non-sealed class MaxLengthValidation implements TextInputWidgetValidation {

        record MaxLengthValidationParams(int maxLength) {}

        @Override
        public final MaxLengthValidationParams getParameters() {
            return new MaxLengthValidationParams(getMaxLength());
        }

        @Override
        public String getErrorMessage() {
            return "Enter a text of " + getMaxLength() + " or fewer characters.";
        }

        protected abstract int getMaxLength();

        /** One character or none. */
        public static final class HasAtMaxOneCharValidation extends MaxLengthValidation {

            @Override
            public int getMaxLength() {
                return 1;
            }
        }
    }
}
