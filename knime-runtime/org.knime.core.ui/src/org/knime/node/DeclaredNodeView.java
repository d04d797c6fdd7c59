package org.knime.node;

import java.util.Optional;
import java.util.function.Supplier;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectHolder;
import org.knime.core.ui.embedded.parameters.Codecs;
import org.knime.core.webui.data.ApplyDataService;
import org.knime.core.webui.data.InitialDataService;
import org.knime.core.webui.data.RpcDataService;
import org.knime.core.webui.node.view.NodeView;
import org.knime.core.webui.page.Page;
import org.knime.node.DefaultView.ViewInput;
import org.knime.node.parameters.NodeParameters;

/** The view of a declared node. */
final class DeclaredNodeView implements NodeView, ViewInput {

    private final DefaultView view;
    private final Supplier<PortObjectHolder> internalData;
    private NodeParameters parameters;

    DeclaredNodeView(DefaultView view, Supplier<PortObjectHolder> internalData) {
        this.view = view;
        this.internalData = internalData;
    }

    @Override
    public Page getPage() {
        return view.page;
    }

    @Override
    @SuppressWarnings("unchecked")
    public <D> Optional<InitialDataService<D>> createInitialDataService() {
        return Optional.ofNullable(view.initialData).map(data -> (InitialDataService<D>) data.apply(this));
    }

    @Override
    public Optional<RpcDataService> createRpcDataService() {
        return Optional.ofNullable(view.rpc).map(rpc -> rpc.apply(this));
    }

    @Override
    public <D> Optional<ApplyDataService<D>> createApplyDataService() {
        return Optional.empty();
    }

    @Override
    public void validateSettings(NodeSettingsRO settings) throws InvalidSettingsException {
        if (view.getParametersClass().isPresent()) {
            Codecs.load(view.getParametersClass().get(), settings).validate();
        }
    }

    @Override
    public void loadValidatedSettingsFrom(NodeSettingsRO settings) {
        try {
            if (view.getParametersClass().isPresent()) {
                parameters = Codecs.load(view.getParametersClass().get(), settings);
            }
        } catch (InvalidSettingsException e) {
            throw new IllegalStateException("View settings were not validated before they were loaded.", e);
        }
    }

    @Override
    @SuppressWarnings("unchecked")
    public <S extends NodeParameters> S getParameters() {
        return (S) parameters;
    }

    @Override
    public PortObject[] getInternalPortObjects() {
        return internalData.get().getInternalPortObjects();
    }
}
