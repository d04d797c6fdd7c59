package org.seqnet.knime.learner;

import org.knime.node.parameters.updates.ParameterReference;
import org.knime.node.parameters.widget.choices.Label;
import org.seqnet.knime.dialog.ShownWhen;

/**
 * The types of networks that learn step by step, in a learner of all types; the names are saved in settings
 * and never change.
 */
enum NetworkType {
    @Label(value = "LSTM", description = "Layers of long short-term memory, as in the LSTM Learner.")
    LSTM,
    @Label(value = "GRU", description = "Layers of gated recurrent units, as in the GRU Learner.")
    GRU,
    @Label(value = "RNN", description = "Layers of simple recurrent units, as in the RNN Learner.")
    RNN,
    @Label(
            value = "Sequence CNN",
            description = "Convolutions over time: FCN, ResNet or Inception, as in the Sequence CNN Learner.")
    SEQUENCE_CNN,
    @Label(value = "CNN", description = "Convolutions over images, as in the CNN Learner.")
    CNN,
    @Label(
            value = "CNN-RNN",
            description = "Convolutions over images, and an LSTM that predicts one label after another, as in the "
                    + "CNN-RNN Learner.")
    CNN_RNN;

    /** Refers to the type. */
    static final class Selected implements ParameterReference<NetworkType> {}

    static final class IsLstm extends ShownWhen<NetworkType> {
        IsLstm() {
            super(Selected.class, LSTM);
        }
    }

    static final class IsGru extends ShownWhen<NetworkType> {
        IsGru() {
            super(Selected.class, GRU);
        }
    }

    static final class IsRnn extends ShownWhen<NetworkType> {
        IsRnn() {
            super(Selected.class, RNN);
        }
    }

    static final class IsSequenceCnn extends ShownWhen<NetworkType> {
        IsSequenceCnn() {
            super(Selected.class, SEQUENCE_CNN);
        }
    }

    static final class IsCnnRnn extends ShownWhen<NetworkType> {
        IsCnnRnn() {
            super(Selected.class, CNN_RNN);
        }
    }

    static final class ReadsImages extends ShownWhen<NetworkType> {
        ReadsImages() {
            super(Selected.class, CNN, CNN_RNN);
        }
    }

    static final class ReadsSequences extends ShownWhen<NetworkType> {
        ReadsSequences() {
            super(Selected.class, LSTM, GRU, RNN, SEQUENCE_CNN);
        }
    }
}
