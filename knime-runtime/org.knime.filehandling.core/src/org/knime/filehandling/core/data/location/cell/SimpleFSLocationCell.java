package org.knime.filehandling.core.data.location.cell;

import org.knime.core.data.DataCell;
import org.knime.core.data.DataType;
import org.knime.core.data.DataValue;
import org.knime.filehandling.core.connections.FSLocation;
import org.knime.filehandling.core.data.location.FSLocationValue;

/** A cell with a path; {@link SimpleFSLocationCellFactory} makes them. */
public final class SimpleFSLocationCell extends DataCell implements FSLocationValue {
    private static final long serialVersionUID = 1L;

    static final DataType TYPE = DataType.getType(SimpleFSLocationCell.class);

    private final FSLocation location;

    SimpleFSLocationCell(FSLocation location) {
        this.location = location;
    }

    @Override
    public FSLocation getFSLocation() {
        return location;
    }

    @Override
    protected boolean equalsDataCell(final DataCell dc) {
        return location.equals(((SimpleFSLocationCell) dc).location);
    }

    @Override
    protected boolean equalContent(final DataValue otherValue) {
        return otherValue instanceof FSLocationValue other && location.equals(other.getFSLocation());
    }

    @Override
    public int hashCode() {
        return location.hashCode();
    }

    @Override
    public String toString() {
        return location.getPath();
    }
}
