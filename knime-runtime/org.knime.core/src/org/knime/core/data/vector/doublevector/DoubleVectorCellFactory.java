package org.knime.core.data.vector.doublevector;

import org.knime.core.data.DataCell;
import org.knime.core.data.DataCellFactory;
import org.knime.core.data.DataType;
import org.knime.core.data.def.DoubleCell;

/** Makes cells that hold vectors. */
public class DoubleVectorCellFactory implements DataCellFactory {

    /** The type of the cells. */
    public static final DataType TYPE = DataType.getType(DenseDoubleVectorCell.class, DoubleCell.TYPE);

    /** Makes a cell that takes over the array. The second parameter is a name that KNIME gave by accident. */
    @SuppressWarnings("unchecked")
    public static <T extends DataCell, DoubleVectorValue> T createCell(final double[] vector) {
        return (T) new DenseDoubleVectorCell(vector);
    }

    @Override
    public DataType getDataType() {
        return TYPE;
    }
}
