package org.seqnet.knime.image;

import java.util.Locale;
import java.util.Optional;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataType;
import org.knime.core.data.container.SingleCellFactory;
import org.seqnet.engine.tensor.Tensor;
import org.seqnet.knime.message.Failures;
import org.seqnet.knime.tensor.TensorCell;

/** The cells of the images of a table, one after another; all have one shape. */
final class ImageCells extends SingleCellFactory {
    private final RowImages images;
    private final FirstShape first;
    private long missing;
    private String firstReason;

    /**
     * Makes the cells of a column.
     *
     * @param first the first image; null if none can be read
     */
    ImageCells(DataColumnSpec column, RowImages images, FirstShape first) {
        super(column);
        this.images = images;
        this.first = first;
    }

    @Override
    public DataCell getCell(DataRow row, long rowIndex) {
        var image = images.read(row, rowIndex, this::count);
        image.ifPresent(tensor -> requireShape(tensor, row, rowIndex));
        return image.<DataCell>map(TensorCell::new).orElseGet(DataType::getMissingCell);
    }

    private void count(String reason) {
        missing++;
        firstReason = firstReason == null ? reason : firstReason;
    }

    private void requireShape(Tensor image, DataRow row, long rowIndex) {
        var difference = first.difference(image.shape());
        if (difference.isPresent()) {
            throw Failures.failureAt(
                            0,
                            rowIndex,
                            images.column(),
                            "The image has another shape.",
                            "Row '%s': %s"
                                    .formatted(
                                            row.getKey().getString(),
                                            difference.get().words()),
                            difference.get().cure())
                    .toUnchecked();
        }
    }

    /** Returns a warning about the rows without an image, if there are any. */
    Optional<String> warning(long rows) {
        return missing == 0
                ? Optional.empty()
                : Optional.of(String.format(
                        Locale.ROOT,
                        "%,d of %,d rows have no image because it could not be read. %s",
                        missing,
                        rows,
                        firstReason));
    }
}
