package org.seqnet.knime.learner;

import java.util.Optional;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.layout.Layout;
import org.knime.node.parameters.migration.LoadDefaultsForAbsentFields;
import org.seqnet.engine.augmentation.Augmentation;
import org.seqnet.engine.network.Encoder;

/** The Sequence CNN Learner's settings. */
@LoadDefaultsForAbsentFields
public final class SequenceCnnLearnerParameters extends ClassOrLabelsLearnerParameters {
    @Layout(LearnerLayout.Preprocessing.class)
    SequencePreprocessingParameters preprocessing = new SequencePreprocessingParameters();

    @Layout(LearnerLayout.Architecture.class)
    TemporalConvolutionalParameters architecture = new TemporalConvolutionalParameters();

    @Layout(LearnerLayout.Augmentation.class)
    SequenceAugmentationParameters augmentation = new SequenceAugmentationParameters();

    @Layout(LearnerLayout.Symbols.class)
    SymbolParameters symbols = new SymbolParameters();

    SequenceCnnLearnerParameters() {}

    SequenceCnnLearnerParameters(NodeParametersInput input) {
        super(input);
        input.getInTableSpec(0).ifPresent(data::chooseSymbols);
        becomeNew();
    }

    @Override
    SequencePreprocessingParameters preprocessing() {
        return preprocessing;
    }

    @Override
    Encoder encoder() {
        return architecture.encoder();
    }

    @Override
    public Optional<SymbolParameters> symbols() {
        return Optional.of(symbols);
    }

    @Override
    Augmentation augmentation() {
        return augmentation.augmentation();
    }
}
