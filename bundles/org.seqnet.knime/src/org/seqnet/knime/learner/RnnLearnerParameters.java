package org.seqnet.knime.learner;

import java.util.Optional;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.layout.Layout;
import org.knime.node.parameters.migration.LoadDefaultsForAbsentFields;
import org.seqnet.engine.augmentation.Augmentation;
import org.seqnet.engine.network.Recurrent;

/** The RNN Learner's settings. */
@LoadDefaultsForAbsentFields
public final class RnnLearnerParameters extends ClassOrLabelsLearnerParameters {
    @Layout(LearnerLayout.Preprocessing.class)
    SequencePreprocessingParameters preprocessing = new SequencePreprocessingParameters();

    @Layout(LearnerLayout.Architecture.class)
    SimpleRecurrentParameters architecture = new SimpleRecurrentParameters();

    @Layout(LearnerLayout.Augmentation.class)
    SequenceAugmentationParameters augmentation = new SequenceAugmentationParameters();

    {
        training.gradientClipping = 1; // the gradients of simple cells may explode
    }

    @Layout(LearnerLayout.Symbols.class)
    SymbolParameters symbols = new SymbolParameters();

    RnnLearnerParameters() {}

    RnnLearnerParameters(NodeParametersInput input) {
        super(input);
        input.getInTableSpec(0).ifPresent(data::chooseSymbols);
        input.getInTableSpec(0).ifPresent(data::chooseSteps);
        becomeNew();
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
