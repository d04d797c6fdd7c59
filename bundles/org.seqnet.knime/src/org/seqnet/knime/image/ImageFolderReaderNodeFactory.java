package org.seqnet.knime.image;

import java.io.IOException;
import java.io.InterruptedIOException;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.knime.node.DefaultModel.ConfigureInput;
import org.knime.node.DefaultModel.ConfigureOutput;
import org.knime.node.DefaultModel.ExecuteInput;
import org.knime.node.DefaultModel.ExecuteOutput;
import org.knime.node.DefaultNode;
import org.knime.node.DefaultNodeFactory;
import org.seqnet.knime.execution.Cancellation;
import org.seqnet.knime.execution.WithinHeap;
import org.seqnet.knime.message.Failures;

/** The Image Folder Reader: folder with one subfolder per class -> table of images with labels. */
public final class ImageFolderReaderNodeFactory extends DefaultNodeFactory {
    private static final String DESCRIPTION =
            """
            <p>
                Reads the images in a folder that has one subfolder per class. The name of the subfolder becomes the
                label of its images, including those in folders further below. For example, cats/1.png gets the label
                "cats".
            </p>
            <p>
                The output has one row per image: its path relative to the folder, the image as a tensor, and its
                label. The rows are sorted by label and path, so that their order is the same on every computer.
                Split them with a Partitioning node, stratified by label, into training and test data.
            </p>
            <p>
                The tensors have the shape rows x columns, or rows x columns x 3 for color images, with values from 0
                to 1, so the CNN Learner reads them directly. The LSTM Learner and the RNN Learner read grayscale
                images row by row; put a Sequence Reshaper before them for color images. The images must have one
                size, or are resized.
            </p>
            <h4>Files</h4>
            <p>
                Files whose names end with .png, .jpg, .jpeg, .jpe or .jfif are read; a warning states how many other
                files were ignored. Files and folders whose names begin with a dot are hidden and always ignored.
                Photos are read upright, as the camera noted in their EXIF data; color profiles are ignored. Files from
                untrusted sources are safe to read: an image that is damaged, incomplete, or has more than 67 million
                pixels is rejected before it is decoded.
            </p>
            """;

    /** Creates the factory; KNIME calls it. */
    public ImageFolderReaderNodeFactory() {
        super(DefaultNode.create()
                .name("Image Folder Reader")
                .icon("image-folder-reader.png")
                .shortDescription("Reads PNG and JPEG images from a folder with one subfolder per class.")
                .fullDescription(DESCRIPTION)
                .sinceVersion(5, 8, 0)
                .ports(ports -> ports.addOutputTable(
                        "Images", "A table with a row per image: its file, the image as a tensor, and its label."))
                .model(model -> model.parametersClass(ImageFolderReaderParameters.class)
                        .configure(ImageFolderReaderNodeFactory::configure)
                        .execute(WithinHeap.execute("Image Folder Reader", ImageFolderReaderNodeFactory::execute)))
                .nodeType(NodeType.Source)
                .keywords("picture", "photo", "PNG", "JPEG", "JPG", "directory", "class", "label", "tensor", "resize")
                .addExternalResource("https://www.w3.org/TR/png-3/", "The PNG specification")
                .addExternalResource("https://www.w3.org/Graphics/JPEG/itu-t81.pdf", "The JPEG specification"));
    }

    static void configure(ConfigureInput input, ConfigureOutput output) throws InvalidSettingsException {
        ImageFolderReaderParameters parameters = input.getParameters();
        parameters.location();
        output.setOutSpec(0, ClassFolderTable.spec(parameters.form()));
    }

    static void execute(ExecuteInput input, ExecuteOutput output) throws CanceledExecutionException, KNIMEException {
        ImageFolderReaderParameters parameters = input.getParameters();
        var exec = input.getExecutionContext();
        try (var folder = ImageFolder.open(parameters.location(), exec)) {
            var found = folder.classes(() -> {
                if (Cancellation.requested(exec)) {
                    throw new InterruptedIOException("The search was canceled.");
                }
            });
            var table = new ClassFolderTable(folder, parameters.form(), parameters.unreadable, exec);
            output.setOutData(0, table.read(found));
            table.warning(found).ifPresent(output::setWarningMessage);
        } catch (InvalidSettingsException e) {
            throw Failures.failure(e);
        } catch (IOException e) {
            exec.checkCanceled();
            throw Failures.failure(e, e.getMessage());
        }
    }
}
