package org.seqnet.knime.idx;

import java.io.IOException;
import java.util.Optional;
import org.knime.core.data.DataTableSpec;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.knime.node.DefaultModel.ConfigureInput;
import org.knime.node.DefaultModel.ConfigureOutput;
import org.knime.node.DefaultModel.ExecuteInput;
import org.knime.node.DefaultModel.ExecuteOutput;
import org.knime.node.DefaultNode;
import org.knime.node.DefaultNodeFactory;
import org.seqnet.engine.idx.IdxLabels;
import org.seqnet.engine.idx.LabelledIdxReader;
import org.seqnet.engine.tensor.ElementType;
import org.seqnet.engine.tensor.Shape;
import org.seqnet.knime.execution.WithinHeap;
import org.seqnet.knime.message.Failures;
import org.seqnet.knime.tensor.TensorColumn;
import org.seqnet.knime.view.Gallery;
import org.seqnet.knime.view.ViewData;
import org.seqnet.knime.view.ViewPage;

/** The IDX Reader: images, and their labels, from files or a catalogue -> table. */
public final class IdxReaderNodeFactory extends DefaultNodeFactory {
    private static final String DESCRIPTION =
            """
            <p>
                Reads images and their labels from files in the IDX format, the format of MNIST and similar data sets.
                The output has one row per image: the column "image" contains the image as a tensor, the column
                "label" its class.
            </p>
            <p>
                MNIST and Fashion-MNIST are built-in data sets: they are downloaded once from one of several mirrors,
                verified by checksum, and cached in your user account. An interrupted download is resumed. To use a
                different cache folder, set the environment variable <tt>SEQNET_CACHE</tt>.
            </p>
            <p>
                Your own IDX files may have any number of dimensions and any of the six element types. Gzipped files
                are recognized by their content, not by their name. Files that are shorter or longer than specified in
                their header are rejected.
            </p>
            """;

    /** The shape of the images in the catalogue. */
    private static final Shape CATALOGUE_IMAGE = Shape.of(28, 28);

    /** Creates the factory; KNIME calls it. */
    public IdxReaderNodeFactory() {
        super(DefaultNode.create()
                .name("IDX Reader")
                .icon("idx-reader.png")
                .shortDescription("Reads images and labels in the IDX format, such as MNIST and Fashion-MNIST.")
                .fullDescription(DESCRIPTION)
                .sinceVersion(5, 8, 0)
                .ports(ports -> ports.addOutputTable(
                        "Images", "One row per image: the image as a tensor and, if read, its label."))
                .model(model -> model.parametersClass(IdxReaderParameters.class)
                        .configure(IdxReaderNodeFactory::configure)
                        .execute(WithinHeap.execute("IDX Reader", IdxReaderNodeFactory::execute)))
                .addView(view -> ViewPage.declare(view, "Example images of each class."))
                .nodeType(NodeType.Source)
                .keywords("MNIST", "Fashion-MNIST", "ubyte", "image", "digits", "tensor", "data set")
                .addExternalResource("https://yann.lecun.com/exdb/mnist/", "The MNIST database and the IDX file format")
                .addExternalResource(
                        "https://doi.org/10.1109/5.726791",
                        "LeCun et al.: Gradient-Based Learning Applied to Document Recognition (1998)")
                .addExternalResource("https://github.com/zalandoresearch/fashion-mnist", "The Fashion-MNIST data set")
                .addExternalResource(
                        "https://arxiv.org/abs/1708.07747", "Xiao, Rasul and Vollgraf: Fashion-MNIST (2017)"));
    }

    static void configure(ConfigureInput input, ConfigureOutput output) throws InvalidSettingsException {
        IdxReaderParameters parameters = input.getParameters();
        parameters.validate();
        if (parameters.source == DataSource.CATALOGUE) {
            var labels = LabelNames.of(parameters.dataset.dataset(), parameters.useClassNames);
            output.setOutSpec(
                    0,
                    new DataTableSpec(
                            TensorColumn.of("image", CATALOGUE_IMAGE, ElementType.UNSIGNED_BYTE),
                            ImageRows.labelColumn(Optional.of(labels.names()))));
            return;
        }
        parameters.files.requireChosen();
        var image = TensorColumn.unknown("image");
        output.setOutSpec(
                0,
                parameters.files.readLabels
                        ? new DataTableSpec(image, ImageRows.labelColumn(Optional.empty()))
                        : new DataTableSpec(image));
    }

    static void execute(ExecuteInput input, ExecuteOutput output) throws CanceledExecutionException, KNIMEException {
        IdxReaderParameters parameters = input.getParameters();
        var exec = input.getExecutionContext();
        try {
            var images = parameters.source == DataSource.CATALOGUE
                    ? readCatalogue(parameters, exec)
                    : readFiles(parameters, exec);
            output.setOutData(0, images);
            output.setInternalData(ViewData.keep(Gallery.of(images, exec), exec));
        } catch (IOException e) {
            // cancelling interrupts the thread, which may close the file or connection that it reads
            exec.checkCanceled();
            throw Failures.failure(e, e.getMessage());
        }
    }

    private static BufferedDataTable readCatalogue(IdxReaderParameters parameters, ExecutionContext exec)
            throws IOException, CanceledExecutionException {
        var dataset = parameters.dataset.dataset();
        var files = CatalogueDownload.of(dataset, parameters.part.split(), exec.createSubProgress(0.5));
        try (var reader = LabelledIdxReader.open(files.images(), files.labels())) {
            return new ImageRows(parameters)
                    .read(reader, LabelNames.of(dataset, parameters.useClassNames), exec, exec.createSubProgress(0.5));
        }
    }

    private static BufferedDataTable readFiles(IdxReaderParameters parameters, ExecutionContext exec)
            throws IOException, CanceledExecutionException {
        var rows = new ImageRows(parameters);
        var files = parameters.files;
        if (!files.readLabels) {
            try (var images = files.openImages(exec)) {
                return rows.read(images.reader(), exec, exec);
            }
        }
        var names = labelNames(files, exec);
        try (var images = files.openImages(exec);
                var labels = files.openLabels(exec);
                var reader = LabelledIdxReader.of(images.reader(), labels.reader())) {
            return rows.read(reader, names, exec, exec);
        }
    }

    /** Reads the labels once before the images, so that the column's domain is known and in a lasting order. */
    private static LabelNames labelNames(IdxFiles files, ExecutionMonitor monitor) throws IOException {
        try (var file = files.openLabels(monitor);
                var labels = IdxLabels.of(file.reader())) {
            return LabelNames.in(labels);
        }
    }
}
