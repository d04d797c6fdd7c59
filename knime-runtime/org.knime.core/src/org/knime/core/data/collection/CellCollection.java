package org.knime.core.data.collection;

import org.knime.core.data.DataCell;

/** Several cells. */
public interface CellCollection extends Iterable<DataCell> {}
