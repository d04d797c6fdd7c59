package org.knime.core.webui.data;

import java.util.function.Supplier;

/** The data that a page gets when it opens. */
public final class InitialDataService<D> {
    private final Supplier<D> data;

    private InitialDataService(Supplier<D> data) {
        this.data = data;
    }

    public static <D> InitialDataServiceBuilder<D> builder(Supplier<D> dataSupplier) {
        return new InitialDataServiceBuilder<>(dataSupplier);
    }

    /** Returns the JSON {@code {"result": ...}}. This runtime has no object mapper: the data must be JSON already. */
    public String getInitialData() {
        return "{\"result\":" + (String) data.get() + "}";
    }

    /** Builds the service. */
    public static final class InitialDataServiceBuilder<D> {
        private final Supplier<D> data;

        private InitialDataServiceBuilder(Supplier<D> data) {
            this.data = data;
        }

        public InitialDataService<D> build() {
            return new InitialDataService<>(data);
        }
    }
}
