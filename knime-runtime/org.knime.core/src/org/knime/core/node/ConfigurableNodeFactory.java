package org.knime.core.node;

import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.knime.core.node.context.ModifiableNodeCreationConfiguration;
import org.knime.core.node.context.NodeCreationConfiguration;
import org.knime.core.node.context.ports.PortGroupConfiguration;
import org.knime.core.node.context.ports.impl.DefaultExtendablePortGroup;
import org.knime.core.node.context.ports.impl.DefaultFixedPortGroup;
import org.knime.core.node.context.ports.impl.DefaultModifiablePortsConfiguration;
import org.knime.core.node.port.PortType;
import org.knime.core.node.port.PortTypeRegistry;
import org.knime.core.node.util.CheckUtils;

/** Makes a node to which users can add ports. */
public abstract class ConfigurableNodeFactory<T extends NodeModel> extends NodeFactory<T> {

    /** Reads the description at once, or when {@link #init()} is called. */
    protected ConfigurableNodeFactory(final boolean lazyInitialization) {
        super(lazyInitialization);
    }

    /** Is never called: such a node is made with a configuration. */
    @Override
    @Deprecated
    public T createNodeModel() {
        throw new UnsupportedOperationException("A node with a configuration is not made without one.");
    }

    /** Is never called: such a dialog is made with a configuration. */
    @Override
    @Deprecated
    protected NodeDialogPane createNodeDialogPane() {
        throw new UnsupportedOperationException("A dialog with a configuration is not made without one.");
    }

    /** Returns the node's ports as they are at first. */
    public final ModifiableNodeCreationConfiguration createNodeCreationConfig() {
        return new ModifiableNodeCreationConfiguration(
                createPortsConfigBuilder().map(PortsConfigurationBuilder::build).orElse(null));
    }

    /** Returns the groups of ports, nothing for a node that has fixed ports. */
    protected abstract Optional<PortsConfigurationBuilder> createPortsConfigBuilder();

    @Override
    protected abstract T createNodeModel(final NodeCreationConfiguration creationConfig);

    @Override
    protected abstract NodeDialogPane createNodeDialogPane(final NodeCreationConfiguration creationConfig);

    /**
     * Collects groups of ports in order. A group stands for inputs, outputs, or both at once. Fixed groups never
     * change, extendable ones take further ports, optional ones at most one, and an exchangeable one is a port whose
     * type can be chosen.
     */
    protected static final class PortsConfigurationBuilder {

        private static final PortType[] NONE = new PortType[0];

        private final Map<String, PortGroupConfiguration> groups = new LinkedHashMap<>();

        private final Set<String> nonInteractive = new HashSet<>();

        /** Starts without any group. */
        public PortsConfigurationBuilder() {}

        private DefaultModifiablePortsConfiguration build() {
            return new DefaultModifiablePortsConfiguration(groups, nonInteractive);
        }

        private void add(String id, PortGroupConfiguration group) {
            CheckUtils.checkArgument(
                    id != null && !id.isEmpty(), "The group identifier has to contain at least one character");
            CheckUtils.checkArgument(!groups.containsKey(id), "A port group with the given name already exists");
            groups.put(id, group);
        }

        private static PortType[] registered(Predicate<PortType> choice) {
            return PortTypeRegistry.getInstance().availablePortTypes().stream()
                    .filter(choice)
                    .toArray(PortType[]::new);
        }

        private void addFixed(String id, PortType[] types, boolean inputs, boolean outputs) {
            CheckUtils.checkArgument(types.length > 0, "At least one static port type has to be set");
            add(id, new DefaultFixedPortGroup(types, inputs, outputs));
        }

        private void addExtendable(
                String id, PortType[] fixed, PortType[] preset, PortType[] supported, boolean inputs, boolean outputs) {
            CheckUtils.checkArgument(
                    supported.length > 0, "The supported port types have to contain at least one element");
            CheckUtils.checkArgument(
                    List.of(supported).containsAll(List.of(fixed)),
                    "The supported port types have to contain all the static port types");
            CheckUtils.checkArgument(
                    List.of(supported).containsAll(List.of(preset)),
                    "The supported port types have to contain all the default port types");
            var group = new DefaultExtendablePortGroup(fixed, supported, inputs, outputs);
            List.of(preset).forEach(group::addPort);
            add(id, group);
        }

        private void addOptional(String id, PortType preset, PortType[] types, boolean inputs, boolean outputs) {
            CheckUtils.checkArgument(types.length > 0, "The optional ports have to contain at least one element");
            CheckUtils.checkArgument(
                    preset == null || List.of(types).contains(preset),
                    "The optional port types have to contain the default port type");
            var supported =
                    registered(type -> !type.isHidden() && Arrays.stream(types).anyMatch(t -> t.isSuperTypeOf(type)));
            var group = new DefaultExtendablePortGroup(NONE, supported, inputs, outputs, 1);
            if (preset != null) {
                group.addPort(preset);
            }
            add(id, group);
        }

        /** Adds inputs that are always there. */
        public void addFixedInputPortGroup(final String pGrpId, final PortType... fixedPortTypes) {
            addFixed(pGrpId, fixedPortTypes, true, false);
        }

        /** Adds some inputs and any number of further ones, some of which are there at first. */
        public void addExtendableInputPortGroupWithDefault(
                final String pGrpId,
                final PortType[] fixedPortTypes,
                final PortType[] defaultPortTypes,
                final PortType... supportedTypes) {
            addExtendable(pGrpId, fixedPortTypes, defaultPortTypes, supportedTypes, true, false);
        }

        /** Adds at most one of inputs, which is there at first unless {@code null}. */
        public void addOptionalInputPortGroupWithDefault(
                final String pGrpId, final PortType defaultPort, final PortType... optionalPorts) {
            addOptional(pGrpId, defaultPort, optionalPorts, true, false);
        }

        /** Adds outputs that are always there. */
        public void addFixedOutputPortGroup(final String pGrpId, final PortType... fixedPortTypes) {
            addFixed(pGrpId, fixedPortTypes, false, true);
        }
    }
}
