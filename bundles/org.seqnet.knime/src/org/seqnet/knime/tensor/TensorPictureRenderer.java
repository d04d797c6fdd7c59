package org.seqnet.knime.tensor;

import java.awt.Dimension;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.renderer.AbstractDataValueRendererFactory;
import org.knime.core.data.renderer.AbstractPainterDataValueRenderer;
import org.knime.core.data.renderer.DataValueRenderer;

/** Shows a tensor of two dimensions as a grey picture, its smallest value black; any other one as text. */
@SuppressWarnings("serial")
public final class TensorPictureRenderer extends AbstractPainterDataValueRenderer {
    private static final String DESCRIPTION = "Picture";
    private static final Dimension SIZE = new Dimension(84, 84);

    private transient BufferedImage picture;
    private String text = "";

    @Override
    public String getDescription() {
        return DESCRIPTION;
    }

    @Override
    protected void setValue(Object value) {
        picture = null;
        text = "?";
        if (value instanceof TensorValue tensor) {
            var shape = tensor.tensor().shape();
            if (shape.rank() == 2 && shape.elements() > 0) {
                picture = TensorPicture.of(tensor.tensor());
            }
            text = TensorText.of(tensor.tensor());
        }
        setToolTipText(text);
    }

    @Override
    public Dimension getPreferredSize() {
        return new Dimension(SIZE);
    }

    @Override
    protected void paintComponent(Graphics graphics) {
        super.paintComponent(graphics);
        if (picture == null) {
            graphics.drawString(
                    text, 2, (getHeight() + graphics.getFontMetrics().getAscent()) / 2);
            return;
        }
        double scale = Math.min((double) getWidth() / picture.getWidth(), (double) getHeight() / picture.getHeight());
        int width = Math.max(1, (int) (picture.getWidth() * scale));
        int height = Math.max(1, (int) (picture.getHeight() * scale));
        var canvas = (Graphics2D) graphics.create();
        // pixels are the data: enlarged they stay squares
        canvas.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_NEAREST_NEIGHBOR);
        canvas.drawImage(picture, (getWidth() - width) / 2, (getHeight() - height) / 2, width, height, null);
        canvas.dispose();
    }

    /** Makes the renderer known to KNIME. */
    public static final class Factory extends AbstractDataValueRendererFactory {
        @Override
        public String getDescription() {
            return DESCRIPTION;
        }

        @Override
        public DataValueRenderer createRenderer(DataColumnSpec spec) {
            return new TensorPictureRenderer();
        }
    }
}
