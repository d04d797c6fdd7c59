package org.seqnet.knime.view;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.knime.core.data.RowKey;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.webui.data.ApplyDataService;
import org.knime.core.webui.data.InitialDataService;
import org.knime.core.webui.data.RpcDataService;
import org.knime.core.webui.node.view.NodeTableView;
import org.knime.core.webui.node.view.NodeView;
import org.knime.core.webui.node.view.table.selection.SelectionTranslationService;
import org.knime.core.webui.page.Page;

/**
 * A view whose page can select rows of the node's first input. KNIME takes a selection only from a view of a table, and
 * asks it which rows are meant, so that row keys need not be sent to the page. The page does not show what other views
 * select.
 */
record SelectingView(NodeView view, SelectedRows rows) implements NodeTableView, SelectionTranslationService {
    @Override
    public int getPortIndex() {
        return 0;
    }

    @Override
    public Optional<SelectionTranslationService> createSelectionTranslationService() {
        return Optional.of(this);
    }

    @Override
    public Set<RowKey> toRowKeys(List<String> selection) throws IOException {
        return rows.of(selection);
    }

    @Override
    public List<String> fromRowKeys(Set<RowKey> rowKeys) {
        return List.of();
    }

    @Override
    public Page getPage() {
        return view.getPage();
    }

    @Override
    public <D> Optional<InitialDataService<D>> createInitialDataService() {
        return view.createInitialDataService();
    }

    @Override
    public Optional<RpcDataService> createRpcDataService() {
        return view.createRpcDataService();
    }

    @Override
    public <D> Optional<ApplyDataService<D>> createApplyDataService() {
        return view.createApplyDataService();
    }

    @Override
    public void validateSettings(NodeSettingsRO settings) throws InvalidSettingsException {
        view.validateSettings(settings);
    }

    @Override
    public void loadValidatedSettingsFrom(NodeSettingsRO settings) {
        view.loadValidatedSettingsFrom(settings);
    }
}
