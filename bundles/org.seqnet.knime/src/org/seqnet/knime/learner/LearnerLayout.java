package org.seqnet.knime.learner;

import org.knime.node.parameters.Advanced;
import org.knime.node.parameters.layout.After;
import org.knime.node.parameters.layout.Section;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.Effect.EffectType;

/** The sections of every learner's dialog, in their order. */
public interface LearnerLayout {
    /** Where a learner runs that does not run here. */
    @Section(title = "Run")
    interface Run {}

    /** Which columns are learned from. */
    @Section(title = "Data")
    @After(Run.class)
    interface Data {
        /** The sequences. */
        interface Sequences {}

        /** How the labels are stated. */
        @After(Sequences.class)
        interface Labels {}

        /** The column of classes. */
        @After(Labels.class)
        interface ClassColumn {}

        /** The columns of several labels. */
        @After(ClassColumn.class)
        interface LabelColumns {}

        /** How the next values of series are predicted. */
        @After(LabelColumns.class)
        interface Forecasting {}

        /** What is missing. */
        @After(Forecasting.class)
        interface Missing {}
    }

    /** How texts and lists are read. */
    @Section(title = "Strings and lists")
    @After(Data.class)
    interface Symbols {}

    /** What the network does with its sequences before the first layer. */
    @Section(title = "Preprocessing")
    @After(Symbols.class)
    interface Preprocessing {}

    /** How the network is built: each learner's own. */
    @Section(title = "Network")
    @After(Preprocessing.class)
    interface Architecture {
        /** How many such networks there are, below what says how one is built. */
        interface Members {}

        /** What becomes of a network that is connected. */
        @After(Members.class)
        interface Connected {}
    }

    /** How each type of network is built, in a learner of all types. */
    @After(Architecture.class)
    interface Types {
        /** LSTM. */
        @Section(title = "LSTM")
        @Effect(predicate = NetworkType.IsLstm.class, type = EffectType.SHOW)
        interface Lstm {}

        /** GRU. */
        @Section(title = "GRU")
        @Effect(predicate = NetworkType.IsGru.class, type = EffectType.SHOW)
        @After(Lstm.class)
        interface Gru {}

        /** Simple recurrent cells. */
        @Section(title = "RNN")
        @Effect(predicate = NetworkType.IsRnn.class, type = EffectType.SHOW)
        @After(Gru.class)
        interface Rnn {}

        /** Convolutions over time. */
        @Section(title = "Sequence CNN")
        @Effect(predicate = NetworkType.IsSequenceCnn.class, type = EffectType.SHOW)
        @After(Rnn.class)
        interface SequenceCnn {}

        /** Convolutions over images. */
        @Section(title = "CNN")
        @Effect(predicate = NetworkType.ReadsImages.class, type = EffectType.SHOW)
        @After(SequenceCnn.class)
        interface Cnn {}

        /** Labels one after another. */
        @Section(title = "Label path")
        @Effect(predicate = NetworkType.IsCnnRnn.class, type = EffectType.SHOW)
        @After(Cnn.class)
        interface LabelPath {}
    }

    /** How it learns. */
    @Section(title = "Training")
    @After(Types.class)
    interface Training {}

    /** How long its steps are. */
    @Section(title = "Learning rate")
    @After(Training.class)
    interface LearningRate {}

    /** What counts how much. */
    @Section(title = "Loss")
    @After(LearningRate.class)
    interface Loss {
        /** The weights of rows. */
        interface Weights {}

        /** The column of weights. */
        @After(Weights.class)
        interface WeightColumn {}

        /** How certain labels are. */
        @After(WeightColumn.class)
        interface Smoothing {}

        /** What errors of values cost. */
        @After(Smoothing.class)
        interface OfValues {}
    }

    /** How training sequences or images are changed at random. */
    @Section(title = "Augmentation")
    @After(Loss.class)
    interface Augmentation {}

    /** How both are changed, in a learner of all types. */
    @After(Augmentation.class)
    interface Augmentations {
        /** Sequences. */
        @Section(title = "Augmentation")
        @Effect(predicate = NetworkType.ReadsSequences.class, type = EffectType.SHOW)
        interface OfSequences {}

        /** Images. */
        @Section(title = "Augmentation of images")
        @Effect(predicate = NetworkType.ReadsImages.class, type = EffectType.SHOW)
        @After(OfSequences.class)
        interface OfImages {}
    }

    /** What it is evaluated on. */
    @Section(title = "Validation")
    @After(Augmentations.class)
    interface Validation {}

    /** When it stops before the last epoch. */
    @Section(title = "Stopping")
    @After(Validation.class)
    interface Stopping {}

    /** How the work is divided, in a learner that runs on a cluster. */
    @Section(title = "Distribution")
    @After(Stopping.class)
    interface Distribution {}

    /** Which settings are searched for. */
    @Section(title = "Search")
    @After(Distribution.class)
    interface Search {}

    /** Where training can be followed. */
    @Section(title = "Progress")
    @Advanced
    @After(Search.class)
    interface Progress {}

    /** What computes. */
    @Section(title = "Device")
    @Advanced
    @After(Progress.class)
    interface Device {}
}
