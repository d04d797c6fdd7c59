package org.knime.core.node.port;

import java.io.IOException;
import java.util.zip.ZipEntry;
import org.knime.core.embedded.SimpleContent;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.ModelContent;
import org.knime.core.node.ModelContentRO;
import org.knime.core.node.ModelContentWO;

/** A spec that is written as one XML file; subclasses have a public constructor without arguments. */
public abstract class AbstractSimplePortObjectSpec implements PortObjectSpec {

    /** For subclasses. */
    public AbstractSimplePortObjectSpec() {}

    /** Writes the content. */
    protected abstract void save(final ModelContentWO model);

    /** Reads what {@link #save} wrote. */
    protected abstract void load(final ModelContentRO model) throws InvalidSettingsException;

    /** Writes and reads such specs. */
    public abstract static class AbstractSimplePortObjectSpecSerializer<T extends AbstractSimplePortObjectSpec>
            extends PortObjectSpecSerializer<T> {

        @Override
        @SuppressWarnings("unchecked")
        public T loadPortObjectSpec(final PortObjectSpecZipInputStream in) throws IOException {
            SimpleContent.next(in, SimpleContent.FILE);
            var content = ModelContent.loadFromXML(SimpleContent.open(in));
            try {
                String name = content.getString(SimpleContent.CLASS);
                var type = PortTypeRegistry.getInstance()
                        .getSpecClass(name)
                        .orElseThrow(() -> new IOException("Port object spec class '" + name + "' not found."));
                var spec = SimpleContent.create(type.asSubclass(AbstractSimplePortObjectSpec.class));
                spec.load(content.getModelContent(SimpleContent.MODEL));
                return (T) spec;
            } catch (InvalidSettingsException e) {
                throw new IOException("Unable to read a port object spec: " + e.getMessage(), e);
            }
        }

        @Override
        public void savePortObjectSpec(final T portObject, final PortObjectSpecZipOutputStream out) throws IOException {
            var content = SimpleContent.of(portObject);
            portObject.save(content.addModelContent(SimpleContent.MODEL));
            out.putNextEntry(new ZipEntry(SimpleContent.FILE));
            content.saveToXML(out);
        }
    }

    /** Compares what {@link #save} writes. */
    @Override
    public boolean equals(final Object other) {
        return this == other
                || other != null
                        && other.getClass() == getClass()
                        && content().equals(((AbstractSimplePortObjectSpec) other).content());
    }

    @Override
    public int hashCode() {
        return content().hashCode();
    }

    private ModelContent content() {
        var content = new ModelContent(SimpleContent.MODEL);
        save(content);
        return content;
    }
}
