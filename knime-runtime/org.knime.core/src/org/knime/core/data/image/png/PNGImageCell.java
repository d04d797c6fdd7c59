package org.knime.core.data.image.png;

import java.io.IOException;
import java.util.Objects;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataCellDataInput;
import org.knime.core.data.DataCellDataOutput;
import org.knime.core.data.DataCellSerializer;
import org.knime.core.data.DataValue;

/** A cell that holds an image; {@link PNGImageContent#toImageCell} makes them. */
@SuppressWarnings("serial")
public class PNGImageCell extends DataCell implements PNGImageValue {

    private final transient PNGImageContent content;

    PNGImageCell(PNGImageContent content) {
        this.content = Objects.requireNonNull(content, "Argument must not be null.");
    }

    @Override
    public PNGImageContent getImageContent() {
        return content;
    }

    @Override
    public String getImageExtension() {
        return "png";
    }

    @Override
    protected boolean equalsDataCell(final DataCell dc) {
        return ((PNGImageCell) dc).content.equals(content);
    }

    @Override
    protected boolean equalContent(final DataValue otherValue) {
        return content.equals(((PNGImageValue) otherValue).getImageContent());
    }

    @Override
    public int hashCode() {
        return content.hashCode();
    }

    @Override
    public String toString() {
        return content.toString();
    }

    /** Writes the file's bytes. */
    public static final class PNGSerializer implements DataCellSerializer<PNGImageCell> {

        @Override
        public void serialize(final PNGImageCell cell, final DataCellDataOutput output) throws IOException {
            cell.content.serialize(output);
        }

        @Override
        public PNGImageCell deserialize(final DataCellDataInput input) throws IOException {
            return new PNGImageCell(PNGImageContent.deserialize(input));
        }
    }
}
