package org.seqnet.knime.learner;

import org.knime.node.parameters.Advanced;
import org.knime.node.parameters.layout.After;
import org.knime.node.parameters.layout.Section;

/** The sections of every learner's dialog, in their order. */
interface LearnerLayout {
    /** Which columns are learned from. */
    @Section(title = "Data")
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
    }

    /** How it learns. */
    @Section(title = "Training")
    @After(Architecture.class)
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

    /** What it is evaluated on. */
    @Section(title = "Validation")
    @After(Augmentation.class)
    interface Validation {}

    /** When it stops before the last epoch. */
    @Section(title = "Stopping")
    @After(Validation.class)
    interface Stopping {}

    /** Which settings are searched for. */
    @Section(title = "Search")
    @After(Stopping.class)
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
