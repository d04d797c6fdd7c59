package org.knime.core.data.image.png;

import java.awt.Dimension;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Objects;
import javax.imageio.ImageIO;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataCellDataInput;
import org.knime.core.data.DataCellDataOutput;
import org.knime.core.data.DataType;
import org.knime.core.data.image.ImageContent;

/** The bytes of a PNG file that can be read as an image. */
public class PNGImageContent implements ImageContent {

    /** The type of the cells that hold such images. */
    public static final DataType TYPE = DataType.getType(PNGImageCell.class);

    private byte[] bytes;

    /** Holds nothing. */
    public PNGImageContent() {}

    /**
     * Takes over the array.
     *
     * @throws IllegalArgumentException if the bytes cannot be read as an image
     */
    public PNGImageContent(final byte[] imageBytes) {
        bytes = Objects.requireNonNull(imageBytes, "Argument must not be null.");
        read();
    }

    static PNGImageContent deserialize(DataCellDataInput input) throws IOException {
        byte[] bytes = new byte[input.readInt()];
        input.readFully(bytes);
        return new PNGImageContent(bytes);
    }

    /** Writes the number of bytes and the bytes. */
    public void serialize(final DataCellDataOutput output) throws IOException {
        output.writeInt(bytes.length);
        output.write(bytes);
    }

    private BufferedImage read() {
        try {
            var image = ImageIO.read(new ByteArrayInputStream(bytes));
            if (image == null) {
                throw new IllegalArgumentException("No reader of images knows these bytes.");
            }
            return image;
        } catch (IOException e) {
            throw new IllegalArgumentException("The image cannot be read: " + e.getMessage(), e);
        }
    }

    /** Returns the file's bytes themselves, not to be changed. */
    public byte[] getByteArrayReference() {
        return bytes;
    }

    @Override
    public DataCell toImageCell() {
        return new PNGImageCell(this);
    }

    @Override
    public void paint(final Graphics2D g, final int maxWidth, final int maxHeight) {
        var image = read();
        double scale =
                Math.min(1, Math.min((double) maxWidth / image.getWidth(), (double) maxHeight / image.getHeight()));
        g.drawImage(image, 0, 0, (int) (scale * image.getWidth()), (int) (scale * image.getHeight()), null);
    }

    @Override
    public Dimension getPreferredSize() {
        var image = read();
        return new Dimension(image.getWidth(), image.getHeight());
    }

    @Override
    public void save(final OutputStream output) throws IOException {
        output.write(bytes);
    }

    @Override
    public String getSummary() {
        var size = getPreferredSize();
        var amount = bytes.length < 1000 ? bytes.length + " B" : bytes.length / 1024 + " KB";
        return "PNG Image " + size.width + " x " + size.height + " with " + amount;
    }

    @Override
    public boolean equals(final Object o) {
        return o != null && o.getClass() == getClass() && Arrays.equals(((PNGImageContent) o).bytes, bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }
}
