package org.knime.core.embedded;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataCellDataInput;
import org.knime.core.data.DataCellDataOutput;
import org.knime.core.data.DataCellSerializer;
import org.knime.core.data.DataTypeRegistry;
import org.knime.core.data.container.DataContainerException;

/**
 * Writes a cell with its registered serializer and reads it back. KNIME moves tables to disk whenever memory is short;
 * tables of the embedded runtime never leave memory, so that without this a faulty serializer would stay unseen.
 */
public final class CellRoundTrip {

    private CellRoundTrip() {}

    /**
     * Checks that a cell survives; one whose class has no serializer passes, for KNIME misses it no earlier.
     *
     * @throws DataContainerException if the cell that is read is another one, or bytes are left
     */
    public static void check(DataCell cell) {
        var registry = DataTypeRegistry.getInstance();
        var serializer = registry.getCellClass(cell.getClass().getName()).flatMap(registry::getSerializer);
        if (serializer.isEmpty()) {
            return;
        }
        String serializerName = serializer.get().getClass().getName();
        try {
            var bytes = new ByteArrayOutputStream();
            serializer.get().serialize(cell, output(new DataOutputStream(bytes)));
            var in = new ByteArrayInputStream(bytes.toByteArray());
            DataCell copy = serializer.get().deserialize(input(new DataInputStream(in)));
            if (!cell.equals(copy) || cell.hashCode() != copy.hashCode() || in.available() > 0) {
                throw new DataContainerException("CODING PROBLEM: " + serializerName + " wrote " + cell + " and read "
                        + copy + ", " + in.available() + " bytes were left.");
            }
        } catch (IOException e) {
            throw new DataContainerException(
                    "CODING PROBLEM: " + serializerName + " cannot read what it wrote: " + e.getMessage(), e);
        }
    }

    private static DataCellDataOutput output(DataOutputStream out) {
        return proxy(DataCellDataOutput.class, out, (method, arguments) -> {
            switch (method.getName()) {
                case "writeUTF" -> write((String) arguments[0], out);
                case "writeDataCell" -> {
                    var cell = (DataCell) arguments[0];
                    write(cell.getClass().getName(), out);
                    serializer(cell.getClass().getName()).serialize(cell, output(out));
                }
                default -> {
                    return method.invoke(out, arguments);
                }
            }
            return null;
        });
    }

    private static DataCellDataInput input(DataInputStream in) {
        return proxy(DataCellDataInput.class, in, (method, arguments) -> switch (method.getName()) {
            case "readUTF" -> readText(in);
            case "readDataCell" -> serializer(readText(in)).deserialize(input(in));
            default -> method.invoke(in, arguments);
        });
    }

    /** Texts may be longer than the 65,535 bytes of Java's own form. */
    private static void write(String text, DataOutputStream out) throws IOException {
        out.writeInt(text.length());
        out.writeChars(text);
    }

    private static String readText(DataInputStream in) throws IOException {
        var text = new char[in.readInt()];
        for (int i = 0; i < text.length; i++) {
            text[i] = in.readChar();
        }
        return new String(text);
    }

    private static DataCellSerializer<DataCell> serializer(String cellClass) throws IOException {
        var registry = DataTypeRegistry.getInstance();
        return registry.getCellClass(cellClass)
                .flatMap(registry::getSerializer)
                .orElseThrow(() -> new IOException("no serializer is registered for " + cellClass));
    }

    private interface Call {
        Object apply(Method method, Object[] arguments) throws IOException, ReflectiveOperationException;
    }

    /** KNIME's interfaces redeclare {@code writeUTF}, which is final in Java's stream: hence no subclass of that. */
    private static <T> T proxy(Class<T> type, Object stream, Call call) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, method, args) -> {
            try {
                return method.getDeclaringClass() == Object.class
                        ? method.invoke(stream, args)
                        : call.apply(method, args);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        }));
    }
}
