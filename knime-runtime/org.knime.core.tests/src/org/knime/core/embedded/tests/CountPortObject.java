package org.knime.core.embedded.tests;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.ZipEntry;
import javax.swing.JComponent;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortObjectZipInputStream;
import org.knime.core.node.port.PortObjectZipOutputStream;
import org.knime.core.node.port.PortType;
import org.knime.core.node.port.PortTypeRegistry;

/** Holds the number of a table's rows. */
public final class CountPortObject implements PortObject {
    static final PortType TYPE = PortTypeRegistry.getInstance().getPortType(CountPortObject.class);

    private final long count;

    CountPortObject(long count) {
        this.count = count;
    }

    long count() {
        return count;
    }

    @Override
    public String getSummary() {
        return count + " rows";
    }

    @Override
    public PortObjectSpec getSpec() {
        return new CountPortObjectSpec();
    }

    @Override
    public JComponent[] getViews() {
        return new JComponent[0];
    }

    public static final class Serializer extends PortObjectSerializer<CountPortObject> {
        @Override
        public void savePortObject(CountPortObject portObject, PortObjectZipOutputStream out, ExecutionMonitor exec)
                throws IOException {
            out.putNextEntry(new ZipEntry("count"));
            out.write(ByteBuffer.allocate(Long.BYTES).putLong(portObject.count).array());
        }

        @Override
        public CountPortObject loadPortObject(PortObjectZipInputStream in, PortObjectSpec spec, ExecutionMonitor exec)
                throws IOException {
            in.getNextEntry();
            return new CountPortObject(
                    ByteBuffer.wrap(in.readNBytes(Long.BYTES)).getLong());
        }
    }
}
