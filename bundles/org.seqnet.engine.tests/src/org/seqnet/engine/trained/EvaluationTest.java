package org.seqnet.engine.trained;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EvaluationTest {
    @Test
    void labels_have_an_accuracy() {
        assertThat(new Evaluation(0.97612, 1).text(", ")).isEqualTo("accuracy 0.9761");
    }

    @ParameterizedTest
    @CsvSource({
        "2.31249, 2.312",
        "0, 0",
        "12345.6, 12350",
        "120000000, 120000000",
        "0.00012, 0.00012",
        "1700000000000, 1.700e+12",
        "0.0000123456, 1.235e-05",
    })
    void numbers_have_errors_of_four_digits_in_any_unit(double error, String text) {
        var evaluation = new Evaluation(-0.25, 1, Optional.of(new Errors(error, 2)));

        assertThat(evaluation.text("  ")).isEqualTo("R² -0.2500  MAE " + text + "  RMSE 2");
    }
}
