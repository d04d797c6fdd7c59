package org.knime.core.ui.embedded.parameters;

import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.migration.LoadDefaultsForAbsentFields;

/** Parameters with a superclass; only the annotation of the class that is loaded counts. */
final class Inherited {

    private Inherited() {}

    abstract static class Plain implements NodeParameters {
        int inherited = 1;
    }

    @LoadDefaultsForAbsentFields
    static final class Lenient extends Plain {
        Lenient() {
            inherited = 2;
        }
    }

    @LoadDefaultsForAbsentFields
    abstract static class Annotated implements NodeParameters {
        int inherited = 1;
    }

    static final class Strict extends Annotated {}
}
