package org.seqnet.knime.sequence;

import java.util.Optional;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataColumnSpecCreator;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.node.BufferedDataTable;
import org.seqnet.engine.tensor.Tensor;
import org.seqnet.knime.NodeRun;
import org.seqnet.knime.Tables;
import org.seqnet.knime.tensor.TensorValue;

/** What the Sequence Reshaper made of a table. */
record Reshaped(BufferedDataTable table, Optional<String> warning) {
    static SequenceReshaperParameters parameters(Input input) {
        var parameters = new SequenceReshaperParameters();
        parameters.input = input;
        parameters.scaling = Scale.NONE;
        return parameters;
    }

    static Reshaped execute(SequenceReshaperParameters parameters, BufferedDataTable table) throws Exception {
        var run = NodeRun.executing(parameters, table);
        SequenceReshaperNodeFactory.execute(run, run);
        return new Reshaped(run.table(0), run.warning());
    }

    static DataTableSpec configure(SequenceReshaperParameters parameters, DataTableSpec spec) throws Exception {
        var run = NodeRun.configuring(parameters, spec);
        SequenceReshaperNodeFactory.configure(run, run);
        return run.tableSpec(0);
    }

    static DataColumnSpec column(String name, DataType type) {
        return new DataColumnSpecCreator(name, type).createSpec();
    }

    static DataColumnSpec doubles(String name) {
        return column(name, DoubleCell.TYPE);
    }

    static DoubleCell number(double value) {
        return new DoubleCell(value);
    }

    /** Returns the sequence in the last column of a row. */
    Tensor sequence(int row) {
        var cells = Tables.rows(table).get(row);
        return ((TensorValue) cells.getCell(cells.getNumCells() - 1)).tensor();
    }
}
