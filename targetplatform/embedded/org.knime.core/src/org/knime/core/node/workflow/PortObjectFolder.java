package org.knime.core.node.workflow;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.NodeSettingsWO;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortTypeRegistry;
import org.knime.core.node.port.PortUtil;

/** A port's folder that holds any object but a table, written by the object's own serializers. */
record PortObjectFolder(Path folder) {
    @SuppressWarnings({"unchecked", "rawtypes"})
    void write(PortObject object, NodeSettingsWO entry, ExecutionMonitor exec)
            throws IOException, CanceledExecutionException {
        var spec = object.getSpec();
        var registry = PortTypeRegistry.getInstance();
        PortObjectSpec.PortObjectSpecSerializer specSerializer = registry.getSpecSerializer(spec.getClass())
                .orElseThrow(() -> new IOException(
                        "No serializer is registered for " + spec.getClass().getName()));
        PortObject.PortObjectSerializer objectSerializer = registry.getObjectSerializer(object.getClass())
                .orElseThrow(() -> new IOException(
                        "No serializer is registered for " + object.getClass().getName()));
        entry.addString("port_spec_class", spec.getClass().getName());
        entry.addString("port_object_class", object.getClass().getName());
        entry.addString("port_spec_location", "spec/spec.zip");
        entry.addString("port_object_location", "object/portobject.zip");
        var specFile = Files.createDirectories(folder.resolve("spec")).resolve("spec.zip");
        try (var out =
                PortUtil.getPortObjectSpecZipOutputStream(new BufferedOutputStream(Files.newOutputStream(specFile)))) {
            specSerializer.savePortObjectSpec(spec, out);
        }
        var objectFile = Files.createDirectories(folder.resolve("object")).resolve("portobject.zip");
        try (var out =
                PortUtil.getPortObjectZipOutputStream(new BufferedOutputStream(Files.newOutputStream(objectFile)))) {
            objectSerializer.savePortObject(object, out, exec);
        }
    }
}
