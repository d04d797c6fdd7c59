package org.seqnet.knime.tensor;

import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.renderer.AbstractDataValueRendererFactory;
import org.knime.core.data.renderer.DataValueRenderer;
import org.knime.core.data.renderer.DefaultDataValueRenderer;

/** Shows a tensor of any rank as one line of text. */
@SuppressWarnings("serial")
public final class TensorTextRenderer extends DefaultDataValueRenderer {
    private static final String DESCRIPTION = "Shape and values";

    private TensorTextRenderer(DataColumnSpec spec) {
        super(spec, DESCRIPTION);
    }

    @Override
    protected void setValue(Object value) {
        super.setValue(value instanceof TensorValue tensor ? TensorText.of(tensor.tensor()) : value);
    }

    /** Makes the renderer known to KNIME. */
    public static final class Factory extends AbstractDataValueRendererFactory {
        @Override
        public String getDescription() {
            return DESCRIPTION;
        }

        @Override
        public DataValueRenderer createRenderer(DataColumnSpec spec) {
            return new TensorTextRenderer(spec);
        }
    }
}
