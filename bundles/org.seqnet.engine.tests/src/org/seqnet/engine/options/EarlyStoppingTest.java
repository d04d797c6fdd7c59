package org.seqnet.engine.options;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.options.EarlyStopping.Measure;

class EarlyStoppingTest {
    @Test
    void settings_outside_their_range_are_refused_by_name() {
        assertThatThrownBy(() -> new EarlyStopping(Measure.VALIDATION_LOSS, 0, 0))
                .isInstanceOf(SeqNetException.class)
                .hasMessage("Early stopping, patience: 0 is not at least 1 epoch.");
        assertThatThrownBy(() -> new EarlyStopping(Measure.VALIDATION_LOSS, 1, -0.5))
                .isInstanceOf(SeqNetException.class)
                .hasMessage("Early stopping, minimum improvement: -0.5 is not a number of at least 0.");
    }
}
