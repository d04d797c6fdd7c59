package org.seqnet.spark.table;

import java.util.List;
import java.util.Optional;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.sequence.Tokenizer;
import org.seqnet.engine.sequence.ValueSteps;

/**
 * How a table stores sequences. A name of a column may also be a pattern with {@code *}, which stands for all columns
 * that match, in the order of the table. Values that are missing or NaN are kept as missing, or make a row a bad one.
 */
public sealed interface Layout {

    /**
     * Each row is a sequence in one column or several: arrays of numbers, arrays of time steps that are arrays, bytes,
     * arrays of symbols, or texts.
     *
     * @param columns one column, or a column of arrays of equal length for each feature
     * @param steps how an array of numbers in a single column is cut into time steps
     * @param tokenizer how a text is split into symbols
     */
    record Lists(List<String> columns, ValueSteps steps, Tokenizer tokenizer, boolean keepsMissing) implements Layout {
        public Lists {
            columns = some("List columns", columns);
        }
    }

    /**
     * Each row is a sequence, each value in a column of its own.
     *
     * @param columns the columns in the order of the values
     * @param steps how the values are cut into time steps
     */
    record Wide(List<String> columns, ValueSteps steps, boolean keepsMissing) implements Layout {
        public Wide {
            columns = some("Value columns", columns);
        }
    }

    /**
     * Each row is a time step; the rows of a group are one sequence. Rows without a group or a time are bad ones.
     * Sequences are in the order of their first rows, and steps of equal time in that of their rows.
     *
     * @param groups the columns that together identify the group
     * @param order the column that steps are sorted by: numbers, dates or times, or texts that state them; empty if
     *     they keep the order of the table
     * @param features the columns of the features
     */
    record Long(List<String> groups, Optional<String> order, List<String> features, boolean keepsMissing)
            implements Layout {
        public Long {
            groups = some("Group columns", groups);
            features = some("Feature columns", features);
        }
    }

    /**
     * Each row is a time step, and a window of fixed length slides over the rows of each series. Windows are in the
     * order of their last rows, and known of them is what is known of these. None spans a row of its series with a
     * bad value; a row without a series or a time has no place, and ends no window.
     *
     * @param series the columns that together identify the series; empty if all rows are one, which then is for one
     *     task
     * @param order the column that rows are sorted by; empty if they keep the order of the table
     * @param features the columns of the features
     * @param length the number of rows of a window
     * @param stride the number of rows from the start of a window to that of the next
     */
    record Windows(
            List<String> series,
            Optional<String> order,
            List<String> features,
            int length,
            int stride,
            boolean keepsMissing)
            implements Layout {
        public Windows {
            series = List.copyOf(series);
            features = some("Feature columns", features);
            requirePositive("Window length", length);
            requirePositive("Step size", stride);
        }
    }

    private static List<String> some(String setting, List<String> columns) {
        if (columns.isEmpty()) {
            throw new SeqNetException("%s: no column is given. Enter at least one.".formatted(setting));
        }
        return List.copyOf(columns);
    }

    private static void requirePositive(String setting, int value) {
        if (value < 1) {
            throw new SeqNetException("%s: %d is less than 1. Enter 1 or a greater number.".formatted(setting, value));
        }
    }
}
