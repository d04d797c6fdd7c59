package org.seqnet.knime.sequence;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalInt;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.image.ImageValue;
import org.knime.core.data.image.png.PNGImageValue;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.InvalidSettingsException;
import org.knime.filehandling.core.data.location.FSLocationValue;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.image.Colours;
import org.seqnet.engine.sequence.Preparation;
import org.seqnet.engine.sequence.SequenceLayout;
import org.seqnet.engine.sequence.SequenceShape;
import org.seqnet.engine.tensor.Shape;
import org.seqnet.engine.tensor.Tensor;
import org.seqnet.knime.column.Columns;
import org.seqnet.knime.image.FirstShape;
import org.seqnet.knime.image.ImageForm;
import org.seqnet.knime.image.PathImages;
import org.seqnet.knime.location.OpenLocation;
import org.seqnet.knime.message.Failures;
import org.seqnet.knime.message.Sentences;

/** A column of images, or of paths of image files. */
final class ImageInput implements RowInput {
    private final int column;
    private final Optional<SequenceShape> shape;
    private final ImageForm form;
    private final SequenceLayout layout;
    private PathImages files; // open while the node is executed
    private FirstShape first;
    private int features;
    private boolean lengthsDiffer;

    private ImageInput(int column, ImageForm form, SequenceLayout layout) {
        this.column = column;
        this.shape = form.shape().map(layout::sequenceShape);
        this.form = form;
        this.layout = layout;
    }

    static ImageInput of(DataTableSpec table, SequenceReshaperParameters parameters) throws InvalidSettingsException {
        int column = column(table, parameters);
        try {
            return new ImageInput(column, parameters.imageForm(), parameters.layout());
        } catch (SeqNetException e) {
            throw Failures.invalid(
                    "Image column '%s': %s".formatted(parameters.imageColumn, Sentences.continued(e.getMessage())));
        }
    }

    private static int column(DataTableSpec table, SequenceReshaperParameters parameters)
            throws InvalidSettingsException {
        return Columns.find(
                table,
                "input table",
                "Image column",
                parameters.imageColumn,
                "images or paths",
                ImageValue.class,
                FSLocationValue.class);
    }

    @Override
    public int[] columns() {
        return new int[] {column};
    }

    @Override
    public Optional<SequenceShape> shape() {
        return shape;
    }

    @Override
    public OptionalInt channels() {
        return layout.channels(Shape.of(1, 1, form.colours() == Colours.RGB ? 3 : 1));
    }

    @Override
    public Preparation preparation() {
        return form.preparation();
    }

    @Override
    public boolean holdsBytes() {
        return true;
    }

    @Override
    public void open(ExecutionMonitor monitor) {
        files = new PathImages(monitor);
    }

    @Override
    public void close() {
        files.close();
    }

    @Override
    public Optional<Gap> gap(DataRow row) {
        return row.getCell(column).isMissing()
                ? Optional.of(new Gap(column, "the image is missing"))
                : Optional.empty();
    }

    @Override
    public Tensor sequence(DataRow row) {
        var image = image(row.getCell(column));
        var sequence = layout.apply(image);
        requireFeatures(image.shape(), sequence.shape(), row);
        return sequence;
    }

    private Tensor image(DataCell cell) {
        if (!(cell instanceof FSLocationValue path)) {
            return form.read(content((ImageValue) cell));
        }
        try {
            return form.read(files.read(path.getFSLocation()));
        } catch (IOException e) {
            throw new SeqNetException("The file " + e.getMessage(), e);
        } catch (SeqNetException e) {
            throw new SeqNetException(
                    "The file " + OpenLocation.name(path.getFSLocation()) + ": " + Sentences.continued(e.getMessage()),
                    e.getCause() == null ? e : e.getCause());
        }
    }

    private static byte[] content(ImageValue image) {
        if (image instanceof PNGImageValue png) {
            return png.getImageContent().getByteArrayReference();
        }
        var file = new ByteArrayOutputStream();
        try {
            image.getImageContent().save(file);
        } catch (IOException e) {
            throw new SeqNetException("The image cannot be read (" + e.getMessage() + ").", e);
        }
        return file.toByteArray();
    }

    /** Images may differ in what becomes time steps, since sequences may differ in length, but in nothing else. */
    private void requireFeatures(Shape image, Shape sequence, DataRow row) {
        if (first == null) {
            first = FirstShape.ofRow(image, row);
            features = sequence.size(1);
        }
        var difference = first.difference(image);
        if (difference.isPresent() && sequence.size(1) != features) {
            throw new SeqNetException(
                    difference.get().words() + " " + difference.get().cure());
        }
        lengthsDiffer |= difference.isPresent();
    }

    @Override
    public Optional<String> notice() {
        return lengthsDiffer
                ? Optional.of("The images differ in size, so the sequences differ in length. Convolutional networks "
                        + "do not accept them; set \"Size\" to \"Resize\" for images of one size.")
                : Optional.empty();
    }

    @Override
    public String reason() {
        return "their image is missing";
    }
}
