package org.knime.node.parameters.widget.text;

/** A constraint on a text, which only a dialog tests. */
public sealed interface TextInputWidgetValidation {
    String getErrorMessage();

    record PatternValidationParams(String pattern) {}

    /** A regular expression that the whole text matches. */
    abstract non-sealed class PatternValidation implements TextInputWidgetValidation {
        public final PatternValidationParams getParameters() {
            return new PatternValidationParams(getPattern());
        }

        @Override
        public String getErrorMessage() {
            return "Enter a text that matches " + getPattern() + ".";
        }

        protected abstract String getPattern();
    }
}
