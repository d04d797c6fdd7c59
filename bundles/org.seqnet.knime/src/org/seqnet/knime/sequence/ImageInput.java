package org.seqnet.knime.sequence;

import java.util.Optional;
import java.util.OptionalInt;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.image.png.PNGImageValue;
import org.knime.core.node.InvalidSettingsException;
import org.seqnet.engine.image.PngImage;
import org.seqnet.engine.sequence.SequenceLayout;
import org.seqnet.engine.tensor.Shape;
import org.seqnet.engine.tensor.Tensor;
import org.seqnet.knime.column.Columns;

/** A column of PNG images. */
record ImageInput(int column, Pixels pixels, SequenceLayout layout) implements RowInput {
    static ImageInput of(DataTableSpec table, SequenceReshaperParameters parameters) throws InvalidSettingsException {
        int column = Columns.find(
                table, "input table", "Image column", parameters.imageColumn, "PNG images", PNGImageValue.class);
        return new ImageInput(column, parameters.pixels, parameters.layout());
    }

    @Override
    public int[] columns() {
        return new int[] {column};
    }

    @Override
    public OptionalInt channels() {
        return layout.channels(Shape.of(1, 1, pixels == Pixels.RGB ? 3 : 1));
    }

    @Override
    public boolean holdsBytes() {
        return true;
    }

    @Override
    public Optional<Gap> gap(DataRow row) {
        return row.getCell(column).isMissing()
                ? Optional.of(new Gap(column, "the image is missing"))
                : Optional.empty();
    }

    @Override
    public Tensor sequence(DataRow row) {
        var file = ((PNGImageValue) row.getCell(column)).getImageContent().getByteArrayReference();
        return layout.apply(PngImage.read(file, pixels.colours()));
    }

    @Override
    public String reason() {
        return "their image is missing";
    }
}
