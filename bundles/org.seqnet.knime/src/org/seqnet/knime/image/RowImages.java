package org.seqnet.knime.image;

import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;
import org.knime.core.data.DataRow;
import org.knime.core.data.StringValue;
import org.knime.core.node.ExecutionMonitor;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.sequence.Scaling;
import org.seqnet.engine.tensor.Tensor;
import org.seqnet.knime.column.MissingCells;
import org.seqnet.knime.execution.Cancellation;
import org.seqnet.knime.message.Failures;

/** Reads the images whose names are in a column. */
record RowImages(int column, ImageFolder folder, ImageForm form, MissingCells unreadable, ExecutionMonitor monitor) {
    /**
     * Returns the image of a row, bytes scaled to between 0 and 1; empty if it cannot be read and such rows are kept.
     *
     * @param whyNot told why there is none, a sentence that names the row
     * @throws org.knime.core.node.KNIMEException.KNIMERuntimeException if it cannot be read and that is a failure
     */
    Optional<Tensor> read(DataRow row, long rowIndex, Consumer<String> whyNot) {
        try {
            return Optional.of(image(row));
        } catch (SeqNetException e) {
            throw Failures.failure(e).toUnchecked();
        } catch (IOException e) {
            var reason = "Row '%s': %s".formatted(row.getKey().getString(), e.getMessage());
            // cancelling may close the file that is read
            if (unreadable == MissingCells.FAIL || Cancellation.requested(monitor)) {
                throw Failures.failureAt(
                                0,
                                rowIndex,
                                column,
                                "The image cannot be read.",
                                reason,
                                "Correct the row or its file, or set \"Unreadable images\" to \"Keep missing\".")
                        .toUnchecked();
            }
            whyNot.accept(reason);
            return Optional.empty();
        }
    }

    private Tensor image(DataRow row) throws IOException {
        var cell = row.getCell(column);
        if (cell.isMissing()) {
            throw new IOException("the file name is missing.");
        }
        var file = ((StringValue) cell).getStringValue();
        if (file.isBlank()) {
            throw new IOException("the file name is empty.");
        }
        return Scaling.UNIT_RANGE.apply(folder.image(file, form));
    }
}
