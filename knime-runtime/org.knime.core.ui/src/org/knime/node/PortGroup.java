package org.knime.node;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.knime.core.node.port.PortType;
import org.knime.core.node.port.PortTypeRegistry;
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

    final String id;
    final boolean input;
    private final String name;
    private final String description;
    /** The type of a port that is always there, or else null. */
    PortType fixedType;
    /** The type of an optional port on a new node; null if it is not there at first. */
    PortType initialType;
    /** The types that a port may have that can be added; asked for late, since some register late. */
    Supplier<PortType[]> supportedTypes;
    /** Whether any number of ports can be added. */
    boolean extendable;
    /** The types of the ports of an extendable group that are always there. */
    PortType[] fixedTypes = {};
    /** The types of the ports of an extendable group that are there on a new node and can be removed. */
    PortType[] initialTypes = {};

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
        fixedType = portType;
        return new FinalConfigurablePort();
    }

    @Override
    public RequireSupportedTypes<OptionalConfigurablePort> optional() {
        OptionalConfigurablePort last = initial -> {
            initialType = initial;
            return new FinalConfigurablePort();
        };
        return supporting(last);
    }

    @Override
    public RequireSupportedTypes<ExtendableConfigurablePort> extendable() {
        extendable = true;
        return supporting(new ExtendableConfigurablePort() {
            @Override
            public ExtendableConfigurablePort fixedTypes(PortType... portTypes) {
                fixedTypes = atLeastOne("fixed", portTypes);
                return this;
            }

            @Override
            public ExtendableConfigurablePort defaultNonFixedTypes(PortType... portTypes) {
                initialTypes = atLeastOne("default", portTypes);
                return this;
            }
        });
    }

    private static PortType[] atLeastOne(String kind, PortType[] types) {
        if (types == null || types.length == 0) {
            throw new IllegalArgumentException("No " + kind + " port type is given.");
        }
        return types;
    }

    private <T> RequireSupportedTypes<T> supporting(T last) {
        return new RequireSupportedTypes<>() {
            @Override
            public T supportedTypes(PortType... portTypes) {
                supportedTypes = () -> portTypes;
                return last;
            }

            @Override
            public T supportedTypes(Predicate<PortType> portTypePredicate) {
                supportedTypes = () -> PortTypeRegistry.getInstance().availablePortTypes().stream()
                        .filter(portTypePredicate)
                        .toArray(PortType[]::new);
                return last;
            }
        };
    }

    PortDescription description() {
        return new PortDescription(id, name, description, fixedType == null);
    }
}
