package org.seqnet.knime.sequence;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.knime.core.node.NodeSettings;
import org.knime.core.webui.node.dialog.defaultdialog.NodeParametersUtil;
import org.seqnet.knime.image.ImageSize;
import org.seqnet.knime.sequence.StepParameters.Steps;

class StoredSettingsTest {
    @Test
    void a_workflow_from_before_there_was_a_choice_of_inputs_reads_tensors() throws Exception {
        var stored = new NodeSettings("model");
        stored.addString("tensorColumn", "image");
        stored.addString("timeSteps", "COLUMNS");
        stored.addInt("stepLength", 14);
        stored.addString("missingValues", "FAIL");
        stored.addString("scaling", "NONE");
        stored.addString("range", "CUSTOM");
        stored.addDouble("minimum", 1);
        stored.addDouble("maximum", 2);
        stored.addString("figures", "CUSTOM");
        stored.addDouble("mean", 3);
        stored.addDouble("deviation", 4);
        stored.addString("output", "REPLACE");
        stored.addString("newColumn", "steps");

        var loaded = NodeParametersUtil.loadSettings(stored, SequenceReshaperParameters.class);
        loaded.validate();

        assertThat(loaded.input).isEqualTo(Input.TENSORS);
        assertThat(loaded.tensorColumn).isEqualTo("image");
        assertThat(loaded.timeSteps).isEqualTo(Steps.COLUMNS);
        assertThat(loaded.stepLength).isEqualTo(14);
        assertThat(loaded.newColumn).isEqualTo("steps");
        assertThat(loaded.numericColumns).isEmpty();
        assertThat(loaded.valueOrder).isEqualTo(ValueOrder.BY_STEP);
        assertThat(loaded.endAtMissing).isFalse();
        assertThat(loaded.channelOrder).isEqualTo(ChannelOrder.LAST);
        assertThat(loaded.imageSize).isEqualTo(ImageSize.KEEP);
        assertThat(loaded.folderLabel).isFalse();
        assertThat(loaded.forecast).isFalse();
        assertThat(loaded.forecasts()).isFalse();
    }
}
