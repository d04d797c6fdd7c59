package org.knime.core.webui.node.view;

import org.knime.core.webui.node.view.table.TableView;

/** The view of a node that shows the table at one of its input ports. */
public interface NodeTableView extends TableView, NodeView {}
