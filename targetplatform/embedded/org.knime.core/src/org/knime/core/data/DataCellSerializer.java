package org.knime.core.data;

import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import org.knime.core.internal.SerializerMethodLoader.Serializer;

/** Writes and reads cells of one class; registered at {@code org.knime.core.DataType}. */
public interface DataCellSerializer<T extends DataCell> extends Serializer<T> {

    /** Writes the cell's content, not its class. */
    void serialize(final T cell, final DataCellDataOutput output) throws IOException;

    /** Reads what {@link #serialize} wrote. */
    T deserialize(final DataCellDataInput input) throws IOException;

    /** Returns the class of the cells, as the type argument says it. */
    @SuppressWarnings("unchecked")
    default Class<T> getCellClass() {
        for (Class<?> c = getClass(); c != null; c = c.getSuperclass()) {
            List<Type> parents = new ArrayList<>(List.of(c.getGenericInterfaces()));
            if (c.getGenericSuperclass() != null) {
                parents.add(c.getGenericSuperclass());
            }
            for (Type parent : parents) {
                if (parent instanceof ParameterizedType generic) {
                    Type argument = generic.getActualTypeArguments()[0];
                    Type raw = argument instanceof ParameterizedType nested ? nested.getRawType() : argument;
                    if (raw instanceof Class<?> cell && DataCell.class.isAssignableFrom(cell)) {
                        return (Class<T>) cell;
                    }
                }
            }
        }
        throw new IllegalStateException(getClass() + " does not say by its type argument which cells it writes.");
    }
}
