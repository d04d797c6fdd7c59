package org.knime.core.webui.node.port;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.knime.core.node.port.PortType;

/** Knows which views ports of a type have. This runtime keeps the factories, and shows no view. */
public final class PortViewManager {
    private static final Map<String, PortViews> VIEWS = new ConcurrentHashMap<>();

    private PortViewManager() {}

    public static void registerPortViews(
            String portObjectClassName,
            List<PortViewDescriptor> viewDescriptors,
            List<Integer> configuredIndices,
            List<Integer> executedIndices) {
        VIEWS.put(portObjectClassName, new PortViews(viewDescriptors, configuredIndices, executedIndices));
    }

    /** Returns a type's views, or those of an interface of its objects; null if there are none. */
    public static PortViews getPortViews(PortType portType) {
        var type = portType.getPortObjectClass();
        return Stream.concat(Stream.of(type), Arrays.stream(type.getInterfaces()))
                .map(Class::getName)
                .map(VIEWS::get)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    /**
     * The views of a type.
     *
     * @param configuredIndices which of them are shown of a configured node
     * @param executedIndices which of them are shown of an executed node
     */
    public record PortViews(
            List<PortViewDescriptor> viewDescriptors, List<Integer> configuredIndices, List<Integer> executedIndices) {}

    /**
     * A view.
     *
     * @param label what its tab says
     * @param viewFactory a {@link PortSpecViewFactory} or a {@link PortViewFactory}
     */
    public record PortViewDescriptor(String label, Object viewFactory) {}
}
