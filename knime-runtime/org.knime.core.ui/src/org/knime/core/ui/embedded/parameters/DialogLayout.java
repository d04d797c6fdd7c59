package org.knime.core.ui.embedded.parameters;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.WidgetGroup;
import org.knime.node.parameters.layout.After;
import org.knime.node.parameters.layout.Before;
import org.knime.node.parameters.layout.Inside;
import org.knime.node.parameters.layout.Layout;
import org.knime.node.parameters.widget.message.TextMessage;

/**
 * Puts the controls of a dialog in order. A layout part lies inside the class that encloses it, unless an annotation
 * says otherwise; parts without an order among them follow their names.
 */
final class DialogLayout {

    private DialogLayout() {}

    /** Something to place, one control or a part of its own, and the layout part it belongs to, null for none. */
    private record Placed(List<ParameterField> fields, Class<?> part) {

        Placed at(Class<?> defaultPart) {
            return part != null ? this : new Placed(fields, defaultPart);
        }
    }

    /**
     * Lists the controls of these classes in the order of the dialog.
     *
     * @throws IllegalStateException if the layout parts contradict one another or have no common root
     */
    static List<ParameterField> fields(Collection<Class<? extends WidgetGroup>> groups) {
        var placed = groups.stream()
                .flatMap(group -> place(GenericType.of(group)).stream())
                .toList();
        var tree = tree(placed);
        if (tree.roots().size() > 1) {
            throw new IllegalStateException("The settings of "
                    + groups.stream().map(Class::getName).toList() + " lie in layout parts that have no common root: "
                    + tree.roots() + ". Nest the parts, or order them with @After, @Before or @Inside.");
        }
        return flatten(tree, placed);
    }

    private static List<Placed> place(GenericType group) {
        var classLayout = Optional.ofNullable(group.raw().getAnnotation(Layout.class));
        var placed = new ArrayList<Placed>();
        for (var field : ParameterField.of(group)) {
            var nested = WidgetGroup.class.isAssignableFrom(field.type().raw())
                    && !field.type().raw().isInterface();
            var part = field.annotation(Layout.class).or(() -> classLayout).map(Layout::value);
            if (nested) {
                placed.addAll(nested(field).stream()
                        .map(one -> part.map(one::at).orElse(one))
                        .toList());
            } else if (field.annotation(Widget.class).isPresent()
                    || field.annotation(TextMessage.class).isPresent()) {
                placed.add(new Placed(List.of(field), part.orElse(null)));
            }
        }
        return placed;
    }

    /** Places the controls of a group one by one, or all at one place if the group brings a layout of its own. */
    private static List<Placed> nested(ParameterField field) {
        var type = field.type();
        var placed = place(type);
        if (Stream.of(Inside.class, After.class, Before.class)
                .anyMatch(order -> type.raw().getAnnotationsByType(order).length > 0)) {
            return placed;
        }
        var tree = tree(placed);
        var ownLayout = tree.roots().size() == 1 && tree.roots().get(0).leadsInto(type.raw());
        return ownLayout ? List.of(new Placed(flatten(tree, placed), null)) : placed;
    }

    private static LayoutTree<Placed> tree(List<Placed> placed) {
        var byPart = new LinkedHashMap<Class<?>, List<Placed>>();
        for (var one : placed) {
            if (one.part != null) {
                byPart.computeIfAbsent(one.part, part -> new ArrayList<>()).add(one);
            }
        }
        return new LayoutTree<>(byPart);
    }

    private static List<ParameterField> flatten(LayoutTree<Placed> tree, List<Placed> placed) {
        var root = tree.roots().stream().findFirst();
        var own = root.map(part -> part.controls().stream()).orElse(Stream.empty());
        var unplaced = placed.stream().filter(one -> one.part == null);
        var below = root.map(part -> part.orderedChildren().stream().flatMap(child -> child.inOrder().stream()))
                .orElse(Stream.empty());
        return Stream.of(own, unplaced, below)
                .flatMap(s -> s)
                .flatMap(one -> one.fields.stream())
                .toList();
    }
}
