package org.seqnet.knime.sequence;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.knime.core.data.BooleanValue;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.DoubleValue;
import org.knime.core.data.LongValue;
import org.knime.core.data.NominalValue;

/**
 * Which part each column of a table of numbers seems to play, as far as names, types and domains tell: the order of
 * time steps, the group that they belong to, features and labels.
 */
final class ColumnRoles {
    private final List<DataColumnSpec> columns;
    private final Optional<DataColumnSpec> order;
    private final Optional<DataColumnSpec> label;
    private final Optional<DataColumnSpec> group;

    private ColumnRoles(DataTableSpec table) {
        columns = table.stream().toList();
        order = first(column -> OrderColumns.haveOrder(column) && !isConstant(column), this::orderRank);
        label = labels().reduce((earlier, later) -> later);
        group = first(column -> canBeGroup(column) && !isConstant(column), this::groupRank);
    }

    static ColumnRoles of(DataTableSpec table) {
        return new ColumnRoles(table);
    }

    /** Returns the column by which time steps can be sorted: a date or time, else one with such a name. */
    Optional<DataColumnSpec> order() {
        return order;
    }

    /** Returns the column that tells sequences apart; never the last label, nor one that is known to be constant. */
    Optional<DataColumnSpec> group() {
        return group;
    }

    /** Returns whether the last label is one that may change from row to row, such as the state of a machine. */
    boolean hasState() {
        return label.filter(column -> ColumnName.of(column).isState()).isPresent();
    }

    /** Returns the columns of numbers that are measured. */
    List<DataColumnSpec> features() {
        return columns.stream().filter(this::isFeature).toList();
    }

    /** Returns the column of numbers to forecast: the last one with the name of a target, else the first feature. */
    Optional<DataColumnSpec> target() {
        return label.filter(column -> column.getType().isCompatible(DoubleValue.class) && isLabelNumber(column))
                .or(() -> features().stream().findFirst());
    }

    /** Returns whether a column can be kept beside a sequence: a label, another text, a date or a time. */
    boolean isDescription(DataColumnSpec column) {
        var type = column.getType();
        return type.isCompatible(NominalValue.class) || OrderColumns.areTimes(type) || isLabelNumber(column);
    }

    private boolean isFeature(DataColumnSpec column) {
        var type = column.getType();
        var name = ColumnName.of(column);
        boolean isIdentity = type.isCompatible(LongValue.class)
                && !type.isCompatible(BooleanValue.class)
                && name.groupRank().isPresent();
        return type.isCompatible(DoubleValue.class)
                && !isIdentity
                && name.orderRank().isEmpty()
                && !isLabelNumber(column)
                && Stream.of(order, label, group).flatMap(Optional::stream).noneMatch(column::equals);
    }

    /** Returns the columns that can be labels: texts and booleans, and numbers with the name of a label. */
    private Stream<DataColumnSpec> labels() {
        return columns.stream().filter(column -> isNominal(column) && !isOrderText(column) || isLabelNumber(column));
    }

    private boolean isLabelNumber(DataColumnSpec column) {
        var name = ColumnName.of(column);
        return column.getType().isCompatible(LongValue.class) && name.isNumberedLabel()
                || column.getType().isCompatible(DoubleValue.class) && name.isLabel() && !isCoordinate(name);
    }

    /** Returns whether y stands beside x. */
    private boolean isCoordinate(ColumnName name) {
        return name.equals(new ColumnName(List.of("y")))
                && columns.stream().anyMatch(column -> column.getName().equalsIgnoreCase("x"));
    }

    private boolean canBeGroup(DataColumnSpec column) {
        return (isNominal(column) || column.getType().isCompatible(LongValue.class))
                && !column.getType().isCompatible(BooleanValue.class)
                && !isOrderText(column)
                && !isLabelNumber(column)
                && !ColumnName.of(column).isLabel()
                && label.filter(column::equals).isEmpty()
                && order.filter(column::equals).isEmpty();
    }

    private static boolean isNominal(DataColumnSpec column) {
        return column.getType().isCompatible(NominalValue.class);
    }

    private static boolean isOrderText(DataColumnSpec column) {
        return OrderColumns.areTexts(column.getType())
                && ColumnName.of(column).orderRank().isPresent();
    }

    /** Returns the best column by a rank; the first of several that are as good. */
    private Optional<DataColumnSpec> first(
            Predicate<DataColumnSpec> fitting, Function<DataColumnSpec, OptionalInt> rank) {
        return columns.stream()
                .filter(fitting)
                .filter(column -> rank.apply(column).isPresent())
                .min(Comparator.comparingInt(column -> rank.apply(column).getAsInt()));
    }

    private OptionalInt orderRank(DataColumnSpec column) {
        return OrderColumns.areTimes(column.getType())
                ? OptionalInt.of(-1)
                : ColumnName.of(column).orderRank();
    }

    /** Texts without a telling name are groups only of rows that have an order. */
    private OptionalInt groupRank(DataColumnSpec column) {
        var named = ColumnName.of(column).groupRank();
        return named.isEmpty() && isNominal(column) && order.isPresent() ? OptionalInt.of(Integer.MAX_VALUE) : named;
    }

    private static boolean isConstant(DataColumnSpec column) {
        var domain = column.getDomain();
        return domain.hasValues() && domain.getValues().size() == 1
                || domain.hasBounds() && compare(column.getType(), domain.getLowerBound(), domain.getUpperBound()) == 0;
    }

    private static int compare(DataType type, DataCell one, DataCell other) {
        return type.getComparator().compare(one, other);
    }
}
