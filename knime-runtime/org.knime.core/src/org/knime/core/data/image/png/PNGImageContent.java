package org.knime.core.data.image.png;

import java.awt.Dimension;
import java.awt.Graphics2D;
import java.awt.Image;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
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

    /**
     * Reads the stream to its end and leaves it open.
     *
     * @throws IllegalArgumentException if the bytes cannot be read as an image
     */
    public PNGImageContent(final InputStream is) throws IOException {
        this(is.readAllBytes());
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

    /** Returns a copy of the file's bytes. */
    public byte[] getByteArray() {
        return bytes.clone();
    }

    /** Returns the picture. */
    public Image getImage() {
        return read();
    }

    @Override
    public void paint(final Graphics2D g, final int width, final int height) {
        g.drawImage(read(), 0, 0, null);
    }

    @Override
    public void save(final OutputStream output) throws IOException {
        output.write(bytes);
    }

    @Override
    public DataCell toImageCell() {
        return new PNGImageCell(this);
    }

    @Override
    public Dimension getPreferredSize() {
        var image = read();
        return new Dimension(image.getWidth(), image.getHeight());
    }

    @Override
    public String getSummary() {
        var size = getPreferredSize();
        return "PNG Image " + size.width + " x " + size.height + " with "
                + (bytes.length < 1000 ? bytes.length + " B" : bytes.length / 1024 + " KB");
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
