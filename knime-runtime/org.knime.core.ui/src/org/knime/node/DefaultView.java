package org.knime.node;

import java.util.function.Function;
import org.knime.core.node.FluentNodeAPI;
import org.knime.core.node.port.PortObject;
import org.knime.core.webui.data.InitialDataService;
import org.knime.core.webui.page.Page;
import org.knime.core.webui.page.Page.RequireFromFileOrString;

/** What a node shows: a page, and the data for it. Made inside {@link DefaultNode}. */
public final class DefaultView implements FluentNodeAPI {
    final String description;
    final Page page;
    Function<ViewInput, InitialDataService<?>> initialData;

    private DefaultView(String description, Page page) {
        this.description = description;
        this.page = page;
    }

    static RequireViewParameters create() {
        return () -> description -> page -> new DefaultView(description, page.apply(Page.create()));
    }

    /** Sets the data that the page gets when it opens. */
    public <D> DefaultView initialData(Function<RequireInitialData, DefaultInitialData<D>> initialData) {
        this.initialData = input -> {
            var data = initialData.apply(DefaultInitialData::new).data;
            return InitialDataService.builder(() -> data.apply(input)).build();
        };
        return this;
    }

    /** First: the view's settings. */
    public interface RequireViewParameters {
        RequireDescription withoutParameters();
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

    /** The initial data of a page. */
    public static final class DefaultInitialData<D> implements FluentNodeAPI {
        private final Function<ViewInput, D> data;

        private DefaultInitialData(Function<ViewInput, D> data) {
            this.data = data;
        }
    }

    /** What a view is made from. */
    public interface ViewInput {
        /** Returns what the model handed to {@link DefaultModel.ExecuteOutput#setInternalData}. */
        PortObject[] getInternalPortObjects();
    }
}
