package org.knime.core.node.port;

import java.io.IOException;
import java.util.zip.ZipEntry;
import javax.swing.JComponent;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.ModelContent;
import org.knime.core.node.ModelContentRO;
import org.knime.core.node.ModelContentWO;

/** A port object that is written as one XML file; subclasses have a public constructor without arguments. */
public abstract class AbstractSimplePortObject implements PortObject {

    /** For subclasses. */
    public AbstractSimplePortObject() {}

    /** Writes the content. */
    protected abstract void save(final ModelContentWO model, final ExecutionMonitor exec)
            throws CanceledExecutionException;

    /** Reads what {@link #save} wrote. */
    protected abstract void load(final ModelContentRO model, final PortObjectSpec spec, final ExecutionMonitor exec)
            throws InvalidSettingsException, CanceledExecutionException;

    /** Writes and reads such objects. */
    public abstract static class AbstractSimplePortObjectSerializer<T extends AbstractSimplePortObject>
            extends PortObjectSerializer<T> {

        @Override
        @SuppressWarnings("unchecked")
        public T loadPortObject(
                final PortObjectZipInputStream in, final PortObjectSpec spec, final ExecutionMonitor exec)
                throws IOException, CanceledExecutionException {
            SimpleContent.next(in, SimpleContent.FILE);
            var content = ModelContent.loadFromXML(SimpleContent.open(in));
            try {
                String name = content.getString(SimpleContent.CLASS);
                var type = PortTypeRegistry.getInstance()
                        .getObjectClass(name)
                        .orElseThrow(() -> new IOException("Port object class '" + name + "' not found."));
                var object = SimpleContent.create(type.asSubclass(AbstractSimplePortObject.class));
                object.load(content.getModelContent(SimpleContent.MODEL), spec, exec);
                return (T) object;
            } catch (InvalidSettingsException e) {
                throw new IOException("Unable to read a port object: " + e.getMessage(), e);
            }
        }

        @Override
        public void savePortObject(final T portObject, final PortObjectZipOutputStream out, final ExecutionMonitor exec)
                throws IOException, CanceledExecutionException {
            var content = SimpleContent.of(portObject);
            portObject.save(content.addModelContent(SimpleContent.MODEL), exec);
            out.putNextEntry(new ZipEntry(SimpleContent.FILE));
            content.saveToXML(out);
        }
    }

    @Override
    public JComponent[] getViews() {
        return new JComponent[0];
    }

    /** Compares what {@link #save} writes. */
    @Override
    public boolean equals(final Object other) {
        return this == other
                || other != null
                        && other.getClass() == getClass()
                        && content().equals(((AbstractSimplePortObject) other).content());
    }

    @Override
    public int hashCode() {
        return content().hashCode();
    }

    private ModelContent content() {
        var content = new ModelContent(SimpleContent.MODEL);
        try {
            save(content, new ExecutionMonitor());
        } catch (CanceledExecutionException e) {
            throw new IllegalStateException(e);
        }
        return content;
    }
}
