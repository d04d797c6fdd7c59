package org.knime.base.embedded.sort;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.knime.base.embedded.settings.Section;
import org.knime.base.embedded.settings.StoredSettingsModel;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.port.PortType;

/** Sorts the rows of a table; rows that are equal by all criteria keep their order. */
public final class SorterModel extends StoredSettingsModel<SorterModel.Order> {
    /**
     * How rows are sorted.
     *
     * @param criteria the first that tells two rows apart counts
     * @param missingToEnd whether missing cells come last in any case
     */
    record Order(List<SortCriterion> criteria, boolean missingToEnd) {
        Comparator<DataRow> of(DataTableSpec spec) throws InvalidSettingsException {
            Comparator<DataRow> order = (one, other) -> 0;
            for (var criterion : criteria) {
                order = order.thenComparing(criterion.order(spec, missingToEnd));
            }
            return order;
        }
    }

    public SorterModel() {
        super(new PortType[] {BufferedDataTable.TYPE}, new PortType[] {BufferedDataTable.TYPE});
    }

    @Override
    protected Order read(NodeSettingsRO stored) throws InvalidSettingsException {
        var all = Section.of("Sorter", stored);
        var order = new Order(SortCriterion.all(all.section("sortingCriteria")), all.flag("missingToEnd"));
        all.ofNoEffect("sortinmemory");
        all.requireAllRead();
        return order;
    }

    @Override
    protected String withoutSettings() {
        return "No selected columns to sort by. Add a sorting criterion in the node’s settings";
    }

    @Override
    protected DataTableSpec[] configure(DataTableSpec[] inSpecs) throws InvalidSettingsException {
        var spec = inSpecs[0];
        if (settings().criteria().isEmpty()) {
            throw new InvalidSettingsException(withoutSettings());
        }
        var missing = settings().criteria().stream()
                .map(SortCriterion::column)
                .filter(column -> !spec.containsName(column))
                .collect(Collectors.joining("\", \"", "\"", "\""));
        if (missing.length() > 2) {
            throw new InvalidSettingsException("The input table has changed. Some columns are missing: " + missing);
        }
        settings().of(spec);
        return new DataTableSpec[] {spec};
    }

    @Override
    protected BufferedDataTable[] execute(BufferedDataTable[] inData, ExecutionContext exec) throws Exception {
        var spec = inData[0].getDataTableSpec();
        var rows = new ArrayList<DataRow>();
        for (var row : inData[0]) {
            rows.add(row);
        }
        rows.sort(settings().of(spec));
        var sorted = exec.createDataContainer(spec);
        for (var row : rows) {
            exec.checkCanceled();
            sorted.addRowToTable(row);
        }
        sorted.close();
        return new BufferedDataTable[] {sorted.getTable()};
    }
}
