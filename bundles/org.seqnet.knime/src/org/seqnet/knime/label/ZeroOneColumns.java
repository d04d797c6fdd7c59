package org.seqnet.knime.label;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.knime.core.data.BooleanValue;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DoubleValue;
import org.knime.core.data.LongValue;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.seqnet.engine.sequence.LabelDomain;
import org.seqnet.engine.sequence.LabelType;
import org.seqnet.knime.column.Columns;
import org.seqnet.knime.label.TableRow.Gap;
import org.seqnet.knime.message.Failures;

/**
 * A column for each label, named like it: 1 (or true) says that a row has the label, 0 (or false) that it does not.
 *
 * @param columns the indices of the columns, in the order of the labels
 */
public record ZeroOneColumns(DataTableSpec spec, List<Integer> columns, LabelDomain labels) implements RowLabels {
    /** What columns with predictions name, since no single column has the labels. */
    private static final String NAME = "labels";

    /** Says whether a column's spec tells that it holds nothing but 0 and 1. */
    public static final Predicate<DataColumnSpec> LIKELY =
            Columns.accepts(BooleanValue.class).or(ZeroOneColumns::isWithinZeroAndOne);

    private static boolean isWithinZeroAndOne(DataColumnSpec column) {
        var domain = column.getDomain();
        return column.getType().isCompatible(LongValue.class)
                && domain.getLowerBound() instanceof LongValue lower
                && domain.getUpperBound() instanceof LongValue upper
                && lower.getLongValue() >= 0
                && upper.getLongValue() <= 1;
    }

    /** Returns the names of all columns that, as their specs tell, hold nothing but 0 and 1. */
    public static String[] preferred(DataTableSpec spec) {
        return spec.stream().filter(LIKELY).map(DataColumnSpec::getName).toArray(String[]::new);
    }

    /**
     * Finds the columns.
     *
     * @param table what the message calls the table, such as {@code "training table"}
     * @param setting the setting's title
     * @throws InvalidSettingsException if none is chosen, one twice, or one is not there or holds no numbers
     */
    public static ZeroOneColumns find(DataTableSpec spec, String table, String setting, String[] names)
            throws InvalidSettingsException {
        if (names == null || names.length == 0) {
            throw Failures.invalid(
                    "%s: no column is selected.".formatted(setting),
                    "Select the columns that contain 0 or 1 for each label in the node's dialog.");
        }
        Columns.requireDistinct(setting, names);
        var columns = new ArrayList<Integer>();
        for (var name : names) {
            columns.add(Columns.find(spec, table, setting, name, "numbers or booleans", DoubleValue.class));
        }
        return new ZeroOneColumns(spec, List.copyOf(columns), LabelDomain.of(names));
    }

    @Override
    public boolean areClasses() {
        return false;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String title() {
        return "0/1 columns";
    }

    @Override
    public String place() {
        return "one of the 0/1 columns";
    }

    @Override
    public int column(String label) {
        return columns.get(labels.indexOf(label));
    }

    @Override
    public Optional<LabelDomain> declared() {
        return Optional.of(labels);
    }

    @Override
    public LabelType type() {
        return LabelType.TEXT;
    }

    @Override
    public Optional<Gap> gap(TableRow row) {
        return IntStream.range(0, labels.size())
                .filter(label -> row.cell(columns.get(label)).isMissing())
                .mapToObj(label -> Gap.ofCell(columns.get(label), labels.name(label)))
                .findFirst();
    }

    @Override
    public List<String> of(TableRow row) throws KNIMEException {
        var present = new ArrayList<String>();
        for (int label = 0; label < labels.size(); label++) {
            var cell = row.cell(columns.get(label));
            double value = ((DoubleValue) cell).getDoubleValue();
            if (value == 1) {
                present.add(labels.name(label));
            } else if (value != 0) {
                throw row.failure(
                        columns.get(label),
                        "The value is neither 0 nor 1.",
                        "column '%s' contains %s, but 0 or 1 is required.".formatted(labels.name(label), cell),
                        "Use 1 if the row has the label and 0 if not, or deselect the column.");
            }
        }
        return present;
    }
}
