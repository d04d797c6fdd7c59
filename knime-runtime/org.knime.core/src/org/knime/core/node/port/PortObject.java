package org.knime.core.node.port;

import java.io.IOException;
import javax.swing.JComponent;
import org.knime.core.internal.SerializerMethodLoader.Serializer;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionMonitor;

/** What flows between nodes: a table or a model. */
public interface PortObject {

    /** A port that takes everything. */
    PortType TYPE = PortTypeRegistry.getInstance().getPortType(PortObject.class);

    /** A port that takes everything and may stay open. */
    PortType TYPE_OPTIONAL = PortTypeRegistry.getInstance().getPortType(PortObject.class, true);

    /** Writes and reads objects of one class; registered at {@code org.knime.core.PortType}. */
    abstract static class PortObjectSerializer<T extends PortObject> implements Serializer<T> {

        /** Writes an object; the caller closes the stream. */
        public abstract void savePortObject(
                final T portObject, final PortObjectZipOutputStream out, final ExecutionMonitor exec)
                throws IOException, CanceledExecutionException;

        /** Reads what {@link #savePortObject} wrote; the caller closes the stream. */
        public abstract T loadPortObject(
                final PortObjectZipInputStream in, final PortObjectSpec spec, final ExecutionMonitor exec)
                throws IOException, CanceledExecutionException;
    }

    /** Returns one line about the object. */
    String getSummary();

    /** Returns what was known of the object before it was made. */
    PortObjectSpec getSpec();

    /** Returns Swing views, possibly {@code null}. */
    JComponent[] getViews();
}
