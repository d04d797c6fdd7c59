package org.seqnet.knime.learner;

import java.math.BigDecimal;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.NodeSettingsWO;
import org.knime.node.parameters.persistence.NodeParametersPersistor;
import org.knime.node.parameters.widget.text.TextInputWidgetValidation.PatternValidation;

/**
 * Saves a number that the dialog edits as text. KNIME's number field steps by 0.1 and rounds to that, so that one click
 * changes a rate of 0.001 to 0.1.
 */
abstract class TypedNumber implements NodeParametersPersistor<String> {
    private static final String DIGITS = "\\s*([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][-+]?[0-9]+)?\\s*";
    private static final double SMALLEST_PLAIN = 1e-7;
    private static final double LARGEST_PLAIN = 1e7;

    private final String key;

    TypedNumber(String key) {
        this.key = key;
    }

    @Override
    public String load(NodeSettingsRO settings) throws InvalidSettingsException {
        return text(settings.getDouble(key));
    }

    @Override
    public void save(String text, NodeSettingsWO settings) {
        settings.addDouble(key, number(text));
    }

    @Override
    public String[][] getConfigPaths() {
        return new String[][] {{key}};
    }

    /** Returns the number in a text; NaN, which every setting refuses, if there is none. */
    static double number(String text) {
        try {
            return Double.parseDouble(text.strip());
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    /** Returns the shortest text for exactly this number, without an exponent where that is easy to read. */
    static String text(double number) {
        double size = Math.abs(number);
        return number == 0 || size >= SMALLEST_PLAIN && size < LARGEST_PLAIN
                ? BigDecimal.valueOf(number).stripTrailingZeros().toPlainString()
                : Double.toString(number);
    }

    /** Accepts numbers greater than 0. */
    static final class Positive extends PatternValidation {
        @Override
        protected String getPattern() {
            return "(?=[^eE]*[1-9])" + DIGITS;
        }

        @Override
        public String getErrorMessage() {
            return "Enter a number greater than 0, such as 0.001 or 1e-3.";
        }
    }

    /** Accepts 0 and greater numbers. */
    static final class NotNegative extends PatternValidation {
        @Override
        protected String getPattern() {
            return DIGITS;
        }

        @Override
        public String getErrorMessage() {
            return "Enter a number greater than or equal to 0, such as 0.0001 or 1e-4.";
        }
    }
}
