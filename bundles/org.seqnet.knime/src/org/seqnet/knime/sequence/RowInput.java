package org.seqnet.knime.sequence;

import java.util.Optional;
import java.util.OptionalInt;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.InvalidSettingsException;
import org.seqnet.engine.sequence.Preparation;
import org.seqnet.engine.sequence.SequenceShape;
import org.seqnet.engine.sequence.ValueSteps;
import org.seqnet.engine.tensor.ElementType;
import org.seqnet.engine.tensor.Tensor;

/** The source of a row's sequence: one class per input format. */
interface RowInput extends AutoCloseable {
    /**
     * A missing value of a row.
     *
     * @param words its description, such as {@code "the tensor is missing"}
     */
    record Gap(int column, String words) {}

    /** Makes ready to read rows, until it is closed. */
    default void open(ExecutionMonitor monitor) {}

    @Override
    default void close() {}

    /** Returns the columns that the sequences can replace. */
    int[] columns();

    /** Returns the steps and features of every sequence, if the spec states them. */
    default Optional<SequenceShape> shape() {
        return Optional.empty();
    }

    /** Returns the channels of the pixels that each time step is a row of, if the sequences are images. */
    default OptionalInt channels() {
        return OptionalInt.empty();
    }

    /**
     * Returns the names of the features, if they are known, and what was done to the values before they are laid out
     * and scaled; the Sequence Reshaper adds its own steps.
     */
    default Preparation preparation() {
        return Preparation.UNKNOWN;
    }

    /** Returns whether all that was done to the values is known; if not, nothing is said of the sequences either. */
    default boolean isPreparationKnown() {
        return true;
    }

    /** Returns a warning about the column, whatever its rows contain. */
    default Optional<String> notice() {
        return Optional.empty();
    }

    /** Returns whether every sequence is known to be of bytes, such as the pixels of an image. */
    default boolean holdsBytes() {
        return false;
    }

    /** Returns the type of the values of every sequence, if it is known. */
    default Optional<ElementType> elementType() {
        return holdsBytes() ? Optional.of(ElementType.UNSIGNED_BYTE) : Optional.empty();
    }

    /** Returns why a row has no sequence, if it has none. */
    Optional<Gap> gap(DataRow row);

    /**
     * Returns the sequence of a row without a gap, time steps x features, not scaled yet.
     *
     * @throws org.seqnet.engine.SeqNetException if it cannot be read this way
     */
    Tensor sequence(DataRow row);

    /** Returns why rows have no sequence, for a warning, such as {@code "their tensor is missing"}. */
    String reason();

    /** Returns the place of the number without which there is no sequence, if it is missing. */
    static OptionalInt gap(ValueSteps steps, double[] values, boolean keepsMissing) {
        return keepsMissing && !steps.isEmpty(values) ? OptionalInt.empty() : steps.gap(values);
    }

    /** Returns the end of a gap's description: why the sequence does not end there although it may. */
    static String butNotItsStep(ValueSteps steps, int place, double[] values) {
        return steps.endsAtMissing() && steps.isInLastStep(place, values) ? ", but not all of its time step" : "";
    }

    /**
     * Finds the columns.
     *
     * @throws InvalidSettingsException if they are not there, or cannot be reshaped as asked for
     */
    static RowInput of(DataTableSpec table, SequenceReshaperParameters parameters) throws InvalidSettingsException {
        return switch (parameters.input) {
            case TENSORS -> TensorInput.of(table, parameters);
            case COLUMNS -> ColumnsInput.of(table, parameters);
            case LISTS -> ListInput.of(table, parameters);
            case IMAGES -> ImageInput.of(table, parameters);
            case LONG_FORMAT, WINDOWS -> throw new IllegalArgumentException("not row by row");
        };
    }
}
