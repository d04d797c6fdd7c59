package org.seqnet.knime.label;

import java.util.List;
import java.util.Optional;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataTableSpec;
import org.knime.core.node.InvalidSettingsException;
import org.seqnet.engine.sequence.LabelDomain;
import org.seqnet.engine.sequence.LabelType;
import org.seqnet.knime.label.TableRow.Gap;

/** A column with the class of each row. */
public record ClassColumn(int column, DataColumnSpec spec) implements RowLabels {

    /**
     * Finds the column.
     *
     * @param table what the message calls the table, such as {@code "training table"}
     * @throws InvalidSettingsException if it is not chosen, not there, or cannot hold labels
     */
    public static ClassColumn find(DataTableSpec spec, String table, String name) throws InvalidSettingsException {
        int column = LabelColumns.find(spec, table, "Label column", name);
        return new ClassColumn(column, spec.getColumnSpec(column));
    }

    @Override
    public boolean areClasses() {
        return true;
    }

    @Override
    public String name() {
        return spec.getName();
    }

    @Override
    public String title() {
        return "Label column " + place();
    }

    @Override
    public String place() {
        return "'" + name() + "'";
    }

    @Override
    public int column(String label) {
        return column;
    }

    @Override
    public Optional<LabelDomain> declared() {
        return LabelIndex.domain(spec);
    }

    @Override
    public LabelType type() {
        return LabelCells.type(spec.getType());
    }

    @Override
    public Optional<Gap> gap(TableRow row) {
        return row.cell(column).isMissing() ? Optional.of(Gap.ofCell(column, name())) : Optional.empty();
    }

    @Override
    public List<String> of(TableRow row) {
        return List.of(row.cell(column).toString());
    }
}
