package org.seqnet.knime.view;

import java.util.Optional;
import org.knime.core.node.NodeDialogPane;
import org.knime.core.node.NodeFactory;
import org.knime.core.node.NodeView;
import org.knime.core.webui.node.dialog.NodeDialog;
import org.knime.core.webui.node.dialog.NodeDialogFactory;
import org.knime.core.webui.node.view.NodeViewFactory;
import org.knime.node.parameters.NodeParameters;
import org.seqnet.knime.dialog.DialogSettings;

/** Makes a classic node with a modern dialog and a modern view. */
@SuppressWarnings(
        "removal") // KNIME will drop the classic dialog and views; until then every factory must say it has none
public abstract class ClassicNodeFactory<M extends ClassicNodeModel<?>> extends NodeFactory<M>
        implements NodeDialogFactory, NodeViewFactory<M> {
    private final Class<? extends NodeParameters> settings;

    /** Creates the factory of nodes with settings of this type; must be followed by {@link #init()}. */
    protected ClassicNodeFactory(Class<? extends NodeParameters> settings) {
        super(true);
        this.settings = settings;
    }

    @Override
    public final NodeDialog createNodeDialog() {
        return new DialogSettings<>(settings).dialog();
    }

    @Override
    protected final int getNrNodeViews() {
        return 1;
    }

    @Override
    public final org.knime.core.webui.node.view.NodeView createNodeView(M model) {
        return selectedRows(model)
                .map(rows -> ViewPage.of(model::getInternalPortObjects, rows))
                .orElseGet(() -> ViewPage.of(model::getInternalPortObjects));
    }

    /** Returns what knows which rows of the first input the view selects; empty if it selects none. */
    protected Optional<SelectedRows> selectedRows(M model) {
        return Optional.empty();
    }

    /** The classic view; the modern one is above. */
    @Override
    public final NodeView<M> createNodeView(int index, M model) {
        return null;
    }

    /** The classic dialog; the modern one is {@link #createNodeDialog}. */
    @Override
    protected final boolean hasDialog() {
        return false;
    }

    @Override
    protected final NodeDialogPane createNodeDialogPane() {
        return null;
    }
}
