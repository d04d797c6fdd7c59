package org.knime.core.data.renderer;

import java.awt.Component;
import java.awt.Dimension;
import java.util.Arrays;
import java.util.List;
import javax.swing.JList;
import javax.swing.JTable;
import org.knime.core.data.DataColumnSpec;

/** Several renderers, of which the first is active at first. */
@SuppressWarnings("rawtypes")
public class DefaultDataValueRendererFamily implements DataValueRendererFamily {

    private final List<DataValueRenderer> renderers;

    private DataValueRenderer active;

    /** Makes a family of one renderer, which shows text. */
    public DefaultDataValueRendererFamily() {
        this(new DefaultDataValueRenderer());
    }

    /** Makes a family of at least one renderer. */
    public DefaultDataValueRendererFamily(final DataValueRenderer... renderers) {
        this.renderers = List.of(renderers);
        active = this.renderers.get(0);
    }

    @Override
    @SuppressWarnings("unchecked") // Swing lets every list ask any renderer
    public Component getListCellRendererComponent(
            final JList list, final Object value, final int index, final boolean isSelected, final boolean focus) {
        return active.getListCellRendererComponent(list, value, index, isSelected, focus);
    }

    @Override
    public Component getTableCellRendererComponent(
            final JTable table,
            final Object value,
            final boolean isSelected,
            final boolean hasFocus,
            final int row,
            final int column) {
        return active.getTableCellRendererComponent(table, value, isSelected, hasFocus, row, column);
    }

    @Override
    public Dimension getPreferredSize() {
        return active.getPreferredSize();
    }

    @Override
    public String[] getRendererDescriptions() {
        return renderers.stream().map(DataValueRenderer::getDescription).toArray(String[]::new);
    }

    @Override
    public void setActiveRenderer(final String description) {
        active = named(description);
    }

    private DataValueRenderer named(String description) {
        return renderers.stream()
                .filter(renderer -> renderer.getDescription().equals(description))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "\"" + description + "\" is none of " + Arrays.toString(getRendererDescriptions()) + "."));
    }

    @Override
    public String getDescription() {
        return active.getDescription();
    }

    @Override
    public Component getRendererComponent(final Object val) {
        return active.getRendererComponent(val);
    }

    @Override
    public boolean accepts(final String description, final DataColumnSpec spec) {
        return named(description).accepts(spec);
    }

    @Override
    public boolean accepts(final DataColumnSpec spec) {
        return active.accepts(spec);
    }
}
