package org.knime.core.node.port;

import java.io.IOException;
import org.knime.core.internal.SerializerMethodLoader.Serializer;

/** What is known of a {@link PortObject} before it is made. */
public interface PortObjectSpec {

    /** Writes and reads specs of one class; registered at {@code org.knime.core.PortType}. */
    abstract static class PortObjectSpecSerializer<T extends PortObjectSpec> implements Serializer<T> {

        /** Writes a spec; the caller closes the stream. */
        public abstract void savePortObjectSpec(final T portObjectSpec, final PortObjectSpecZipOutputStream out)
                throws IOException;

        /** Reads what {@link #savePortObjectSpec} wrote; the caller closes the stream. */
        public abstract T loadPortObjectSpec(final PortObjectSpecZipInputStream in) throws IOException;
    }
}
