package org.knime.base.embedded.variable;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import org.knime.core.data.BooleanValue;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataType;
import org.knime.core.data.DataValue;
import org.knime.core.data.DoubleValue;
import org.knime.core.data.IntValue;
import org.knime.core.data.LongValue;
import org.knime.core.data.StringValue;
import org.knime.core.data.def.BooleanCell;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.LongCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.workflow.FlowVariable;
import org.knime.core.node.workflow.VariableType;
import org.knime.core.node.workflow.VariableType.BooleanType;
import org.knime.core.node.workflow.VariableType.DoubleType;
import org.knime.core.node.workflow.VariableType.IntType;
import org.knime.core.node.workflow.VariableType.LongType;
import org.knime.core.node.workflow.VariableType.StringType;

/** A type of flow variables with the type of cells that have the same values; the first that fits a cell counts. */
final class VariableKind<T> {
    private static final VariableKind<?>[] ALL = {
        new VariableKind<>(
                BooleanType.INSTANCE,
                BooleanValue.class,
                cell -> ((BooleanValue) cell).getBooleanValue(),
                BooleanCell.TYPE,
                BooleanCell::get),
        new VariableKind<>(
                IntType.INSTANCE, IntValue.class, cell -> ((IntValue) cell).getIntValue(), IntCell.TYPE, IntCell::new),
        new VariableKind<>(
                LongType.INSTANCE,
                LongValue.class,
                cell -> ((LongValue) cell).getLongValue(),
                LongCell.TYPE,
                LongCell::new),
        new VariableKind<>(
                DoubleType.INSTANCE,
                DoubleValue.class,
                cell -> ((DoubleValue) cell).getDoubleValue(),
                DoubleCell.TYPE,
                DoubleCell::new),
        new VariableKind<>(
                StringType.INSTANCE,
                StringValue.class,
                cell -> ((StringValue) cell).getStringValue(),
                StringCell.TYPE,
                StringCell::new)
    };

    private final VariableType<T> type;
    private final Class<? extends DataValue> value;
    private final Function<DataCell, T> fromCell;
    private final DataType cellType;
    private final Function<T, DataCell> toCell;

    private VariableKind(
            VariableType<T> type,
            Class<? extends DataValue> value,
            Function<DataCell, T> fromCell,
            DataType cellType,
            Function<T, DataCell> toCell) {
        this.type = type;
        this.value = value;
        this.fromCell = fromCell;
        this.cellType = cellType;
        this.toCell = toCell;
    }

    static VariableType<?>[] types() {
        return Arrays.stream(ALL).map(kind -> kind.type).toArray(VariableType<?>[]::new);
    }

    /** Returns the kind of variables that the cells of a column become, if there is one. */
    static Optional<VariableKind<?>> of(DataType column) {
        return Arrays.stream(ALL)
                .filter(kind -> column.isCompatible(kind.value))
                .findFirst();
    }

    static VariableKind<?> of(FlowVariable variable) {
        return Arrays.stream(ALL)
                .filter(kind -> kind.type.equals(variable.getVariableType()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(variable + " cannot become a cell."));
    }

    VariableType<T> type() {
        return type;
    }

    DataType cellType() {
        return cellType;
    }

    FlowVariable variable(String name, DataCell cell) {
        return new FlowVariable(name, type, fromCell.apply(cell));
    }

    DataCell cell(FlowVariable variable) {
        return toCell.apply(variable.getValue(type));
    }
}
