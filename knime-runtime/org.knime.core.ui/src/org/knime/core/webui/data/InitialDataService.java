package org.knime.core.webui.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Supplier;

/** The data that a page gets when it opens. */
public final class InitialDataService<D> extends AbstractDataService {

    private final Supplier<D> data;
    private final Serializer<D> serializer;

    private InitialDataService(InitialDataServiceBuilder<D> builder) {
        super(builder);
        this.data = builder.data;
        this.serializer = builder.serializer;
    }

    public static <D> InitialDataServiceBuilder<D> builder(Supplier<D> dataSupplier) {
        return new InitialDataServiceBuilder<>(dataSupplier);
    }

    /**
     * Returns the JSON <code>{"result": ...}</code>. This runtime has no object mapper: what is given without a
     * serializer must be JSON already.
     */
    public String getInitialData() {
        try {
            return "{\"result\":" + serializer.serialize(data.get()) + "}";
        } catch (IOException e) {
            throw new UncheckedIOException("The view's initial data cannot be serialized.", e);
        }
    }

    /** Builds the service. */
    public static final class InitialDataServiceBuilder<D> extends AbstractDataServiceBuilder {

        private final Supplier<D> data;
        private Serializer<D> serializer = given -> (String) given;

        private InitialDataServiceBuilder(Supplier<D> data) {
            this.data = data;
        }

        @Override
        public InitialDataServiceBuilder<D> onDispose(Runnable dispose) {
            super.onDispose(dispose);
            return this;
        }

        @Override
        public InitialDataServiceBuilder<D> onDeactivate(Runnable deactivate) {
            super.onDeactivate(deactivate);
            return this;
        }

        public InitialDataServiceBuilder<D> serializer(Serializer<D> serializer) {
            this.serializer = serializer;
            return this;
        }

        public InitialDataService<D> build() {
            return new InitialDataService<>(this);
        }
    }

    /** Turns data into JSON. */
    @FunctionalInterface
    public interface Serializer<D> {

        String serialize(D obj) throws IOException;
    }
}
