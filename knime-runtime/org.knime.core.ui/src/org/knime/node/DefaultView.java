package org.knime.node;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.FluentNodeAPI;
import org.knime.core.node.port.PortObject;
import org.knime.core.webui.data.DataService.DataServiceBuilder;
import org.knime.core.webui.data.InitialDataService;
import org.knime.core.webui.data.InitialDataService.Serializer;
import org.knime.core.webui.data.RpcDataService;
import org.knime.core.webui.data.RpcDataService.RpcDataServiceBuilder;
import org.knime.core.webui.page.Page;
import org.knime.core.webui.page.Page.RequireFromFileOrString;
import org.knime.node.parameters.NodeParameters;

/** What a node shows: a page, and the data for it. Made inside {@link DefaultNode}. */
public final class DefaultView implements FluentNodeAPI {

    private final Class<? extends NodeParameters> parametersClass;
    final String description;
    final Page page;
    Function<ViewInput, InitialDataService<?>> initialData;
    Function<ViewInput, RpcDataService> rpc;

    private DefaultView(Class<? extends NodeParameters> parametersClass, String description, Page page) {
        this.parametersClass = parametersClass;
        this.description = description;
        this.page = page;
    }

    static RequireViewParameters create() {
        return parametersClass ->
                description -> page -> new DefaultView(parametersClass, description, page.apply(Page.create()));
    }

    Optional<Class<? extends NodeParameters>> getParametersClass() {
        return Optional.ofNullable(parametersClass);
    }

    /** Sets the data that the page gets when it opens. */
    public <D> DefaultView initialData(Function<RequireInitialData, DefaultInitialData<D>> initialData) {
        this.initialData =
                input -> initialData.apply(DefaultInitialData.create()).service(input);
        return this;
    }

    /** Sets the methods that the page may call. */
    public DefaultView dataService(Function<RequireDataService, DefaultDataService> dataService) {
        this.rpc = input -> dataService.apply(DefaultDataService.create()).service(input);
        return this;
    }

    /** First: the class that holds the view's settings. */
    public interface RequireViewParameters {

        RequireDescription parametersClass(Class<? extends NodeParameters> parametersClass);

        default RequireDescription withoutParameters() {
            return parametersClass(null);
        }
    }

    /** Second. */
    public interface RequireDescription {

        RequirePage description(String description);
    }

    /** Third. */
    public interface RequirePage {

        DefaultView page(Function<RequireFromFileOrString, Page> page);
    }

    /** Takes what computes the initial data. */
    public interface RequireInitialData {

        <D> DefaultInitialData<D> data(Function<ViewInput, D> data);
    }

    /** Takes an object, or several by name, whose public methods the page may call. */
    public interface RequireDataService extends AllowAddingNamedHandler {

        SingleHandlerDataService handler(Function<ViewInput, Object> handler);
    }

    /** Takes an object by name. */
    public interface AllowAddingNamedHandler {

        MultipleNamedHandlersDataService addHandler(String name, Function<ViewInput, Object> handler);
    }

    /** The methods that a page may call. */
    public abstract static class DefaultDataService extends AbstractDataService<DefaultDataService>
            implements FluentNodeAPI {

        abstract RpcDataServiceBuilder builder(ViewInput input);

        static RequireDataService create() {
            return new RequireDataService() {
                @Override
                public SingleHandlerDataService handler(Function<ViewInput, Object> handler) {
                    return new SingleHandlerDataService(handler);
                }

                @Override
                public MultipleNamedHandlersDataService addHandler(String name, Function<ViewInput, Object> handler) {
                    return new MultipleNamedHandlersDataService().addHandler(name, handler);
                }
            };
        }

        private RpcDataService service(ViewInput input) {
            return withEnds(builder(input)).build();
        }

        private RpcDataServiceBuilder withEnds(RpcDataServiceBuilder builder) {
            if (dispose != null) {
                builder.onDispose(dispose);
            }
            if (deactivate != null) {
                builder.onDeactivate(deactivate);
            }
            return builder;
        }
    }

    /** The methods of one object. */
    public static final class SingleHandlerDataService extends DefaultDataService {

        private final Function<ViewInput, Object> handler;

        private SingleHandlerDataService(Function<ViewInput, Object> handler) {
            this.handler = handler;
        }

        @Override
        RpcDataServiceBuilder builder(ViewInput input) {
            return RpcDataService.builder(handler.apply(input));
        }
    }

    /** The methods of several objects. */
    public static final class MultipleNamedHandlersDataService extends DefaultDataService
            implements AllowAddingNamedHandler {

        private final Map<String, Function<ViewInput, Object>> handlers = new LinkedHashMap<>();

        private MultipleNamedHandlersDataService() {}

        @Override
        public MultipleNamedHandlersDataService addHandler(String name, Function<ViewInput, Object> handler) {
            handlers.put(name, handler);
            return this;
        }

        @Override
        RpcDataServiceBuilder builder(ViewInput input) {
            var builder = RpcDataService.builder();
            handlers.forEach((name, handler) -> builder.addService(name, handler.apply(input)));
            return builder;
        }
    }

    /** The initial data of a page. */
    public static final class DefaultInitialData<D> extends AbstractDataService<DefaultInitialData<D>>
            implements FluentNodeAPI {

        private final Function<ViewInput, D> data;
        private Serializer<D> serializer;

        private DefaultInitialData(Function<ViewInput, D> data) {
            this.data = data;
        }

        static RequireInitialData create() {
            return new RequireInitialData() {
                @Override
                public <D> DefaultInitialData<D> data(Function<ViewInput, D> data) {
                    return new DefaultInitialData<>(data);
                }
            };
        }

        /** Sets how the data become JSON. */
        public DefaultInitialData<D> serializer(Serializer<D> serializer) {
            if (this.serializer != null) {
                throw new IllegalStateException("The view's initial data have two serializers.");
            }
            this.serializer = serializer;
            return this;
        }

        private InitialDataService<D> service(ViewInput input) {
            var builder = InitialDataService.builder(() -> data.apply(input));
            if (serializer != null) {
                builder.serializer(serializer);
            }
            if (dispose != null) {
                builder.onDispose(dispose);
            }
            if (deactivate != null) {
                builder.onDeactivate(deactivate);
            }
            return builder.build();
        }
    }

    abstract static class AbstractDataService<T extends DataServiceBuilder> implements DataServiceBuilder {

        Runnable dispose;
        Runnable deactivate;

        @Override
        @SuppressWarnings("unchecked")
        public T onDispose(Runnable dispose) {
            this.dispose = dispose;
            return (T) this;
        }

        @Override
        @SuppressWarnings("unchecked")
        public T onDeactivate(Runnable deactivate) {
            this.deactivate = deactivate;
            return (T) this;
        }
    }

    /** What a view is made from. */
    public interface ViewInput {

        <S extends NodeParameters> S getParameters();

        /** Returns the internal data as tables. @throws ClassCastException if something else is among them */
        default BufferedDataTable[] getInternalTables() {
            return Stream.of(getInternalPortObjects())
                    .map(BufferedDataTable.class::cast)
                    .toArray(BufferedDataTable[]::new);
        }

        /** Returns what the model handed to {@link DefaultModel.ExecuteOutput#setInternalData}. */
        PortObject[] getInternalPortObjects();
    }
}
