package org.knime.core.embedded;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortTypeRegistry;
import org.knime.core.node.port.PortUtil;

/** A port object written and read by its own serializers. */
public final class PortObjectCopy {
    private PortObjectCopy() {}

    /** @throws IOException if its serializers fail */
    @SuppressWarnings({"unchecked", "rawtypes"})
    public static PortObject of(PortObject object, ExecutionContext exec)
            throws IOException, CanceledExecutionException {
        var registry = PortTypeRegistry.getInstance();
        var spec = object.getSpec();
        PortObjectSpec.PortObjectSpecSerializer specSerializer = registry.getSpecSerializer(spec.getClass())
                .orElseThrow(() -> new IOException(
                        "No serializer is registered for " + spec.getClass().getName()));
        PortObject.PortObjectSerializer objectSerializer = registry.getObjectSerializer(object.getClass())
                .orElseThrow(() -> new IOException(
                        "No serializer is registered for " + object.getClass().getName()));
        var specBytes = new ByteArrayOutputStream();
        try (var out = PortUtil.getPortObjectSpecZipOutputStream(specBytes)) {
            out.setLevel(0);
            specSerializer.savePortObjectSpec(spec, out);
        }
        var objectBytes = new ByteArrayOutputStream();
        try (var out = PortUtil.getPortObjectZipOutputStream(objectBytes)) {
            out.setLevel(0);
            objectSerializer.savePortObject(object, out, exec);
        }
        PortObjectSpec specCopy;
        try (var in = PortUtil.getPortObjectSpecZipInputStream(new ByteArrayInputStream(specBytes.toByteArray()))) {
            specCopy = specSerializer.loadPortObjectSpec(in);
        }
        try (var in = PortUtil.getPortObjectZipInputStream(new ByteArrayInputStream(objectBytes.toByteArray()))) {
            return objectSerializer.loadPortObject(in, specCopy, exec);
        }
    }
}
