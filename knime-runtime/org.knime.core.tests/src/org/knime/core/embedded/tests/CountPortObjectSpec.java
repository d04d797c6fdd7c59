package org.knime.core.embedded.tests;

import org.knime.core.node.ModelContentRO;
import org.knime.core.node.ModelContentWO;
import org.knime.core.node.port.AbstractSimplePortObjectSpec;

/** Says nothing. */
public final class CountPortObjectSpec extends AbstractSimplePortObjectSpec {
    @Override
    protected void save(ModelContentWO model) {
        // nothing to say
    }

    @Override
    protected void load(ModelContentRO model) {
        // nothing was said
    }

    public static final class Serializer extends AbstractSimplePortObjectSpecSerializer<CountPortObjectSpec> {}
}
