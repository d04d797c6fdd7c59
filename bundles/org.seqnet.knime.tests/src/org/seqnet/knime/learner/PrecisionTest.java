package org.seqnet.knime.learner;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.webui.node.dialog.defaultdialog.NodeParametersUtil;
import org.seqnet.engine.options.PrecisionChoice;
import org.seqnet.knime.Tables;
import org.seqnet.knime.dialog.PrecisionSetting;

/**
 * The precision of learners where there is no mixed precision: the bundle that computes it is no part of these tests,
 * so that no figure of theirs depends on the processor.
 */
class PrecisionTest extends Learning<LstmLearnerParameters> {
    PrecisionTest() {
        super(Orders.parameters());
    }

    private float[] learned(PrecisionSetting precision, String... warning) throws Exception {
        parameters.device.precision = precision;
        var run = execute(Orders.rows(60));
        assertThat(run.warning().stream()).containsExactly(warning);
        assertThat(Tables.column(run.table(1), "Device"))
                .isNotEmpty()
                .allMatch(device -> device.matches("CPU, \\d+ threads?"));
        assertThat(network(run).provenance().options().precision()).isEqualTo(PrecisionChoice.SINGLE);
        return network(run).parameters();
    }

    @Test
    void mixed_precision_that_is_not_available_is_told_of_and_gives_the_network_of_single_precision() throws Exception {
        var single = learned(PrecisionSetting.SINGLE);

        assertThat(learned(
                        PrecisionSetting.MIXED,
                        "Mixed precision is not available: The bundle org.seqnet.onednn is not installed. The network "
                                + "was trained in single precision."))
                .isEqualTo(single);
    }

    @Test
    void automatic_precision_that_is_single_is_not_told_of() throws Exception {
        parameters.architecture.hiddenUnits = 64;
        var single = learned(PrecisionSetting.SINGLE);

        assertThat(learned(PrecisionSetting.AUTOMATIC)).isEqualTo(single);
    }

    @Test
    void the_names_that_are_saved_never_change() {
        assertThat(PrecisionSetting.values())
                .extracting(PrecisionSetting::name)
                .containsExactly("SINGLE", "MIXED", "AUTOMATIC");
    }

    @Test
    void a_search_tells_once_of_mixed_precision_that_is_not_available() throws Exception {
        parameters.device.precision = PrecisionSetting.MIXED;
        parameters.search.enabled = true;
        parameters.search.trials = 2;
        var run = execute(Orders.rows(40), Orders.rows(10));

        assertThat(run.warning())
                .contains("Mixed precision is not available: The bundle org.seqnet.onednn is not installed. The "
                        + "network was trained in single precision.");
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                LstmLearnerParameters.class,
                GruLearnerParameters.class,
                RnnLearnerParameters.class,
                SequenceCnnLearnerParameters.class,
                CnnLearnerParameters.class,
                CnnRnnLearnerParameters.class
            })
    <P extends LearnerParameters> void learners_compute_in_single_precision_unless_they_are_told_otherwise(
            Class<P> type) throws Exception {
        var anew = NodeParametersUtil.createSettings(type, new PortObjectSpec[] {Orders.SPEC});
        var older = NodeParametersUtil.createSettings(type);

        assertThat(anew.recipe().options().precision()).isEqualTo(PrecisionChoice.SINGLE);
        assertThat(older.recipe().options().precision()).isEqualTo(PrecisionChoice.SINGLE);
    }
}
