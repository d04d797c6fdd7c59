package org.seqnet.knime.learner;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.knime.core.node.NodeSettings;
import org.knime.node.parameters.widget.text.TextInputWidgetValidation.PatternValidation;

class TypedNumberTest {
    private final TypedNumber.Positive positive = new TypedNumber.Positive();
    private final TypedNumber.NotNegative notNegative = new TypedNumber.NotNegative();

    @ParameterizedTest
    @CsvSource({
        "0, 0", "1, 1", "0.001, 0.001", "0.1, 0.1", "1e-4, 0.0001", "3e-4, 0.0003",
        "1e-7, 0.0000001", "1e-8, 1.0E-8", "1234567.5, 1234567.5", "1e30, 1.0E30", "NaN, NaN", "-0.5, -0.5"
    })
    void a_number_in_the_settings_is_read_as_the_text_that_one_would_type(double number, String text) throws Exception {
        var settings = new NodeSettings("training");
        settings.addDouble("learningRate", number);

        assertThat(new TrainingParameters.LearningRate().load(settings)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"0.001, 0.001", "1e-3, 0.001", "' .5 ', 0.5", "5., 5", "0, 0", "0.1.2, NaN", "'0,001', NaN", "'', NaN"})
    void a_text_is_kept_as_the_number_that_it_says(String text, Double number) throws Exception {
        var settings = new NodeSettings("training");

        new TrainingParameters.LearningRate().save(text, settings);

        assertThat(settings.getDouble("learningRate")).isEqualTo(number);
        assertThat(settings.keySet()).containsExactly("learningRate");
    }

    @Test
    void every_number_comes_back_to_the_last_bit() {
        var random = new Random(1);
        for (int i = 0; i < 100_000; i++) {
            Double number = Double.longBitsToDouble(random.nextLong());
            assertThat(TypedNumber.number(TypedNumber.text(number))).isEqualTo(number);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.001", "1e-3", "1E3", ".5", "5.", "10", " 0.1 ", "0.05e+2"})
    void numbers_above_0_pass_both_checks_of_the_dialog(String text) {
        assertThat(passes(positive, text)).isTrue();
        assertThat(passes(notNegative, text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "0.000", "0e5", ".0"})
    void zero_passes_one_of_them(String text) {
        assertThat(passes(positive, text)).isFalse();
        assertThat(passes(notNegative, text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "-1", "0,001", "1.2.3", "1e", "e5", "NaN", "Infinity", "1d", "0x1", "1 2", "."})
    void anything_else_passes_none(String text) {
        assertThat(passes(positive, text)).isFalse();
        assertThat(passes(notNegative, text)).isFalse();
    }

    /** As KNIME's dialog does, whose patterns these are as well as Java's. */
    private static boolean passes(PatternValidation check, String text) {
        return text.matches("^(" + check.getParameters().pattern() + ")$");
    }
}
