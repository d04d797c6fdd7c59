package org.seqnet.knime.spark;

import org.knime.node.parameters.updates.ParameterReference;
import org.knime.node.parameters.widget.choices.Label;
import org.seqnet.knime.dialog.ShownWhen;

/** How a table on a cluster stores sequences; the names are saved in settings and never change. */
enum DataLayout {
    @Label(
            value = "List per row",
            description = "Each row is a sequence: a column of arrays, or one such column for each feature.")
    LIST,
    @Label(value = "Columns", description = "Each row is a sequence: each of its values is in a column of its own.")
    WIDE,
    @Label(value = "Groups of rows", description = "Each row is a time step, and the rows of a group are one sequence.")
    LONG,
    @Label(
            value = "Sliding windows",
            description = "Each row is a time step, and a window of fixed length slides over the rows of each group.")
    WINDOWS;

    /** Refers to the layout. */
    static final class Selected implements ParameterReference<DataLayout> {}

    private static final class HasSteps extends ShownWhen<DataLayout> {
        HasSteps() {
            super(Selected.class, LIST, WIDE);
        }
    }

    private static final class HasGroups extends ShownWhen<DataLayout> {
        HasGroups() {
            super(Selected.class, LONG, WINDOWS);
        }
    }

    private static final class HasWindows extends ShownWhen<DataLayout> {
        HasWindows() {
            super(Selected.class, WINDOWS);
        }
    }

    static final class CutsValues extends ShownWhen.Both {
        CutsValues() {
            super(DataFormat.IsTable.class, HasSteps.class);
        }
    }

    static final class GroupsRows extends ShownWhen.Both {
        GroupsRows() {
            super(DataFormat.IsTable.class, HasGroups.class);
        }
    }

    static final class Slides extends ShownWhen.Both {
        Slides() {
            super(DataFormat.IsTable.class, HasWindows.class);
        }
    }
}
