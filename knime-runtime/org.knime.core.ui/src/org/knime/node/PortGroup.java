package org.knime.node;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.knime.core.node.port.PortType;
import org.knime.node.RequirePorts.ConfigurablePort;
import org.knime.node.RequirePorts.ConfigurablePort.ExtendableConfigurablePort;
import org.knime.node.RequirePorts.ConfigurablePort.FinalConfigurablePort;
import org.knime.node.RequirePorts.ConfigurablePort.OptionalConfigurablePort;
import org.knime.node.RequirePorts.DynamicPortsAdder;
import org.knime.node.RequirePorts.RequireConfigurablePortMode;
import org.knime.node.RequirePorts.RequirePortName;
import org.knime.node.RequirePorts.RequireSupportedTypes;
import org.knime.node.impl.description.PortDescription;

/** One port, the place of an optional one, or any number of ports. */
final class PortGroup implements RequireConfigurablePortMode {
    /** How many ports a group has. */
    enum Mode {
        ONE,
        OPTIONAL,
        ANY
    }

    final String id;
    final boolean input;
    private final String name;
    private final String description;
    Mode mode;
    /** The type of the port, or the types that may be added. */
    PortType[] types;

    private PortGroup(String id, boolean input, String name, String description) {
        this.id = id;
        this.input = input;
        this.name = name;
        this.description = description;
    }

    static List<PortGroup> declaredBy(Consumer<DynamicPortsAdder> declaration) {
        var groups = new ArrayList<PortGroup>();
        declaration.accept(new DynamicPortsAdder() {
            @Override
            public DynamicPortsAdder addInputPortGroup(String id, Function<RequirePortName, ConfigurablePort> group) {
                return add(id, true, group);
            }

            @Override
            public DynamicPortsAdder addOutputPortGroup(String id, Function<RequirePortName, ConfigurablePort> group) {
                return add(id, false, group);
            }

            private DynamicPortsAdder add(String id, boolean input, Function<RequirePortName, ConfigurablePort> group) {
                group.apply(name -> description -> {
                    var added = new PortGroup(id, input, name, description);
                    groups.add(added);
                    return added;
                });
                return this;
            }
        });
        return List.copyOf(groups);
    }

    @Override
    public FinalConfigurablePort fixed(PortType portType) {
        return is(Mode.ONE, new FinalConfigurablePort(), portType);
    }

    @Override
    public RequireSupportedTypes<OptionalConfigurablePort> optional() {
        return types -> is(Mode.OPTIONAL, new OptionalConfigurablePort() {}, types);
    }

    @Override
    public RequireSupportedTypes<ExtendableConfigurablePort> extendable() {
        return types -> is(Mode.ANY, new ExtendableConfigurablePort() {}, types);
    }

    private <T> T is(Mode mode, T declared, PortType... types) {
        this.mode = mode;
        this.types = types;
        return declared;
    }

    PortDescription description() {
        return new PortDescription(id, name, description, mode != Mode.ONE);
    }
}
