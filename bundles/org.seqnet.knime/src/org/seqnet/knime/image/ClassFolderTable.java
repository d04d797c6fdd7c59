package org.seqnet.knime.image;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataColumnSpecCreator;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.RowKey;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataContainer;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.KNIMEException;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.sequence.Scaling;
import org.seqnet.engine.tensor.Shape;
import org.seqnet.engine.tensor.Tensor;
import org.seqnet.knime.column.Columns;
import org.seqnet.knime.column.MissingValues;
import org.seqnet.knime.execution.RowProgress;
import org.seqnet.knime.image.ClassFolders.ImageOfClass;
import org.seqnet.knime.label.LabelCells;
import org.seqnet.knime.message.Failures;
import org.seqnet.knime.tensor.TensorCell;

/** The table of the images of a folder: file, image and label. */
final class ClassFolderTable {
    private final ImageFolder folder;
    private final ImageForm form;
    private final MissingValues unreadable;
    private final ExecutionContext exec;
    private final List<String> skipped = new ArrayList<>();
    private String firstReason;
    private FirstShape first;

    ClassFolderTable(ImageFolder folder, ImageForm form, MissingValues unreadable, ExecutionContext exec) {
        this.folder = folder;
        this.form = form;
        this.unreadable = unreadable;
        this.exec = exec;
    }

    /** Returns the columns, as far as they are known before the folder is looked at. */
    static DataTableSpec spec(ImageForm form) {
        return spec(form, form.shape(), new DataColumnSpecCreator("label", StringCell.TYPE).createSpec());
    }

    private static DataTableSpec spec(ImageForm form, Optional<Shape> shape, DataColumnSpec label) {
        var file = new DataColumnSpecCreator("file", StringCell.TYPE).createSpec();
        return new DataTableSpec(file, form.column("image", shape), label);
    }

    /**
     * Reads the images.
     *
     * @throws KNIMEException if one cannot be read and that is a failure, or if it has another shape than the first one
     */
    BufferedDataTable read(ClassFolders found) throws KNIMEException, CanceledExecutionException {
        var rows = Optional.<BufferedDataContainer>empty();
        try {
            long done = 0;
            for (var entry : found.images()) {
                exec.checkCanceled();
                var image = image(entry);
                if (image.isPresent()) {
                    rows = rows.or(() -> Optional.of(container(found)));
                    rows.get()
                            .addRowToTable(new DefaultRow(
                                    RowKey.createRowKey(rows.get().size()),
                                    new StringCell(entry.file()),
                                    new TensorCell(image.get()),
                                    new StringCell(entry.label())));
                }
                RowProgress.report(exec, ++done, found.images().size());
            }
            rows = rows.or(() -> Optional.of(container(found)));
        } finally {
            rows.ifPresent(BufferedDataContainer::close);
        }
        return rows.get().getTable();
    }

    private BufferedDataContainer container(ClassFolders found) {
        var label = LabelCells.column("label", found.labels());
        var spec = spec(form, Optional.ofNullable(first).map(FirstShape::shape), label);
        return exec.createDataContainer(spec, Columns.AS_DECLARED);
    }

    private Optional<Tensor> image(ImageOfClass entry) throws KNIMEException, CanceledExecutionException {
        try {
            var image = Scaling.UNIT_RANGE.apply(folder.image(entry.file(), form));
            requireShape(entry, image.shape());
            return Optional.of(image);
        } catch (SeqNetException e) {
            throw Failures.failure(e);
        } catch (IOException e) {
            exec.checkCanceled(); // which may close the file that is read
            if (unreadable == MissingValues.FAIL) {
                throw Failures.failure(
                        e, e.getMessage(), "Replace or remove the file, or set \"Unreadable images\" to \"Skip row\".");
            }
            skipped.add(entry.file());
            firstReason = firstReason == null ? e.getMessage() : firstReason;
            return Optional.empty();
        }
    }

    private void requireShape(ImageOfClass entry, Shape shape) throws KNIMEException {
        first = first == null ? new FirstShape(shape, "'" + entry.file() + "'") : first;
        var difference = first.difference(shape);
        if (difference.isPresent()) {
            throw Failures.failure(
                    "'%s': %s".formatted(entry.file(), difference.get().words()),
                    difference.get().cure());
        }
    }

    /** Returns a warning about files without a row, if there are any. */
    Optional<String> warning(ClassFolders found) {
        return Stream.of(skippedImages(found.images().size()), found.warning())
                .flatMap(Optional::stream)
                .reduce((one, other) -> one + " " + other);
    }

    private Optional<String> skippedImages(int images) {
        return skipped.isEmpty()
                ? Optional.empty()
                : Optional.of(String.format(
                        Locale.ROOT,
                        "%,d of %,d images were skipped because they cannot be read: %s. %s",
                        skipped.size(),
                        images,
                        ClassFolders.some(skipped),
                        firstReason));
    }
}
