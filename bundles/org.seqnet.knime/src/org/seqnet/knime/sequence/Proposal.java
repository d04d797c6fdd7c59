package org.seqnet.knime.sequence;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.image.ImageValue;
import org.knime.filehandling.core.data.location.FSLocationValue;
import org.seqnet.knime.column.Columns;
import org.seqnet.knime.tensor.TensorValue;

/**
 * What a new Sequence Reshaper makes of a table until it is told otherwise.
 *
 * @param group the name of the column that tells sequences apart; empty if there is none
 * @param order the name of the column by which time steps are sorted; empty if there is none
 * @param features the names of the columns of numbers
 * @param target the name of the column of numbers that is to be forecast; empty if there is none
 * @param variables how these are arranged if a row has many
 */
record Proposal(Input input, String group, String order, List<String> features, String target, Variables variables) {
    /**
     * The variables of which each row has the values of several time steps, such as {@code x1 x2 x3 y1 y2 y3}.
     *
     * @param count how many variables there are
     */
    record Variables(int count, ValueOrder order) {
        static Variables of(List<DataColumnSpec> columns) {
            var names = columns.stream()
                    .map(ColumnName::of)
                    .map(Variables::variable)
                    .toList();
            var counts = names.stream()
                    .collect(Collectors.groupingBy(name -> name, Collectors.counting()))
                    .values();
            boolean areMany = counts.size() > 1
                    && counts.size() < names.size()
                    && counts.stream().distinct().count() == 1;
            return new Variables(
                    areMany ? counts.size() : 1,
                    areMany && names.get(0).equals(names.get(1)) ? ValueOrder.BY_VARIABLE : ValueOrder.BY_STEP);
        }

        private static ColumnName variable(ColumnName name) {
            return name.isNumbered() ? name.unnumbered() : name;
        }
    }

    /** Rows of so many numbers are sequences themselves, unless there is an order. */
    private static final int MANY = 10;

    /** Fewer numbered columns may be sensors as well. */
    private static final int NUMBERED_DESPITE_ORDER = 5;

    private static final double MOST = 0.8;

    static Proposal of(DataTableSpec table) {
        var roles = ColumnRoles.of(table);
        return new Proposal(
                input(table, roles),
                name(roles.group()),
                name(roles.order()),
                roles.features().stream().map(DataColumnSpec::getName).toList(),
                name(roles.target()),
                Variables.of(roles.features()));
    }

    private static String name(Optional<DataColumnSpec> column) {
        return column.map(DataColumnSpec::getName).orElse("");
    }

    private static Input input(DataTableSpec table, ColumnRoles roles) {
        if (has(table, Columns.accepts(TensorValue.class))) {
            return Input.TENSORS;
        }
        if (has(table, Columns.accepts(ImageValue.class))) {
            return Input.IMAGES;
        }
        if (has(table, ListColumns::holdsNumbers)) {
            return Input.LISTS;
        }
        if (!roles.features().isEmpty()) {
            return ofNumbers(roles);
        }
        return has(table, Columns.accepts(FSLocationValue.class)) ? Input.IMAGES : Input.TENSORS;
    }

    private static boolean has(DataTableSpec table, Predicate<DataColumnSpec> fitting) {
        return table.stream().anyMatch(fitting);
    }

    private static Input ofNumbers(ColumnRoles roles) {
        if (areTimeSteps(roles)) {
            return Input.COLUMNS;
        }
        return roles.group().isPresent() && !roles.hasState() ? Input.LONG_FORMAT : Input.WINDOWS;
    }

    /** Returns whether the numbers of a row seem to be the time steps of one sequence. */
    private static boolean areTimeSteps(ColumnRoles roles) {
        int count = roles.features().size();
        var numbered = numbered(roles.features());
        if (roles.hasState() && numbered.isEmpty()) {
            return false;
        }
        if (roles.order().isPresent()) {
            return count >= NUMBERED_DESPITE_ORDER
                    && numbered.filter(ColumnName::isTimeStep).isPresent();
        }
        return roles.group().isPresent()
                ? count >= MANY || numbered.filter(name -> !name.isSensor()).isPresent()
                : count > 1;
    }

    /** Returns the name that most columns share but for a number at its end; empty if there is none. */
    private static Optional<ColumnName> numbered(Collection<DataColumnSpec> columns) {
        return columns.stream()
                .map(ColumnName::of)
                .filter(ColumnName::isNumbered)
                .collect(Collectors.groupingBy(ColumnName::unnumbered, Collectors.counting()))
                .entrySet()
                .stream()
                .max(Comparator.comparingLong(entry -> entry.getValue()))
                .filter(entry -> entry.getValue() > 1 && entry.getValue() >= MOST * columns.size())
                .map(entry -> entry.getKey());
    }
}
