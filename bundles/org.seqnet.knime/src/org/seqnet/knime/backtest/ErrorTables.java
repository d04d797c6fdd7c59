package org.seqnet.knime.backtest;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataColumnSpecCreator;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.RowKey;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.LongCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataContainer;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.ExecutionContext;
import org.seqnet.engine.backtest.ForecastErrors;

/** The three tables of a scorer of forecasts: all errors of each method, by step ahead, and by series. */
final class ErrorTables {
    private ErrorTables() {}

    /** Returns the specs of the tables. */
    static DataTableSpec[] specs() {
        return new DataTableSpec[] {
            spec(column("Method", StringCell.TYPE), column("Forecasts", IntCell.TYPE)),
            spec(column("Method", StringCell.TYPE), column("Step", IntCell.TYPE)),
            spec(column("Series", StringCell.TYPE), column("Method", StringCell.TYPE))
        };
    }

    private static DataTableSpec spec(DataColumnSpec... first) {
        return new DataTableSpec(Stream.of(
                        Arrays.stream(first),
                        Stream.of(column("Values", LongCell.TYPE)),
                        Arrays.stream(ErrorMeasure.values()).map(measure -> column(measure.title(), DoubleCell.TYPE)))
                .flatMap(each -> each)
                .toArray(DataColumnSpec[]::new));
    }

    private static DataColumnSpec column(String name, DataType type) {
        return new DataColumnSpecCreator(name, type).createSpec();
    }

    /** Returns the tables. */
    static BufferedDataTable[] of(ForecastScore score, ExecutionContext exec) {
        var tables = Arrays.stream(specs()).map(exec::createDataContainer).toArray(BufferedDataContainer[]::new);
        var methods = score.methods();
        for (var method : methods) {
            var name = new StringCell(method.name());
            add(
                    tables[0],
                    method.name(),
                    method.errors().overall(),
                    name,
                    new IntCell(score.rows().forecasts().size()));
            var steps = method.errors().bySteps();
            for (int step = 1; step <= steps.size(); step++) {
                add(tables[1], method.name() + "_" + step, steps.get(step - 1), name, new IntCell(step));
            }
        }
        var bySeries =
                methods.stream().map(method -> method.errors().bySeries()).toList();
        for (int series = 0; series < score.rows().names().size(); series++) {
            for (int i = 0; i < methods.size(); i++) {
                add(
                        tables[2],
                        "Row" + tables[2].size(),
                        bySeries.get(i).get(series),
                        new StringCell(score.rows().names().get(series)),
                        new StringCell(methods.get(i).name()));
            }
        }
        return Arrays.stream(tables)
                .map(table -> {
                    table.close();
                    return table.getTable();
                })
                .toArray(BufferedDataTable[]::new);
    }

    private static void add(BufferedDataContainer table, String key, ForecastErrors errors, DataCell... first) {
        var cells = new ArrayList<DataCell>(List.of(first));
        cells.add(new LongCell(errors.count()));
        for (var measure : ErrorMeasure.values()) {
            cells.add(figure(measure.of(errors)));
        }
        table.addRowToTable(new DefaultRow(new RowKey(key), cells.toArray(DataCell[]::new)));
    }

    private static DataCell figure(OptionalDouble value) {
        return value.isPresent() ? new DoubleCell(value.getAsDouble()) : DataType.getMissingCell();
    }
}
