package org.seqnet.knime.learner;

import java.util.Optional;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.layout.Layout;
import org.knime.node.parameters.migration.LoadDefaultsForAbsentFields;
import org.seqnet.engine.augmentation.Augmentation;
import org.seqnet.engine.network.Recurrent;

/** The LSTM Learner's settings. */
@LoadDefaultsForAbsentFields
public final class LstmLearnerParameters extends ClassOrLabelsLearnerParameters {
    @Layout(LearnerLayout.Preprocessing.class)
    SequencePreprocessingParameters preprocessing = new SequencePreprocessingParameters();

    @Layout(LearnerLayout.Architecture.class)
    RecurrentParameters architecture = new RecurrentParameters();

    @Layout(LearnerLayout.Augmentation.class)
    SequenceAugmentationParameters augmentation = new SequenceAugmentationParameters();

    @Layout(LearnerLayout.Symbols.class)
    SymbolParameters symbols = new SymbolParameters();

    LstmLearnerParameters() {}

    LstmLearnerParameters(NodeParametersInput input) {
        super(input);
        input.getInTableSpec(0).ifPresent(data::chooseSymbols);
        input.getInTableSpec(0).ifPresent(data::chooseSteps);
        becomeNew();
        training.gradientClipping = 1;
    }

    @Override
    SequencePreprocessingParameters preprocessing() {
        return preprocessing;
    }

    @Override
    Recurrent encoder() {
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
