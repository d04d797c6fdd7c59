package org.knime.core.webui.data;

import java.util.HashMap;
import java.util.Map;

/** The methods that a page may call. This runtime keeps the handlers, and calls none. */
public final class RpcDataService extends AbstractDataService {

    private final Map<String, Object> handlers;

    private RpcDataService(RpcDataServiceBuilder builder) {
        super(builder);
        this.handlers = Map.copyOf(builder.handlers);
    }

    public static <S> RpcDataServiceBuilder builder(S handler) {
        return new RpcDataServiceBuilder().addService("", handler);
    }

    public static RpcDataServiceBuilder builder() {
        return new RpcDataServiceBuilder();
    }

    /** Returns the handler of that name, or the one without a name. */
    public Object getHandler(String name) {
        return handlers.getOrDefault("", handlers.get(name));
    }

    /** Builds the service. */
    public static final class RpcDataServiceBuilder extends AbstractDataServiceBuilder {

        private final Map<String, Object> handlers = new HashMap<>();

        private RpcDataServiceBuilder() {}

        public RpcDataServiceBuilder addService(String name, Object handler) {
            handlers.put(name, handler);
            return this;
        }

        @Override
        public RpcDataServiceBuilder onDispose(Runnable dispose) {
            super.onDispose(dispose);
            return this;
        }

        @Override
        public RpcDataServiceBuilder onDeactivate(Runnable deactivate) {
            super.onDeactivate(deactivate);
            return this;
        }

        public RpcDataService build() {
            return new RpcDataService(this);
        }
    }
}
