package org.seqnet.knime.learner;

import java.util.Optional;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.layout.Layout;
import org.knime.node.parameters.migration.LoadDefaultsForAbsentFields;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.network.ValueLoss;
import org.seqnet.engine.options.TrainingOptions;
import org.seqnet.knime.learner.PreprocessingParameters.Scaling;
import org.seqnet.knime.message.Failures;
import org.seqnet.knime.network.HeadKind;

/** The Rocket Learner's settings. The names of the fields are settings keys and never change. */
@LoadDefaultsForAbsentFields
public final class RocketLearnerParameters implements LearnerSettings {
    RocketDataParameters data = new RocketDataParameters();

    @Layout(LearnerLayout.Preprocessing.class)
    SequencePreprocessingParameters preprocessing = new SequencePreprocessingParameters();

    @Layout(LearnerLayout.Architecture.class)
    RocketParameters rocket = new RocketParameters();

    @Layout(LearnerLayout.Validation.class)
    ValidationParameters validation = new ValidationParameters();

    @Layout(LearnerLayout.Device.class)
    DeviceParameters device = new DeviceParameters();

    @Layout(LearnerLayout.Data.Forecasting.class)
    ForecastParameters forecast = new ForecastParameters();

    RocketLearnerParameters() {
        preprocessing.scaling = Scaling.AUTOMATIC;
    }

    RocketLearnerParameters(NodeParametersInput input) {
        this();
        input.getInTableSpec(0).ifPresent(data::chooseColumns);
    }

    @Override
    public RocketDataParameters data() {
        return data;
    }

    @Override
    public Recipe recipe() {
        var encoder = rocket.encoder();
        var options = TrainingOptions.defaults().with(draft -> {
            draft.epochs = 1;
            draft.batchSize = 1;
            draft.seed = encoder.seed();
            draft.threads = device.threads;
        });
        return new Recipe(
                encoder,
                HeadKind.CLASSES,
                Optional.of(new ValueHead(ValueLoss.SQUARED, forecast::forecast)),
                1,
                Optional.empty(),
                preprocessing.rule(),
                preprocessing.gaps(),
                options,
                false,
                validation.share(options.seed()).map(share -> new HoldOut(share, validation.group())),
                new StopRequest(Optional.empty(), Optional.empty()),
                Optional.empty(),
                Optional.empty());
    }

    @Override
    public Optional<LiveFile> liveFile() {
        return Optional.empty();
    }

    @Override
    public void validate() throws InvalidSettingsException {
        try {
            recipe();
        } catch (SeqNetException e) {
            throw Failures.invalid(e);
        }
    }
}
