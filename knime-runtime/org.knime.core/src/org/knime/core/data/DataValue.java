package org.knime.core.data;

import java.awt.Component;
import java.awt.Graphics;
import javax.swing.Icon;

/**
 * What a cell can be used for. Each such interface has a public constant {@code UTILITY} that knows how its values are
 * compared and rendered.
 */
public interface DataValue {

    /** Knows nothing in particular. */
    UtilityFactory UTILITY = new UtilityFactory();

    /** Says how values of an interface are compared and rendered. */
    class UtilityFactory {

        private static final Icon NO_ICON = new Icon() {
            @Override
            public void paintIcon(Component c, Graphics g, int x, int y) {
                // The embedded runtime has no user interface.
            }

            @Override
            public int getIconWidth() {
                return 16;
            }

            @Override
            public int getIconHeight() {
                return 16;
            }
        };

        /** For subclasses. */
        protected UtilityFactory() {}

        /** Returns the order, {@code null} if there is none of its own. */
        protected DataValueComparator getComparator() {
            return null;
        }
    }
}
