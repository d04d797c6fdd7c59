package org.seqnet.knime.learner;

import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MaxValidation;
import org.seqnet.engine.augmentation.Rotation;
import org.seqnet.engine.network.Architecture;
import org.seqnet.engine.network.ConvolutionBlock;
import org.seqnet.engine.network.Convolutional;
import org.seqnet.engine.network.LabelPath;
import org.seqnet.engine.network.Recurrent;
import org.seqnet.engine.network.Rocket;
import org.seqnet.engine.network.TemporalConvolutional;

/** The largest values that dialogs take for the settings of a network and its training: the engine's. */
final class Limits {
    private Limits() {}

    private abstract static class AtMost extends MaxValidation {
        private final double most;

        AtMost(double most) {
            this.most = most;
        }

        @Override
        protected double getMax() {
            return most;
        }
    }

    static final class Layers extends AtMost {
        Layers() {
            super(Recurrent.MOST_LAYERS);
        }
    }

    static final class Members extends AtMost {
        Members() {
            super(Architecture.MOST_MEMBERS);
        }
    }

    static final class HiddenUnits extends AtMost {
        HiddenUnits() {
            super(Recurrent.MOST_HIDDEN_UNITS);
        }
    }

    static final class Channels extends AtMost {
        Channels() {
            super(Convolutional.MOST_CHANNELS);
        }
    }

    static final class Filters extends AtMost {
        Filters() {
            super(ConvolutionBlock.MOST_FILTERS);
        }
    }

    static final class KernelSize extends AtMost {
        KernelSize() {
            super(ConvolutionBlock.LARGEST_KERNEL);
        }
    }

    static final class Step extends AtMost {
        Step() {
            super(ConvolutionBlock.LARGEST_STEP);
        }
    }

    static final class TemporalFilters extends AtMost {
        TemporalFilters() {
            super(TemporalConvolutional.MOST_FILTERS);
        }
    }

    static final class TemporalDepth extends AtMost {
        TemporalDepth() {
            super(TemporalConvolutional.MOST_DEPTH);
        }
    }

    static final class TemporalKernel extends AtMost {
        TemporalKernel() {
            super(TemporalConvolutional.LARGEST_KERNEL);
        }
    }

    static final class DilationGrowth extends AtMost {
        DilationGrowth() {
            super(TemporalConvolutional.LARGEST_DILATION_GROWTH);
        }
    }

    static final class DenseUnits extends AtMost {
        DenseUnits() {
            super(Convolutional.MOST_DENSE_UNITS);
        }
    }

    static final class LabelPathValues extends AtMost {
        LabelPathValues() {
            super(LabelPath.MOST_VALUES);
        }
    }

    static final class Degrees extends AtMost {
        Degrees() {
            super(Rotation.MOST_DEGREES);
        }
    }

    static final class RocketFeatures extends AtMost {
        RocketFeatures() {
            super(Rocket.MOST_ASKED);
        }
    }

    static final class Dropout extends AtMost {
        Dropout() {
            super(1);
        }

        @Override
        public boolean isExclusive() {
            return true;
        }
    }
}
