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

/** Shows an image as a grey picture, its smallest value black, a sequence as curves, and any other tensor as text. */
@SuppressWarnings("serial")
public final class TensorPictureRenderer extends AbstractPainterDataValueRenderer {
    private static final String DESCRIPTION = "Picture";
    private static final Dimension SIZE = new Dimension(84, 84);

    private final transient DataColumnSpec column;
    private transient BufferedImage picture;
    private transient CurvesPicture curves;
    private String text = "";

    private TensorPictureRenderer(DataColumnSpec column) {
        this.column = column;
    }

    @Override
    public String getDescription() {
        return DESCRIPTION;
    }

    @Override
    protected void setValue(Object value) {
        picture = null;
        curves = null;
        text = "?";
        if (value instanceof TensorValue cell) {
            var tensor = cell.tensor();
            text = TensorText.of(tensor);
            switch (Depiction.of(column, tensor)) {
                case PICTURE -> picture = TensorPicture.of(tensor);
                case CURVES -> curves = CurvesPicture.of(tensor, SIZE.width);
                case NONE -> {
                    // its text is all there is to show
                }
            }
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
        var canvas = (Graphics2D) graphics.create();
        if (picture != null) {
            paintPicture(canvas);
        } else if (curves != null) {
            curves.paint(canvas, getWidth(), getHeight());
        } else {
            canvas.drawString(text, 2, (getHeight() + canvas.getFontMetrics().getAscent()) / 2);
        }
        canvas.dispose();
    }

    private void paintPicture(Graphics2D canvas) {
        double scale = Math.min((double) getWidth() / picture.getWidth(), (double) getHeight() / picture.getHeight());
        int width = Math.max(1, (int) (picture.getWidth() * scale));
        int height = Math.max(1, (int) (picture.getHeight() * scale));
        // pixels are the data: enlarged they stay squares
        canvas.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_NEAREST_NEIGHBOR);
        canvas.drawImage(picture, (getWidth() - width) / 2, (getHeight() - height) / 2, width, height, null);
    }

    /** Makes the renderer known to KNIME. */
    public static final class Factory extends AbstractDataValueRendererFactory {
        @Override
        public String getDescription() {
            return DESCRIPTION;
        }

        @Override
        public DataValueRenderer createRenderer(DataColumnSpec spec) {
            return new TensorPictureRenderer(spec);
        }
    }
}
