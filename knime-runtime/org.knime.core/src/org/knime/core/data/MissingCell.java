package org.knime.core.data;

import java.io.IOException;

/** A cell without value, perhaps with the reason why. */
public final class MissingCell extends DataCell implements MissingValue {

    static final MissingCell INSTANCE = new MissingCell(null);

    private static final long serialVersionUID = 1L;

    private final String error;

    /** Makes a cell with a reason, which may be {@code null}. */
    public MissingCell(final String error) {
        this.error = error;
    }

    @Override
    public boolean isMissing() {
        return true;
    }

    @Override
    public String toString() {
        return "?";
    }

    @Override
    protected boolean equalsDataCell(final DataCell dc) {
        return dc.isMissing();
    }

    @Override
    public int hashCode() {
        return 42;
    }

    /** Writes a flag, and the reason if there is one. */
    public static final class MissingSerializer implements DataCellSerializer<MissingCell> {

        @Override
        public void serialize(final MissingCell cell, final DataCellDataOutput output) throws IOException {
            output.writeByte(cell.error == null ? 0 : 1);
            if (cell.error != null) {
                output.writeUTF(cell.error);
            }
        }

        @Override
        public MissingCell deserialize(final DataCellDataInput input) throws IOException {
            return input.readByte() == 0 ? INSTANCE : new MissingCell(input.readUTF());
        }
    }
}
