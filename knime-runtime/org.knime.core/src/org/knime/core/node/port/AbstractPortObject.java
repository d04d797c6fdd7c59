package org.knime.core.node.port;

import java.io.IOException;
import java.util.zip.ZipEntry;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.ModelContent;

/** A port object that writes zip entries of its own; subclasses have a public constructor without arguments. */
public abstract class AbstractPortObject implements PortObject {

    private static final String FILE = "meta.xml";

    /** For subclasses. */
    public AbstractPortObject() {}

    /** Writes the content as zip entries; the caller closes the stream. */
    protected abstract void save(final PortObjectZipOutputStream out, final ExecutionMonitor exec)
            throws IOException, CanceledExecutionException;

    /** Reads what {@link #save} wrote; the caller closes the stream. */
    protected abstract void load(
            final PortObjectZipInputStream in, final PortObjectSpec spec, final ExecutionMonitor exec)
            throws IOException, CanceledExecutionException;

    /** Writes and reads such objects. */
    public abstract static class AbstractPortObjectSerializer<T extends AbstractPortObject>
            extends PortObjectSerializer<T> {

        @Override
        @SuppressWarnings("unchecked")
        public T loadPortObject(
                final PortObjectZipInputStream in, final PortObjectSpec spec, final ExecutionMonitor exec)
                throws IOException, CanceledExecutionException {
            SimpleContent.next(in, FILE);
            var meta = ModelContent.loadFromXML(SimpleContent.open(in));
            String name;
            try {
                name = meta.getString(SimpleContent.CLASS);
            } catch (InvalidSettingsException e) {
                throw new IOException("Unable to read a port object: " + e.getMessage(), e);
            }
            var type = PortTypeRegistry.getInstance()
                    .getObjectClass(name)
                    .orElseThrow(() -> new IOException("Port object class '" + name + "' not found."));
            var object = SimpleContent.create(type.asSubclass(AbstractPortObject.class));
            object.load(in, spec, exec);
            return (T) object;
        }

        @Override
        public void savePortObject(final T portObject, final PortObjectZipOutputStream out, final ExecutionMonitor exec)
                throws IOException, CanceledExecutionException {
            var meta = new ModelContent(FILE);
            meta.addInt("version", 1);
            meta.addString(SimpleContent.CLASS, portObject.getClass().getName());
            out.putNextEntry(new ZipEntry(FILE));
            meta.saveToXML(SimpleContent.open(out));
            portObject.save(out, exec);
        }
    }
}
