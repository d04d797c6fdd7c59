package org.knime.core.ui.embedded.parameters;

import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.layout.After;
import org.knime.node.parameters.layout.Layout;

/** Layouts that KNIME refuses. */
@SuppressWarnings("unused")
final class WrongParts {
    private WrongParts() {}

    static final class TwoRoots implements NodeParameters {
        @Widget(title = "One", description = "d")
        @Layout(ManyParts.Parts.Ant.class)
        int one;

        @Widget(title = "Two", description = "d")
        @Layout(Circle.One.class)
        int two;
    }

    static final class Circle implements NodeParameters {
        @After(Two.class)
        interface One {}

        @After(One.class)
        interface Two {}

        @Widget(title = "One", description = "d")
        @Layout(One.class)
        int one;

        @Widget(title = "Two", description = "d")
        @Layout(Two.class)
        int two;
    }

    static final class OrderedAcrossLevels implements NodeParameters {
        interface Outer {
            interface Inner {}
        }

        @After(Outer.Inner.class)
        interface Beside {}

        @Widget(title = "Inner", description = "d")
        @Layout(Outer.Inner.class)
        int inner;

        @Widget(title = "Beside", description = "d")
        @Layout(Beside.class)
        int beside;
    }
}
