package org.seqnet.knime.view;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Supplier;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.port.PortObject;
import org.knime.core.webui.data.ApplyDataService;
import org.knime.core.webui.data.InitialDataService;
import org.knime.core.webui.data.RpcDataService;
import org.knime.core.webui.node.view.NodeView;
import org.knime.core.webui.page.Page;
import org.knime.core.webui.page.Page.RequireFromFileOrString;
import org.knime.node.DefaultView;
import org.knime.node.DefaultView.RequireViewParameters;

/**
 * The page of all views, built from {@code js-src}; what it shows follows from its data. The only class beside
 * {@link PortViews} and {@link SelectingView} that knows KNIME's pages, which are no public API yet.
 */
public final class ViewPage {
    private ViewPage() {}

    /** Declares the view of a node that hands {@link ViewData} on as its internal data. */
    public static DefaultView declare(RequireViewParameters view, String description) {
        return view.withoutParameters()
                .description(description)
                .page(ViewPage::page)
                .initialData(initial -> initial.data(input -> ViewData.of(input.getInternalPortObjects())));
    }

    /** Returns the view of a classic node model that holds {@link ViewData}. */
    public static NodeView of(Supplier<PortObject[]> internalData) {
        return new ClassicView(page(Page.create()), internalData);
    }

    /** Returns such a view whose page can select rows of the node's first input. */
    public static NodeView of(Supplier<PortObject[]> internalData, SelectedRows rows) {
        return new SelectingView(of(internalData), rows);
    }

    static Page page(RequireFromFileOrString source) {
        return source.fromFile().bundleClass(ViewPage.class).basePath("view").relativeFilePath("index.html");
    }

    /** Returns the page, which has no data yet. */
    static String html() {
        try (var in = page(Page.create()).getInputStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("The page of the views cannot be read.", e);
        }
    }

    private record ClassicView(Page page, Supplier<PortObject[]> internalData) implements NodeView {
        @Override
        public Page getPage() {
            return page;
        }

        @Override
        @SuppressWarnings("unchecked") // callers ask for the type that this page has
        public <D> Optional<InitialDataService<D>> createInitialDataService() {
            var service = InitialDataService.builder(() -> ViewData.of(internalData.get()))
                    .build();
            return Optional.of((InitialDataService<D>) service);
        }

        @Override
        public Optional<RpcDataService> createRpcDataService() {
            return Optional.empty();
        }

        @Override
        public <D> Optional<ApplyDataService<D>> createApplyDataService() {
            return Optional.empty();
        }

        @Override
        public void validateSettings(NodeSettingsRO settings) {
            // has none
        }

        @Override
        public void loadValidatedSettingsFrom(NodeSettingsRO settings) {
            // has none
        }
    }
}
