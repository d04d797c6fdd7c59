package org.knime.core.data.container;

import java.io.Closeable;
import java.util.Collections;
import java.util.Iterator;
import org.knime.core.data.DataRow;
import org.knime.core.data.RowIterator;

/** Runs over rows and can be closed before the end. */
public abstract class CloseableRowIterator extends RowIterator implements Closeable {

    /** Makes an iterator closeable. */
    public static CloseableRowIterator from(final Iterator<? extends DataRow> iterator) {
        return new CloseableRowIterator() {
            private boolean closed;

            @Override
            public boolean hasNext() {
                return !closed && iterator.hasNext();
            }

            @Override
            public DataRow next() {
                return closed ? Collections.<DataRow>emptyIterator().next() : iterator.next();
            }

            @Override
            public void close() {
                closed = true;
            }
        };
    }

    @Override
    public abstract void close();
}
