package org.seqnet.knime.explainer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnDomainCreator;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataColumnSpecCreator;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.node.InvalidSettingsException;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.explanation.Explainer;
import org.seqnet.engine.explanation.Method;
import org.seqnet.engine.sequence.LabelDomain;
import org.seqnet.knime.column.Columns;
import org.seqnet.knime.column.FreeNames;
import org.seqnet.knime.explainer.Choices.ExplainedClass;
import org.seqnet.knime.label.ClassColumn;
import org.seqnet.knime.label.LabelCells;
import org.seqnet.knime.message.Failures;
import org.seqnet.knime.network.NetworkPortObjectSpec;
import org.seqnet.knime.network.ReadableColumn;
import org.seqnet.knime.tensor.TensorCell;
import org.seqnet.knime.tensor.TensorColumn;
import org.seqnet.knime.tensor.TensorValue;

/**
 * Where an explainer reads, and what it appends.
 *
 * @param sequences the index of the column that is read
 * @param actual the column of the actual classes, if it is read
 * @param labels those of the network
 * @param custom the label that is explained; empty if it is the most probable one of each row
 * @param method how it is explained
 * @param appended the columns that are appended: the explanation, the explained label if rows differ in it, its
 *     probability, and the completeness error if there is one
 */
record ExplainerColumns(
        int sequences,
        Optional<ClassColumn> actual,
        LabelDomain labels,
        OptionalInt custom,
        Method method,
        DataTableSpec appended) {
    private static final String TABLE = "input table";

    /**
     * Checks table and settings against the network.
     *
     * @return empty if the network's labels are not known yet
     * @throws InvalidSettingsException if a column is not there, its sequences do not fit the network, or the network
     *     cannot be explained
     */
    static Optional<ExplainerColumns> of(
            NetworkPortObjectSpec network, DataTableSpec table, NetworkExplainerParameters parameters)
            throws InvalidSettingsException {
        if (network.readsSymbols()) {
            throw Failures.invalid(
                    "The network reads symbols; only networks that read tensors can be explained.",
                    "Connect another network.");
        }
        parameters.chooseColumn(table);
        parameters.validate();
        int sequences =
                Columns.find(table, TABLE, "Sequence column", parameters.sequenceColumn, "tensors", TensorValue.class);
        ReadableColumn.require(network, table.getColumnSpec(sequences));
        var method = parameters.method();
        requireExplainable(network, method);
        Optional<ClassColumn> actual =
                parameters.useLabels ? Optional.of(actual(network, table, parameters)) : Optional.empty();
        if (network.labels().isEmpty()) {
            return Optional.empty();
        }
        var labels = network.labels().get();
        var custom = parameters.explainedClass == ExplainedClass.PREDICTED
                ? OptionalInt.empty()
                : OptionalInt.of(custom(labels, parameters.className));
        var appended = appended(network, labels, table, sequences, custom.isEmpty(), method);
        return Optional.of(new ExplainerColumns(sequences, actual, labels, custom, method, appended));
    }

    private static void requireExplainable(NetworkPortObjectSpec network, Method method)
            throws InvalidSettingsException {
        try {
            Explainer.requireExplainable(network.architecture(), method);
        } catch (SeqNetException e) {
            throw Failures.invalid(e);
        }
    }

    private static ClassColumn actual(
            NetworkPortObjectSpec network, DataTableSpec table, NetworkExplainerParameters parameters)
            throws InvalidSettingsException {
        if (!network.head().predictsClasses()) {
            throw Failures.invalid(
                    "Use labels: the network %s; the importance of features is only measured for networks that predict "
                                    .formatted(network.head().example().purpose())
                            + "one class per sequence.",
                    "Uncheck \"Use labels\".");
        }
        return ClassColumn.find(table, TABLE, parameters.labelColumn);
    }

    private static int custom(LabelDomain labels, String name) throws InvalidSettingsException {
        if (name == null || !labels.contains(name)) {
            throw Failures.invalid(
                    "Class: '%s' is not among the labels of the network: %s."
                            .formatted(name == null ? "" : name, labels),
                    "Select another class in the node's dialog.");
        }
        return labels.indexOf(name);
    }

    private static DataTableSpec appended(
            NetworkPortObjectSpec network,
            LabelDomain labels,
            DataTableSpec table,
            int sequences,
            boolean withClass,
            Method method) {
        var names = new FreeNames(table);
        var label = network.labelColumn();
        var columns = new ArrayList<DataColumnSpec>();
        columns.add(TensorColumn.explaining(names.like("Explanation (" + label + ")"), table.getColumnSpec(sequences)));
        if (withClass) {
            columns.add(LabelCells.column(names.like("Explained class (" + label + ")"), labels));
        }
        var probability = new DataColumnSpecCreator(names.like("P (explained class)"), DoubleCell.TYPE);
        probability.setDomain(new DataColumnDomainCreator(new DoubleCell(0), new DoubleCell(1)).createDomain());
        columns.add(probability.createSpec());
        if (method instanceof Method.IntegratedGradients) {
            columns.add(new DataColumnSpecCreator(names.like("Completeness error"), DoubleCell.TYPE).createSpec());
        }
        return new DataTableSpec(columns.toArray(DataColumnSpec[]::new));
    }

    /** Returns the cells of a row that is not explained. */
    DataCell[] missing() {
        var cells = new DataCell[appended.getNumColumns()];
        Arrays.fill(cells, DataType.getMissingCell());
        return cells;
    }

    /** Returns the cells of a row. */
    DataCell[] cells(Example example) {
        List<DataCell> cells = new ArrayList<>();
        cells.add(new TensorCell(example.shares()));
        if (custom.isEmpty()) {
            cells.add(LabelCells.of(labels).get(example.label()));
        }
        cells.add(new DoubleCell(example.explanation().probability()));
        if (method instanceof Method.IntegratedGradients) {
            cells.add(new DoubleCell(example.explanation().completenessError()));
        }
        return cells.toArray(DataCell[]::new);
    }
}
