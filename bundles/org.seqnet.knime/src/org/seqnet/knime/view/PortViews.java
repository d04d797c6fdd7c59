package org.seqnet.knime.view;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.webui.data.InitialDataService;
import org.knime.core.webui.data.RpcDataService;
import org.knime.core.webui.node.port.PortSpecViewFactory;
import org.knime.core.webui.node.port.PortView;
import org.knime.core.webui.node.port.PortViewFactory;
import org.knime.core.webui.node.port.PortViewManager;
import org.knime.core.webui.node.port.PortViewManager.PortViewDescriptor;
import org.knime.core.webui.page.Page;

/** The only class that knows how KNIME finds the views of a port, which is no public API yet. */
public final class PortViews {
    private static final int OF_SPEC = 0;
    private static final int OF_OBJECT = 1;

    private PortViews() {}

    /**
     * Gives a port type two views on {@link ViewPage}: of its spec while a node is configured, of its object once it is
     * executed. Initializes neither class, so that it may be called while a bundle starts.
     *
     * @param label what the view's tab says
     */
    public static <O extends PortObject, S extends PortObjectSpec> void register(
            String label,
            Class<O> objects,
            Function<O, JsonObject> ofObject,
            Class<S> specs,
            Function<S, JsonObject> ofSpec) {
        PortSpecViewFactory<PortObjectSpec> specView = spec -> new DataView<>(spec, specs, ofSpec);
        PortViewFactory<PortObject> objectView = object -> new DataView<>(object, objects, ofObject);
        PortViewManager.registerPortViews(
                objects.getName(),
                List.of(new PortViewDescriptor(label, specView), new PortViewDescriptor(label, objectView)),
                List.of(OF_SPEC),
                List.of(OF_OBJECT));
    }

    /** The view of what lies at a port; on an inactive branch that may be of another type than the port's. */
    private record DataView<T>(Object shown, Class<T> type, Function<T, JsonObject> data) implements PortView {
        @Override
        public Page getPage() {
            return ViewPage.page(Page.create());
        }

        @Override
        @SuppressWarnings("unchecked") // callers ask for the type that this page has
        public <D> Optional<InitialDataService<D>> createInitialDataService() {
            var service = InitialDataService.builder(this::json).build();
            return Optional.of((InitialDataService<D>) service);
        }

        private String json() {
            return type.isInstance(shown)
                    ? data.apply(type.cast(shown)).toString()
                    : ViewData.message("There is no data at this port to display.");
        }

        @Override
        public Optional<RpcDataService> createRpcDataService() {
            return Optional.empty();
        }
    }
}
