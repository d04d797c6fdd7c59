package org.knime.core.data.renderer;

/** A factory whose class is its ID. */
public abstract class AbstractDataValueRendererFactory implements DataValueRendererFactory {

    @Override
    public final String getId() {
        return getClass().getName();
    }
}
