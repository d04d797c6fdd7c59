package org.seqnet.knime.image;

import java.io.IOException;
import java.util.Optional;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataTableSpecCreator;
import org.knime.core.data.StringValue;
import org.knime.core.data.container.ColumnRearranger;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.knime.core.node.KNIMEException.KNIMERuntimeException;
import org.knime.node.DefaultModel.ConfigureInput;
import org.knime.node.DefaultModel.ConfigureOutput;
import org.knime.node.DefaultModel.ExecuteInput;
import org.knime.node.DefaultModel.ExecuteOutput;
import org.knime.node.DefaultNode;
import org.knime.node.DefaultNodeFactory;
import org.seqnet.engine.tensor.Shape;
import org.seqnet.knime.column.Columns;
import org.seqnet.knime.execution.WithinHeap;
import org.seqnet.knime.message.Failures;

/** The Image File Reader: table with names of files -> the same with the images. */
public final class ImageFileReaderNodeFactory extends DefaultNodeFactory {
    private static final String DESCRIPTION =
            """
            <p>
                Reads the images whose file names are in a column of the input table and appends them as tensors. Use
                it for your own images in a folder, with a CSV file that lists the names and labels: read the CSV file
                with a CSV Reader and connect it to this node. All other columns are passed through. If the images of
                each class are in a folder of their own, use the Image Folder Reader instead; for a table with a column
                of paths, a Sequence Reshaper can read the images, too.
            </p>
            <p>
                The tensors have the shape rows x columns, or rows x columns x 3 for color images, with values from 0
                to 1, so the CNN Learner and the CNN-RNN Learner read them directly. The LSTM Learner and the RNN
                Learner read grayscale images row by row; put a Sequence Reshaper before them for color images. The
                images must have one size, or are resized.
            </p>
            <h4>Files</h4>
            <p>
                PNG and JPEG files are supported and recognized by their content, not by their name. Photos are read
                upright, as the camera noted in their EXIF data; color profiles are ignored. Files from untrusted
                sources are safe to read: an image that is damaged, incomplete, or has more than 67 million pixels is
                rejected before it is decoded. JPEG files have no checksums, so not all damage can be detected.
            </p>
            """;

    /** Creates the factory; KNIME calls it. */
    public ImageFileReaderNodeFactory() {
        super(DefaultNode.create()
                .name("Image File Reader")
                .icon("image-file-reader.png")
                .shortDescription("Reads PNG and JPEG images whose file names are in a column.")
                .fullDescription(DESCRIPTION)
                .sinceVersion(5, 8, 0)
                .ports(ports -> ports.addInputTable("Files", "A table with a column of file names.")
                        .addOutputTable("Images", "The input table with a column of images as tensors."))
                .model(model -> model.parametersClass(ImageFileReaderParameters.class)
                        .configure(ImageFileReaderNodeFactory::configure)
                        .execute(WithinHeap.execute("Image File Reader", ImageFileReaderNodeFactory::execute)))
                .nodeType(NodeType.Source)
                .keywords("picture", "photo", "PNG", "JPEG", "JPG", "folder", "CSV", "path", "tensor", "resize")
                .addExternalResource("https://www.w3.org/TR/png-3/", "The PNG specification")
                .addExternalResource("https://www.w3.org/Graphics/JPEG/itu-t81.pdf", "The JPEG specification"));
    }

    static void configure(ConfigureInput input, ConfigureOutput output) throws InvalidSettingsException {
        ImageFileReaderParameters parameters = input.getParameters();
        parameters.validate();
        var table = input.getInTableSpec(0);
        fileColumn(table, parameters);
        parameters.location();
        output.setOutSpec(
                0,
                new DataTableSpecCreator(table)
                        .addColumns(column(table, parameters, parameters.form().shape()))
                        .createSpec());
    }

    static void execute(ExecuteInput input, ExecuteOutput output) throws CanceledExecutionException, KNIMEException {
        ImageFileReaderParameters parameters = input.getParameters();
        var table = input.getInTable(0);
        var exec = input.getExecutionContext();
        try (var folder = ImageFolder.open(parameters.location(), exec)) {
            var images = new RowImages(
                    fileColumn(table.getDataTableSpec(), parameters),
                    folder,
                    parameters.form(),
                    parameters.unreadable,
                    exec);
            var first = first(images, table);
            var column = column(table.getDataTableSpec(), parameters, first.map(FirstShape::shape));
            var cells = new ImageCells(column, images, first.orElse(null));
            var appended = new ColumnRearranger(table.getDataTableSpec());
            appended.append(cells);
            output.setOutData(0, exec.createColumnRearrangeTable(table, appended, exec));
            cells.warning(table.size()).ifPresent(output::setWarningMessage);
        } catch (InvalidSettingsException e) {
            throw Failures.failure(e);
        } catch (KNIMERuntimeException e) {
            exec.checkCanceled();
            throw e.getCause();
        } catch (IOException e) {
            exec.checkCanceled();
            throw Failures.failure(e, e.getMessage());
        }
    }

    private static int fileColumn(DataTableSpec table, ImageFileReaderParameters parameters)
            throws InvalidSettingsException {
        return Columns.find(table, "input table", "File column", parameters.fileColumn, "strings", StringValue.class);
    }

    private static DataColumnSpec column(
            DataTableSpec table, ImageFileReaderParameters parameters, Optional<Shape> shape)
            throws InvalidSettingsException {
        var name = DataTableSpec.getUniqueColumnName(table, parameters.newColumn);
        return parameters.form().column(name, shape);
    }

    /** Returns the shape of the first image that can be read: that of all others, which the spec states. */
    private static Optional<FirstShape> first(RowImages images, BufferedDataTable table)
            throws CanceledExecutionException {
        try (var rows = table.iterator()) {
            for (long index = 0; rows.hasNext(); index++) {
                images.monitor().checkCanceled();
                var row = rows.next();
                var image = images.read(row, index, reason -> {});
                if (image.isPresent()) {
                    return Optional.of(FirstShape.ofRow(image.get().shape(), row));
                }
            }
        }
        return Optional.empty();
    }
}
