package org.seqnet.knime.tensor;

import org.knime.core.data.DataValue;
import org.knime.core.data.DataValueComparator;
import org.knime.core.data.ExtensibleUtilityFactory;
import org.seqnet.engine.tensor.Tensor;

/** A cell that holds numbers in any number of dimensions: an image, a sequence of feature vectors, a signal. */
public interface TensorValue extends DataValue {
    /** What KNIME asks for comparators and renderers. */
    UtilityFactory UTILITY = new TensorUtilities();

    /** Returns the numbers and their shape. */
    Tensor tensor();

    /** Orders tensors and names their type; the renderers come from the plug-in's extensions. */
    final class TensorUtilities extends ExtensibleUtilityFactory {
        private TensorUtilities() {
            super(TensorValue.class);
        }

        @Override
        public String getName() {
            return "Tensor";
        }

        @Override
        protected DataValueComparator getComparator() {
            return new TensorComparator();
        }
    }
}
