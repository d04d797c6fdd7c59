package org.knime.core.data;

import java.awt.Component;
import java.awt.Graphics;
import java.net.URL;
import javax.swing.Icon;
import javax.swing.ImageIcon;
import org.knime.core.data.renderer.DataValueRendererFamily;

/**
 * What a cell can be used for. Each such interface has a public constant {@code UTILITY} that knows how its values are
 * compared and rendered.
 */
public interface DataValue {

    /** Knows nothing in particular. */
    UtilityFactory UTILITY = new UtilityFactory();

    /** Returns the value as a cell. */
    default DataCell materializeDataCell() {
        if (this instanceof DataCell cell) {
            return cell;
        }
        throw new UnsupportedOperationException(getClass() + " is no cell.");
    }

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

        /** Returns the icon of the type, never {@code null}. */
        public Icon getIcon() {
            return NO_ICON;
        }

        /** Returns the renderers, {@code null} if there are none of its own. */
        protected DataValueRendererFamily getRendererFamily(final DataColumnSpec spec) {
            return null;
        }

        /** Returns the order, {@code null} if there is none of its own. */
        protected DataValueComparator getComparator() {
            return null;
        }

        /** Loads an icon that lies beside a class; a missing one is replaced by an empty one. */
        protected static Icon loadIcon(final Class<?> className, final String path) {
            URL url = className.getResource(path);
            return url == null ? NO_ICON : new ImageIcon(url);
        }
    }
}
