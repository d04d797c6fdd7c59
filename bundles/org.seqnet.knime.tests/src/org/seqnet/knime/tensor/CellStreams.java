package org.seqnet.knime.tensor;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import org.knime.core.data.DataCellDataInput;
import org.knime.core.data.DataCellDataOutput;

/** What a serializer of plain values gets; it never touches the part that nests cells. */
public final class CellStreams {
    private CellStreams() {}

    /** Returns an output that writes to a stream. */
    public static DataCellDataOutput output(DataOutputStream target) {
        return as(DataCellDataOutput.class, target);
    }

    /** Returns an input that reads from a stream. */
    public static DataCellDataInput input(DataInputStream source) {
        return as(DataCellDataInput.class, source);
    }

    private static <T> T as(Class<T> type, Object stream) {
        InvocationHandler handler = (proxy, method, arguments) -> {
            try {
                return method.invoke(stream, arguments);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        };
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
