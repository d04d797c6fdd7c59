package org.knime.core.ui.embedded.parameters;

import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.WidgetGroup;
import org.knime.node.parameters.layout.After;
import org.knime.node.parameters.layout.HorizontalLayout;
import org.knime.node.parameters.layout.Layout;
import org.knime.node.parameters.layout.Section;
import org.knime.node.parameters.persistence.Persistable;
import org.knime.node.parameters.widget.choices.Label;

/** Parameters whose dialog has parts of every kind. */
@SuppressWarnings("unused")
final class ManyParts implements NodeParameters {
    interface Parts {
        @Section(title = "Zebra")
        @After(Yak.class)
        interface Zebra {}

        @Section(title = "First")
        interface Yak {
            @HorizontalLayout
            interface Row {}
        }

        @Section(title = "Last")
        @After(Zebra.class)
        interface Ant {}

        interface Bee {}
    }

    enum Speed {
        @Label(value = "Quite slow", description = "Takes its time.")
        SLOW,
        VERY_FAST
    }

    enum Plain {
        ONE,
        TWO
    }

    static final class Element implements WidgetGroup, Persistable {
        @Widget(title = "Key & more", description = "The key.")
        String key = "";

        @Widget(title = "Value", description = "")
        int value;
    }

    /** Its controls go where the field says, unless they say otherwise. */
    static final class Loose implements WidgetGroup, Persistable {
        @Widget(title = "Loose", description = "d")
        int loose;

        @Widget(title = "Loose in Ant", description = "d")
        @Layout(Parts.Ant.class)
        int inAnt;
    }

    @Widget(title = "In Ant", description = "d")
    @Layout(Parts.Ant.class)
    int inAnt;

    @Widget(title = "In Zebra", description = "Choose <b>well</b>.")
    @Layout(Parts.Zebra.class)
    Speed inZebra = Speed.SLOW;

    @Widget(title = "Plain", description = "Nothing to say of the constants.")
    @Layout(Parts.Zebra.class)
    Plain plain = Plain.ONE;

    @Widget(title = "In row", description = "d")
    @Layout(Parts.Yak.Row.class)
    int inRow;

    @Widget(title = "In Yak", description = "d")
    @Layout(Parts.Yak.class)
    int inYak;

    @Widget(title = "In root", description = "d")
    @Layout(Parts.class)
    int inRoot;

    @Widget(title = "Nowhere", description = "d")
    int nowhere;

    int hidden;

    @Widget(title = "Elements", description = "Several.")
    @Layout(Parts.Ant.class)
    Element[] elements = {};

    @Layout(Parts.Bee.class)
    Loose loose = new Loose();
}
