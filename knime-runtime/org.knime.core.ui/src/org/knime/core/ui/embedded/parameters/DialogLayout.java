package org.knime.core.ui.embedded.parameters;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.WidgetGroup;
import org.knime.node.parameters.layout.After;
import org.knime.node.parameters.layout.Layout;
import org.knime.node.parameters.widget.message.TextMessage;

/**
 * Puts the controls of a dialog in order. A layout part lies inside the class that encloses it; parts without an order
 * among them follow their names.
 */
final class DialogLayout {
    private final Map<Class<?>, Part> parts = new LinkedHashMap<>();
    private final List<Part> roots = new ArrayList<>();
    private final List<ParameterField> unplaced = new ArrayList<>();

    /**
     * Lists the controls of a class in the order of the dialog.
     *
     * @throws IllegalStateException if the layout parts contradict one another or have no common root
     */
    static List<ParameterField> fields(Class<? extends WidgetGroup> group) {
        var layout = new DialogLayout();
        layout.place(group, null);
        if (layout.roots.size() > 1) {
            throw new IllegalStateException("The settings of " + group.getName()
                    + " lie in layout parts that have no common root: " + layout.roots + ". Nest the parts.");
        }
        var fields = new ArrayList<ParameterField>();
        layout.roots.forEach(root -> fields.addAll(root.controls));
        fields.addAll(layout.unplaced);
        layout.roots.forEach(root -> root.addChildrenTo(fields));
        return fields;
    }

    private void place(Class<?> group, Class<?> defaultPart) {
        for (var field : ParameterField.of(group)) {
            var part =
                    field.annotation(Layout.class).<Class<?>>map(Layout::value).orElse(defaultPart);
            if (WidgetGroup.class.isAssignableFrom(field.type())) {
                place(field.type(), part);
            } else if (field.annotation(Widget.class).isPresent()
                    || field.annotation(TextMessage.class).isPresent()) {
                (part == null ? unplaced : part(part).controls).add(field);
            }
        }
    }

    private Part part(Class<?> type) {
        var known = parts.get(type);
        if (known != null) {
            return known;
        }
        var after = type.getAnnotation(After.class);
        var part = new Part(type, after == null ? null : after.value());
        parts.put(type, part);
        if (type.getEnclosingClass() == null) {
            roots.add(part);
        } else {
            part(type.getEnclosingClass()).children.add(part);
        }
        if (after != null) {
            if (after.value().getEnclosingClass() != type.getEnclosingClass()) {
                throw new IllegalStateException("Layout part " + type.getName() + " is ordered against "
                        + after.value().getName() + ", which is not nested beside it.");
            }
            part(after.value());
        }
        return part;
    }

    private record Part(Class<?> type, Class<?> predecessor, List<ParameterField> controls, List<Part> children) {
        Part(Class<?> type, Class<?> predecessor) {
            this(type, predecessor, new ArrayList<>(), new ArrayList<>());
        }

        void addChildrenTo(List<ParameterField> fields) {
            var left = new LinkedHashMap<Class<?>, Part>();
            children.forEach(child -> left.put(child.type, child));
            while (!left.isEmpty()) {
                var next = left.values().stream()
                        .filter(part -> !left.containsKey(part.predecessor))
                        .min(Comparator.comparing(part -> part.type.getSimpleName()))
                        .orElseThrow(() -> new IllegalStateException(
                                "The order of the layout parts in " + this + " contradicts itself; look at @After."));
                left.remove(next.type);
                fields.addAll(next.controls);
                next.addChildrenTo(fields);
            }
        }

        @Override
        public String toString() {
            return type.getName();
        }
    }
}
