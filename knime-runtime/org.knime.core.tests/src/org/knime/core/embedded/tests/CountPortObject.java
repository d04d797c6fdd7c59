package org.knime.core.embedded.tests;

import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.ModelContentRO;
import org.knime.core.node.ModelContentWO;
import org.knime.core.node.port.AbstractSimplePortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortType;
import org.knime.core.node.port.PortTypeRegistry;

/** Holds the number of a table's rows. */
public final class CountPortObject extends AbstractSimplePortObject {
    static final PortType TYPE = PortTypeRegistry.getInstance().getPortType(CountPortObject.class);

    private long count;

    public CountPortObject() {
        // for the serializer
    }

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
    protected void save(ModelContentWO model, ExecutionMonitor exec) {
        model.addLong("count", count);
    }

    @Override
    protected void load(ModelContentRO model, PortObjectSpec spec, ExecutionMonitor exec)
            throws InvalidSettingsException {
        count = model.getLong("count");
    }

    public static final class Serializer extends AbstractSimplePortObjectSerializer<CountPortObject> {}
}
