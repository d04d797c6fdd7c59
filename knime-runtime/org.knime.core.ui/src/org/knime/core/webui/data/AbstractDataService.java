package org.knime.core.webui.data;

import java.util.Optional;
import java.util.stream.Stream;

/** Remembers what is done when the page goes. */
public abstract class AbstractDataService implements DataService {

    private final Runnable deactivate;
    private final Runnable dispose;

    AbstractDataService(AbstractDataServiceBuilder builder) {
        this.deactivate = builder.deactivate;
        this.dispose = builder.dispose;
    }

    @Override
    public Optional<Runnable> disposeRunnable() {
        return Stream.of(Optional.ofNullable(deactivate), Optional.ofNullable(dispose))
                .flatMap(Optional::stream)
                .reduce((first, second) -> () -> {
                    first.run();
                    second.run();
                });
    }

    @Override
    public Optional<Runnable> deactivateRunnable() {
        return Optional.ofNullable(deactivate);
    }

    /** Takes what is done when the page goes. */
    public abstract static class AbstractDataServiceBuilder implements DataServiceBuilder {

        private Runnable dispose;
        private Runnable deactivate;

        @Override
        public DataServiceBuilder onDispose(Runnable dispose) {
            this.dispose = dispose;
            return this;
        }

        @Override
        public DataServiceBuilder onDeactivate(Runnable deactivate) {
            this.deactivate = deactivate;
            return this;
        }
    }
}
