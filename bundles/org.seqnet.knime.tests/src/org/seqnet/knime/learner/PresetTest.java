package org.seqnet.knime.learner;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.NodeSettings;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortType;
import org.knime.core.webui.node.dialog.defaultdialog.NodeParametersUtil;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.updates.StateProvider;
import org.knime.node.parameters.updates.ValueProvider;
import org.knime.node.parameters.widget.message.TextMessage.Message;
import org.knime.node.parameters.widget.message.TextMessage.MessageType;
import org.seqnet.engine.options.Schedule.OneCycle;
import org.seqnet.engine.options.TrainingOptions;
import org.seqnet.knime.DialogState;
import org.seqnet.knime.WorkflowsTest;

/** What the presets of the learners' dialogs fill in, and what they leave as it is. */
class PresetTest {
    /** Fields that no preset has. */
    private static DialogState edited(Preset preset) {
        return new DialogState()
                .with(Preset.Selected.class, preset)
                .with(TrainingParameters.Epochs.class, 7)
                .with(TrainingParameters.AutomaticBatchSize.class, true)
                .with(TrainingParameters.BatchSize.class, 9)
                .with(TrainingParameters.Optimizer.class, UpdateRule.SGD)
                .with(TrainingParameters.Rate.class, "0.5")
                .with(TrainingParameters.Penalty.class, "0.01")
                .with(TrainingParameters.Clipping.class, 5.0)
                .with(TrainingParameters.Averaging.class, false)
                .with(TrainingParameters.Shuffling.class, false)
                .with(LearningRateParameters.Source.class, RateSource.FOUND)
                .with(LearningRateParameters.Kind.class, RateSchedule.COSINE)
                .with(LearningRateParameters.WarmUp.class, 0.5)
                .with(EarlyStoppingParameters.Enabled.class, true)
                .with(EarlyStoppingParameters.StopsAtAccuracy.class, true);
    }

    /** Returns the settings after a preset was selected: each field that it may fill in has what it computes. */
    private static LstmLearnerParameters filled(Preset preset, NodeParametersInput input) throws Exception {
        var parameters = new LstmLearnerParameters();
        for (var group : List.of(parameters.training, parameters.learningRate, parameters.earlyStopping)) {
            for (var field : group.getClass().getDeclaredFields()) {
                var provider = field.getAnnotation(ValueProvider.class);
                if (provider != null && PresetValue.class.isAssignableFrom(provider.value())) {
                    var constructor = provider.value().getDeclaredConstructor();
                    constructor.setAccessible(true);
                    StateProvider<?> made = constructor.newInstance();
                    field.set(group, edited(preset).of(made, input));
                }
            }
        }
        return parameters;
    }

    private static NodeParametersInput unexecuted() {
        return LearnerDialogTest.input(Orders.rows(30).getDataTableSpec());
    }

    /** Returns inputs of which some have been executed; all else that a dialog may ask for is an error. */
    private static NodeParametersInput holding(PortObject... objects) {
        return (NodeParametersInput) Proxy.newProxyInstance(
                PresetTest.class.getClassLoader(), new Class<?>[] {NodeParametersInput.class}, (proxy, method, any) -> {
                    if (method.getName().equals("getInPortTypes")) {
                        return new PortType[] {BufferedDataTable.TYPE};
                    }
                    assertThat(method.getName()).isEqualTo("getInPortObjects");
                    return objects;
                });
    }

    @Test
    void the_quick_start_is_one_cycle_of_few_epochs() throws Exception {
        var parameters = filled(Preset.QUICK_START, unexecuted());

        assertThat(parameters.training.automaticBatchSize).isFalse();
        assertThat(parameters.recipe().options())
                .isEqualTo(TrainingOptions.defaults().with(draft -> {
                    draft.epochs = 4;
                    draft.batchSize = 100;
                    draft.learningRate = 0.006;
                    draft.gradientClipping = 1;
                    draft.schedule = new OneCycle();
                }));
    }

    @Test
    void the_notebook_has_the_reference_settings() throws Exception {
        var parameters = filled(Preset.NOTEBOOK, holding(Orders.rows(30)));

        assertThat(parameters.training.automaticBatchSize).isFalse();
        assertThat(parameters.recipe().options()).isEqualTo(TrainingOptions.defaults());
    }

    @Test
    void custom_leaves_all_fields_as_they_are() throws Exception {
        var parameters = filled(Preset.CUSTOM, holding(Orders.rows(30)));

        assertThat(parameters.training.epochs).isEqualTo(7);
        assertThat(parameters.training.automaticBatchSize).isTrue();
        assertThat(parameters.training.batchSize).isEqualTo(9);
        assertThat(parameters.training.updater).isEqualTo(UpdateRule.SGD);
        assertThat(parameters.training.learningRate).isEqualTo("0.5");
        assertThat(parameters.training.l2).isEqualTo("0.01");
        assertThat(parameters.training.gradientClipping).isEqualTo(5);
        assertThat(parameters.training.averageWeights).isFalse();
        assertThat(parameters.training.shuffle).isFalse();
        assertThat(parameters.learningRate.source).isEqualTo(RateSource.FOUND);
        assertThat(parameters.learningRate.schedule).isEqualTo(RateSchedule.COSINE);
        assertThat(parameters.learningRate.warmUpEpochs).isEqualTo(0.5);
        assertThat(parameters.earlyStopping.enabled).isTrue();
        assertThat(parameters.earlyStopping.stopAtAccuracy).isTrue();
    }

    @Test
    void the_rows_are_those_of_the_training_table_if_it_is_there() throws Exception {
        assertThat(filled(Preset.QUICK_START, holding(Orders.rows(270), Orders.rows(30))).training.epochs)
                .isEqualTo(142);
        assertThat(filled(Preset.QUICK_START, holding(null, Orders.rows(30))).training.epochs)
                .isEqualTo(4);
        assertThat(filled(Preset.QUICK_START, holding((PortObject[]) null)).training.epochs)
                .isEqualTo(4);
    }

    @Test
    void a_training_table_that_is_not_there_is_told_of_when_its_rows_matter() throws Exception {
        assertThat(message(Preset.QUICK_START, holding(null, Orders.rows(30))))
                .contains(new Message(
                        "Training table not available",
                        "The preset \"Quick start\" fills in the values for 60,000 rows. For a training table of "
                                + "another size, execute the preceding nodes, and then select \"Custom\" and \"Quick "
                                + "start\" again.",
                        MessageType.INFO));
        assertThat(message(Preset.QUICK_START, holding(Orders.rows(30)))).isEmpty();
        assertThat(message(Preset.NOTEBOOK, unexecuted())).isEmpty();
        assertThat(message(Preset.CUSTOM, unexecuted())).isEmpty();
    }

    private static Optional<Message> message(Preset preset, NodeParametersInput input) throws Exception {
        return edited(preset).of(new Preset.TableNotAvailable(), input);
    }

    @Test
    void the_workflow_of_the_quick_start_has_its_settings() throws Exception {
        var file = WorkflowsTest.repository().resolve("workflows/mnist-fast/LSTM Learner (#3)/settings.xml");
        try (var in = Files.newInputStream(file)) {
            var settings = NodeSettings.loadFromXML(in).getNodeSettings("model");
            var parameters = NodeParametersUtil.loadSettings(settings, LstmLearnerParameters.class);

            assertThat(parameters.training.preset).isEqualTo(Preset.QUICK_START);
            assertThat(parameters.recipe().options()).isEqualTo(TrainingOptions.quickStart(60_000));
        }
    }

    @Test
    void the_names_that_are_saved_never_change() {
        assertThat(Preset.values()).extracting(Preset::name).containsExactly("CUSTOM", "QUICK_START", "NOTEBOOK");
    }

    @Test
    void settings_without_a_preset_are_custom_and_a_preset_alone_changes_nothing() throws Exception {
        assertThat(loaded("<entry key=\"preset\" type=\"xstring\" value=\"CUSTOM\"/>", "").training.preset)
                .isEqualTo(Preset.CUSTOM);
        var preset = loaded("value=\"CUSTOM\"/>\n", "value=\"QUICK_START\"/>\n");
        assertThat(preset.training.preset).isEqualTo(Preset.QUICK_START);
        assertThat(preset.recipe().options()).isEqualTo(TrainingOptions.defaults());
    }

    /** Returns what saved settings mean after the first occurrence of a text in them has been replaced. */
    private static LstmLearnerParameters loaded(String text, String replacement) throws Exception {
        var settings = new NodeSettings("model");
        NodeParametersUtil.saveSettings(LstmLearnerParameters.class, new LstmLearnerParameters(), settings);
        var xml = new ByteArrayOutputStream();
        settings.saveToXML(xml);
        var saved = xml.toString(UTF_8);
        assertThat(saved).contains(text);
        var changed = saved.replaceFirst(Pattern.quote(text), Matcher.quoteReplacement(replacement));
        return NodeParametersUtil.loadSettings(
                NodeSettings.loadFromXML(new ByteArrayInputStream(changed.getBytes(UTF_8))),
                LstmLearnerParameters.class);
    }
}
