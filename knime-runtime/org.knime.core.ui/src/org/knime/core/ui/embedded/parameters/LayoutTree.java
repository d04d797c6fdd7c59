package org.knime.core.ui.embedded.parameters;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.knime.node.parameters.layout.After;
import org.knime.node.parameters.layout.Before;
import org.knime.node.parameters.layout.Inside;

/** The layout parts of a dialog, nested as their classes and annotations say. */
final class LayoutTree<C> {

    private final Map<Class<?>, Part<C>> parts = new LinkedHashMap<>();
    private final ArrayDeque<Part<C>> unread = new ArrayDeque<>();

    LayoutTree(Map<Class<?>, List<C>> controls) {
        controls.forEach((type, placed) -> part(type).controls.addAll(placed));
        while (!unread.isEmpty()) {
            readOrder(unread.pop());
        }
        List.copyOf(parts.values()).forEach(Part::moveBesideWhatItPointsTo);
    }

    /** Lists the parts with controls in them that lie in no other part. */
    List<Part<C>> roots() {
        return parts.values().stream()
                .filter(part -> part.parent == null && part.hasControls())
                .toList();
    }

    private Part<C> part(Class<?> type) {
        var known = parts.get(type);
        if (known != null) {
            return known;
        }
        var part = new Part<C>(type);
        parts.put(type, part);
        unread.push(part);
        if (type.getEnclosingClass() != null) {
            part.moveInto(part(type.getEnclosingClass()));
        }
        return part;
    }

    private void readOrder(Part<C> part) {
        for (var before : part.type.getAnnotationsByType(Before.class)) {
            var later = part(before.value());
            later.predecessors.add(part);
            part.pointTo(later);
        }
        for (var after : part.type.getAnnotationsByType(After.class)) {
            var earlier = part(after.value());
            part.predecessors.add(earlier);
            part.pointTo(earlier);
        }
        var inside = part.type.getAnnotation(Inside.class);
        if (inside != null) {
            var child = new Part<C>(inside.value());
            child.parent = part(inside.value());
            part.pointTo(child);
        }
    }

    /** A layout part. */
    static final class Part<C> {

        private final Class<?> type;
        private final List<C> controls = new ArrayList<>();
        private final Set<Part<C>> children = new LinkedHashSet<>();
        private final Set<Part<C>> predecessors = new HashSet<>();
        /** Parts elsewhere that this part, or a sibling that it is ordered against, wants to lie beside. */
        private final Set<Part<C>> beside = new LinkedHashSet<>();

        private final Set<Part<C>> orderedSiblings = new HashSet<>();
        private Part<C> parent;

        private Part(Class<?> type) {
            this.type = type;
        }

        List<C> controls() {
            return controls;
        }

        boolean hasControls() {
            return !controls.isEmpty() || children.stream().anyMatch(Part::hasControls);
        }

        private void moveInto(Part<C> target) {
            if (parent != null) {
                parent.children.remove(this);
            }
            parent = target;
            parent.children.add(this);
        }

        private void pointTo(Part<C> target) {
            if (parent != null && target.parent == parent) {
                orderedSiblings.add(target);
                target.orderedSiblings.add(this);
            } else if (type.isNestmateOf(target.type)) {
                throw new IllegalStateException("Layout part " + type.getName() + " is ordered against "
                        + target.type.getName() + ", which is nested in the same class but not beside it.");
            } else {
                beside.add(target);
            }
        }

        private void moveBesideWhatItPointsTo() {
            var ends = new LinkedHashSet<Part<C>>();
            collectEnds(ends, new HashSet<>());
            var targets = new HashSet<Part<C>>();
            ends.forEach(end -> targets.add(end.parent));
            if (targets.size() > 1) {
                throw contradiction();
            }
            var target = targets.iterator().next();
            if (target != null) {
                moveInto(target);
            }
            if (parent != null) {
                ends.stream().filter(end -> end.parent == null).forEach(end -> end.moveInto(parent));
            }
        }

        private void collectEnds(Set<Part<C>> ends, Set<Part<C>> visited) {
            if (!visited.add(this)) {
                throw contradiction();
            }
            var pointedAt = new LinkedHashSet<Part<C>>();
            collectPointers(pointedAt, new HashSet<>());
            if (pointedAt.isEmpty()) {
                ends.add(this);
            }
            pointedAt.forEach(target -> target.collectEnds(ends, visited));
        }

        private void collectPointers(Set<Part<C>> pointedAt, Set<Part<C>> visited) {
            if (visited.add(this)) {
                pointedAt.addAll(beside);
                orderedSiblings.forEach(sibling -> sibling.collectPointers(pointedAt, visited));
            }
        }

        private IllegalStateException contradiction() {
            return new IllegalStateException("The order of layout part " + type.getName()
                    + " contradicts itself; look at its @After, @Before and @Inside.");
        }

        /** Says whether this part is one of {@code group}, or has a single part below it that is. */
        boolean leadsInto(Class<?> group) {
            var filled = children.stream().filter(Part::hasControls).toList();
            return type.isAssignableFrom(group)
                    || (filled.size() == 1 && filled.get(0).leadsInto(group));
        }

        List<Part<C>> orderedChildren() {
            var left = new LinkedHashSet<>(children);
            var ordered = new ArrayList<Part<C>>();
            while (!left.isEmpty()) {
                var next = left.stream()
                        .filter(part -> part.predecessors.stream().noneMatch(left::contains))
                        .min(Comparator.comparing(part -> part.type.getSimpleName()))
                        .orElseThrow(this::contradiction);
                left.remove(next);
                ordered.add(next);
            }
            return ordered;
        }

        List<C> inOrder() {
            var all = new ArrayList<>(controls);
            orderedChildren().forEach(child -> all.addAll(child.inOrder()));
            return all;
        }

        @Override
        public String toString() {
            return type.getName();
        }
    }
}
