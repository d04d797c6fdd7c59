package org.knime.core.node.port;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.knime.core.embedded.SimpleContent;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.ModelContent;
import org.knime.core.node.ModelContentRO;
import org.knime.core.node.port.PortObject.PortObjectSerializer;
import org.knime.core.node.port.PortObjectSpec.PortObjectSpecSerializer;

/**
 * Port objects in files. A model file is a zip of {@code content.xml} (the classes), {@code objectSpec.file} and
 * {@code object.file}, the latter two being zips themselves.
 */
public final class PortUtil {

    private static final String SPEC_CLASS = "port_spec_class";

    private static final String OBJECT_CLASS = "port_object_class";

    private PortUtil() {}

    /** Returns the serializer of a class of specs, which must be registered. */
    @SuppressWarnings("unchecked")
    public static <T extends PortObjectSpec> PortObjectSpecSerializer<T> getPortObjectSpecSerializer(final Class<T> c) {
        return (PortObjectSpecSerializer<T>) PortTypeRegistry.getInstance()
                .getSpecSerializer(c)
                .orElseThrow(() -> new IllegalStateException("No serializer is registered for " + c.getName() + "."));
    }

    /** Returns the serializer of a class of objects, which must be registered. */
    @SuppressWarnings("unchecked")
    public static <T extends PortObject> PortObjectSerializer<T> getPortObjectSerializer(final Class<T> cl) {
        return (PortObjectSerializer<T>) PortTypeRegistry.getInstance()
                .getObjectSerializer(cl)
                .orElseThrow(() -> new IllegalStateException("No serializer is registered for " + cl.getName() + "."));
    }

    /** Opens a zip stream for a spec. */
    public static PortObjectSpecZipOutputStream getPortObjectSpecZipOutputStream(final OutputStream in)
            throws IOException {
        var out = new PortObjectSpecZipOutputStream(in);
        out.putNextEntry(new ZipEntry("portSpec.file"));
        return out;
    }

    /** Opens a zip stream for an object. */
    public static PortObjectZipOutputStream getPortObjectZipOutputStream(final OutputStream in) throws IOException {
        var out = new PortObjectZipOutputStream(in);
        out.putNextEntry(new ZipEntry("portObject.file"));
        return out;
    }

    /** Opens what {@link #getPortObjectSpecZipOutputStream} wrote. */
    public static PortObjectSpecZipInputStream getPortObjectSpecZipInputStream(final InputStream in)
            throws IOException {
        var zip = new PortObjectSpecZipInputStream(in);
        SimpleContent.next(zip, "portSpec.file");
        return zip;
    }

    /** Opens what {@link #getPortObjectZipOutputStream} wrote. */
    public static PortObjectZipInputStream getPortObjectZipInputStream(final InputStream in) throws IOException {
        var zip = new PortObjectZipInputStream(in);
        SimpleContent.next(zip, "portObject.file");
        return zip;
    }

    /** Writes an object as a model file; the caller closes the stream. */
    @SuppressWarnings("unchecked")
    public static void writeObjectToStream(final PortObject po, final OutputStream output, final ExecutionMonitor exec)
            throws IOException, CanceledExecutionException {
        var spec = po.getSpec();
        var buffered = new BufferedOutputStream(output);
        var zip = new ZipOutputStream(buffered);
        var contents = new ModelContent("content");
        contents.addInt("version", 1);
        contents.addString(SPEC_CLASS, spec.getClass().getName());
        contents.addString(OBJECT_CLASS, po.getClass().getName());
        zip.putNextEntry(new ZipEntry("content.xml"));
        contents.saveToXML(SimpleContent.open(zip));
        zip.putNextEntry(new ZipEntry("objectSpec.file"));
        try (var out = getPortObjectSpecZipOutputStream(SimpleContent.open(zip))) {
            ((PortObjectSpecSerializer<PortObjectSpec>) getPortObjectSpecSerializer(spec.getClass()))
                    .savePortObjectSpec(spec, out);
        }
        zip.putNextEntry(new ZipEntry("object.file"));
        try (var out = getPortObjectZipOutputStream(SimpleContent.open(zip))) {
            ((PortObjectSerializer<PortObject>) getPortObjectSerializer(po.getClass())).savePortObject(po, out, exec);
        }
        zip.finish();
        buffered.flush();
    }

    /** Reads an object from a model file and closes the stream. */
    public static PortObject readObjectFromStream(final InputStream input, final ExecutionMonitor exec)
            throws IOException, CanceledExecutionException {
        try (var zip = new ZipInputStream(new BufferedInputStream(input))) {
            var contents = readContents(zip);
            var spec = readSpec(contents, zip);
            String name = contents.getString(OBJECT_CLASS);
            var type = PortTypeRegistry.getInstance()
                    .getObjectClass(name)
                    .orElseThrow(() -> new IOException("Port object class '" + name + "' not found."));
            SimpleContent.next(zip, "object.file");
            try (var in = getPortObjectZipInputStream(SimpleContent.open(zip))) {
                return getPortObjectSerializer(type).loadPortObject(in, spec, exec);
            }
        } catch (InvalidSettingsException e) {
            throw new IOException("Unable to parse content.xml in port object file", e);
        }
    }

    /** Reads an object's spec from a model file and closes the stream. */
    public static PortObjectSpec readObjectSpecFromStream(final InputStream stream) throws IOException {
        try (var zip = new ZipInputStream(new BufferedInputStream(stream))) {
            return readSpec(readContents(zip), zip);
        } catch (InvalidSettingsException e) {
            throw new IOException("Unable to parse content.xml in port object file", e);
        }
    }

    private static ModelContentRO readContents(ZipInputStream zip) throws IOException {
        SimpleContent.next(zip, "content.xml");
        return ModelContent.loadFromXML(SimpleContent.open(zip));
    }

    private static PortObjectSpec readSpec(ModelContentRO contents, ZipInputStream zip)
            throws IOException, InvalidSettingsException {
        String name = contents.getString(SPEC_CLASS);
        var type = PortTypeRegistry.getInstance()
                .getSpecClass(name)
                .orElseThrow(() -> new IOException("Port object spec class '" + name + "' not found."));
        SimpleContent.next(zip, "objectSpec.file");
        try (var in = getPortObjectSpecZipInputStream(SimpleContent.open(zip))) {
            return getPortObjectSpecSerializer(type).loadPortObjectSpec(in);
        }
    }
}
