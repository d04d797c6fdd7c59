package org.seqnet.knime.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.seqnet.knime.Refusals.assertFails;
import static org.seqnet.knime.Refusals.assertInvalid;
import static org.seqnet.knime.Tables.row;
import static org.seqnet.knime.Tables.string;
import static org.seqnet.knime.Tables.strings;
import static org.seqnet.knime.Tables.table;
import static org.seqnet.knime.sequence.Reshaped.column;
import static org.seqnet.knime.sequence.Reshaped.doubles;
import static org.seqnet.knime.sequence.Reshaped.number;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.knime.core.data.BoundedValue;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.DataValue;
import org.knime.core.data.DataValueComparator;
import org.knime.core.data.StringValue;
import org.knime.core.data.collection.ListCell;
import org.knime.core.data.def.BooleanCell;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.LongCell;
import org.knime.core.data.image.png.PNGImageContent;
import org.seqnet.knime.Tables;
import org.seqnet.knime.tensor.Floats;
import org.seqnet.knime.tensor.TensorCell;

/** By what the rows of a group are sorted in long format. */
class StepOrderTest {
    private static final String[] CURE = {
        "Convert the column to numbers with a String to Number node, or to dates and times with a String to "
                + "Date&Time node.",
        "Or select another order column, or do not sort time steps."
    };

    private final SequenceReshaperParameters parameters = Reshaped.parameters(Input.LONG_FORMAT);

    StepOrderTest() {
        parameters.groupColumn = "recording";
        parameters.orderColumn = "time";
        parameters.numericColumns = new String[] {"x"};
    }

    @Test
    void text_of_numbers_is_sorted_by_number() throws Exception {
        var texts = IntStream.rangeClosed(1, 12).mapToObj(Integer::toString).toArray(String[]::new);

        assertThat(sorted(texts)).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12);
    }

    @Test
    void text_is_sorted_by_what_it_states() throws Exception {
        assertThat(sorted("1e3", " 7 ", "007.5", "-2", "0.5")).containsExactly(4, 5, 2, 3, 1);
        assertThat(sorted("9007199254740993", "9007199254740992", "9007199254740991"))
                .containsExactly(3, 2, 1);
        assertThat(sorted("2026-11-29", "0999-01-01", "+12026-01-01")).containsExactly(2, 1, 3);
        assertThat(sorted("2026-01-05T10:00:00.5", "2026-01-05 10:00", "2026-01-05T09:59"))
                .containsExactly(3, 2, 1);
        assertThat(sorted("2026-03-29T02:30+02:00", "2026-03-29T01:00+01:00", "2026-03-28T23:59Z"))
                .containsExactly(3, 2, 1);
        assertThat(sorted("10:00", "09:00", "09:00:00.1")).containsExactly(2, 3, 1);
    }

    @Test
    void equal_texts_stay_in_the_order_of_the_table() throws Exception {
        assertThat(sorted("2", "1", "2.0", "01", "1e0")).containsExactly(2, 4, 5, 1, 3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1,5", "step 3", "", "NaN", "Infinity", "5.1.2026", "2026-02-30", "?"})
    void text_that_states_no_order_is_refused_by_row(String text) {
        assertFails(
                () -> sorted("1", text),
                "Row 'Row1': the string '%s' in order column 'time' is neither ".formatted(text)
                        + "a number nor a date or time in ISO format.",
                CURE);
    }

    @Test
    void long_text_is_shortened_where_it_is_refused() {
        assertFails(
                () -> sorted("x".repeat(41)),
                ("Row 'Row0': the string '%s…' in order column 'time' is neither a number nor a date or time in "
                                + "ISO format.")
                        .formatted("x".repeat(40)),
                CURE);
    }

    @Test
    void text_of_several_kinds_is_refused_even_in_different_groups() {
        var spec = spec(strings("time").getType());

        assertFails(
                () -> Reshaped.execute(
                        parameters,
                        table(
                                spec,
                                row(string("a"), string("1"), number(1)),
                                row(string("b"), string("2026-01-05"), number(2)))),
                "Row 'Row1': the string '2026-01-05' in order column 'time' is a date, but that of row 'Row0' is a "
                        + "number; they cannot be compared.",
                CURE);
        assertFails(
                () -> sorted("2026-01-05T10:00Z", "2026-01-05T11:00"),
                "Row 'Row1': the string '2026-01-05T11:00' in order column 'time' is a date and time, but that "
                        + "of row 'Row0' is a date and time with an offset; they cannot be compared.",
                CURE);
    }

    @Test
    void text_of_a_row_that_is_left_out_may_state_anything() throws Exception {
        var reshaped = Reshaped.execute(
                parameters,
                table(
                        spec(strings("time").getType()),
                        row(string("a"), string("2"), number(1)),
                        row(string("a"), string("end"), DataType.getMissingCell()),
                        row(string("a"), string("1"), number(3))));

        assertThat(Floats.of(reshaped.sequence(0))).containsExactly(3, 1);
    }

    @Test
    void without_sorting_text_is_no_matter() throws Exception {
        parameters.sortSteps = false;

        assertThat(sorted("b", "a")).containsExactly(1, 2);
    }

    @Test
    void numbers_are_sorted_as_they_are() throws Exception {
        assertThat(sorted(DoubleCell.TYPE, number(10), number(9.5), number(Double.POSITIVE_INFINITY), number(-1)))
                .containsExactly(4, 2, 1, 3);
        assertThat(sorted(IntCell.TYPE, new IntCell(10), new IntCell(9))).containsExactly(2, 1);
        assertThat(sorted(LongCell.TYPE, new LongCell(9007199254740993L), new LongCell(9007199254740992L)))
                .containsExactly(2, 1);
    }

    @Test
    void a_place_that_is_not_a_number_is_missing() throws Exception {
        assertThat(sorted(DoubleCell.TYPE, number(2), number(Double.NaN), number(1)))
                .containsExactly(3, 1);
    }

    @Test
    void dates_are_sorted_by_time_and_not_by_their_text() throws Exception {
        assertThat(sorted(DayCell.TYPE, new DayCell(100), new DayCell(20), new DayCell(3)))
                .containsExactly(3, 2, 1);
    }

    @Test
    void a_column_of_missing_cells_gives_no_sequence() throws Exception {
        var gap = DataType.getMissingCell();

        var reshaped = Reshaped.execute(
                parameters,
                table(spec(gap.getType()), row(string("a"), gap, number(1)), row(string("a"), gap, number(2))));

        assertThat(reshaped.table().size()).isZero();
        assertThat(reshaped.warning())
                .contains("2 of 2 rows were skipped because at least one of their values is missing. 1 group has "
                        + "no sequence: all its rows were skipped.");
    }

    @Test
    void types_without_an_order_in_time_are_refused_before_execution() {
        assertRefused(BooleanCell.TYPE);
        assertRefused(ListCell.getCollectionType(DoubleCell.TYPE));
        assertRefused(PNGImageContent.TYPE);
        assertRefused(TensorCell.TYPE);
        assertRefused(MonthsCell.TYPE);
    }

    @Test
    void a_mixture_of_numbers_and_dates_is_refused_before_execution() {
        assertRefused(DataType.getCommonSuperType(DoubleCell.TYPE, DayCell.TYPE));
    }

    @Test
    void the_group_column_is_no_order() {
        parameters.orderColumn = "recording";

        assertInvalid(
                () -> Reshaped.configure(parameters, spec(IntCell.TYPE)),
                "Order column: column 'recording' is also the group column, so all rows of a group have the same "
                        + "value.");
    }

    private void assertRefused(DataType type) {
        assertInvalid(
                () -> Reshaped.configure(parameters, spec(type)),
                ("Order column: column 'time' of the input table has the type '%s', but numbers, dates or times are"
                                + " required.")
                        .formatted(type.getName()));
    }

    /** Returns the numbers of the rows, counted from 1, in the order in which their steps come. */
    private float[] sorted(String... times) throws Exception {
        return sorted(
                strings("time").getType(),
                Arrays.stream(times).map(Tables::string).toArray(DataCell[]::new));
    }

    private float[] sorted(DataType type, DataCell... times) throws Exception {
        var rows = IntStream.range(0, times.length)
                .mapToObj(i -> row(string("g"), times[i], number(i + 1)))
                .toArray(DataCell[][]::new);
        return Floats.of(Reshaped.execute(parameters, table(spec(type), rows)).sequence(0));
    }

    private static DataTableSpec spec(DataType time) {
        return new DataTableSpec(strings("recording"), column("time", time), doubles("x"));
    }

    /** A value with an order of its own, as KNIME's dates are in a bundle that is not here. */
    public interface DayValue extends DataValue {
        UtilityFactory UTILITY = new UtilityFactory() {
            @Override
            protected DataValueComparator getComparator() {
                return new DataValueComparator() {
                    @Override
                    protected int compareDataValues(DataValue v1, DataValue v2) {
                        return Integer.compare(((DayValue) v1).day(), ((DayValue) v2).day());
                    }
                };
            }
        };

        int day();
    }

    /** A date, which is a text too, as KNIME's are. */
    @SuppressWarnings("serial")
    public static final class DayCell extends DataCell implements DayValue, BoundedValue, StringValue {
        static final DataType TYPE = DataType.getType(DayCell.class);

        private final int day;

        DayCell(int day) {
            this.day = day;
        }

        @Override
        public int day() {
            return day;
        }

        @Override
        public String getStringValue() {
            return "day " + day;
        }

        @Override
        public String toString() {
            return getStringValue();
        }

        @Override
        protected boolean equalsDataCell(DataCell other) {
            return day == ((DayCell) other).day;
        }

        @Override
        public int hashCode() {
            return day;
        }
    }

    /** A date-based duration, which KNIME bounds and compares by text: it has no order. */
    @SuppressWarnings("serial")
    public static final class MonthsCell extends DataCell implements BoundedValue, StringValue {
        static final DataType TYPE = DataType.getType(MonthsCell.class);

        @Override
        public String getStringValue() {
            return "1M";
        }

        @Override
        public String toString() {
            return "1M";
        }

        @Override
        protected boolean equalsDataCell(DataCell other) {
            return true;
        }

        @Override
        public int hashCode() {
            return 0;
        }
    }
}
