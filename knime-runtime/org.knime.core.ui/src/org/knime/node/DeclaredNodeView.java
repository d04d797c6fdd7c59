package org.knime.node;

import java.util.Optional;
import java.util.function.Supplier;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.port.PortObjectHolder;
import org.knime.core.webui.data.ApplyDataService;
import org.knime.core.webui.data.InitialDataService;
import org.knime.core.webui.data.RpcDataService;
import org.knime.core.webui.node.view.NodeView;
import org.knime.core.webui.page.Page;

/** The view of a declared node. */
record DeclaredNodeView(DefaultView view, Supplier<PortObjectHolder> internalData) implements NodeView {
    @Override
    public Page getPage() {
        return view.page;
    }

    @Override
    @SuppressWarnings("unchecked")
    public <D> Optional<InitialDataService<D>> createInitialDataService() {
        return Optional.ofNullable(view.initialData).map(data ->
                (InitialDataService<D>) data.apply(() -> internalData.get().getInternalPortObjects()));
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
    public void validateSettings(NodeSettingsRO settings) throws InvalidSettingsException {
        // a view has none here
    }

    @Override
    public void loadValidatedSettingsFrom(NodeSettingsRO settings) {
        // as above
    }
}
