package org.knime.core.node.workflow;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.knime.core.node.workflow.FlowVariable.Scope;
import org.knime.core.node.workflow.FlowVariable.Type;

/** The flow variables that a node sees, the latest last, with the scopes (loops) in which they were made. */
public final class FlowObjectStack implements Iterable<FlowObject> {
    private final NodeID owner;
    private final List<FlowObject> objects;

    private FlowObjectStack(NodeID owner, List<FlowObject> objects) {
        this.owner = owner;
        this.objects = Collections.synchronizedList(objects);
    }

    /** An empty stack, for what a node itself pushes. */
    static FlowObjectStack outgoing(NodeID owner) {
        return new FlowObjectStack(owner, new ArrayList<>());
    }

    /** The constants that every node sees, below everything else. */
    static FlowObjectStack constants(Path workspace) {
        var stack = outgoing(NodeID.ROOTID);
        stack.push(FlowVariable.constant("knime.workspace", workspace.toString()));
        return stack;
    }

    /**
     * Brings the stacks of a node's inputs together, scope by scope. Where two bear a variable of one name in the same
     * scope, the first input wins (the flow variable port, if it is connected), then the last one. Node-local variables
     * stay behind.
     *
     * @throws IllegalFlowObjectStackException if inputs come from different scopes
     */
    static FlowObjectStack merged(NodeID owner, List<FlowObjectStack> upstream) {
        var lowestFirst = new ArrayList<Iterator<FlowObject>>();
        upstream.forEach(stack -> lowestFirst.add(stack.bottomUp().iterator()));
        if (lowestFirst.size() > 1) {
            lowestFirst.add(lowestFirst.remove(0));
        }
        var objects = new ArrayList<FlowObject>();
        FlowScopeContext scope;
        do {
            var variables = new LinkedHashSet<FlowObject>();
            scope = null;
            for (var inputs : lowestFirst) {
                var next = addUpToScope(inputs, variables);
                if (scope != null && next != null && !scope.equals(next)) {
                    throw new IllegalFlowObjectStackException(
                            "Conflicting scopes: " + next + " and " + scope + " (not properly nested?)");
                }
                scope = next == null ? scope : next;
            }
            objects.addAll(variables);
            if (scope != null) {
                objects.add(scope);
            }
        } while (scope != null);
        return new FlowObjectStack(owner, objects);
    }

    private static FlowScopeContext addUpToScope(Iterator<FlowObject> objects, Set<FlowObject> target) {
        while (objects.hasNext()) {
            var object = objects.next();
            if (object instanceof FlowScopeContext scope) {
                return scope;
            }
            if (!(object instanceof FlowVariable variable && variable.getScope() == Scope.Local)) {
                target.remove(object);
                target.add(object);
            }
        }
        return null;
    }

    /** The oldest first. */
    List<FlowObject> bottomUp() {
        synchronized (objects) {
            return new ArrayList<>(objects);
        }
    }

    private List<FlowObject> topDown() {
        var all = bottomUp();
        Collections.reverse(all);
        return all;
    }

    public Map<String, FlowVariable> getAllAvailableFlowVariables() {
        return visible(variable -> true);
    }

    /** Doubles, integers and strings only, the types that KNIME began with. */
    public Map<String, FlowVariable> getAvailableFlowVariables() {
        return getAvailableFlowVariables(Type.DOUBLE, Type.INTEGER, Type.STRING);
    }

    public Map<String, FlowVariable> getAvailableFlowVariables(Type... types) {
        var wanted = Set.of(types);
        return visible(variable -> wanted.contains(variable.getType()));
    }

    public Map<String, FlowVariable> getAvailableFlowVariables(VariableType<?>[] types) {
        var wanted = Set.of(types);
        return visible(variable -> wanted.contains(variable.getVariableType()));
    }

    /** The latest variable of each name, the latest first; none is hidden from within an inner scope. */
    private Map<String, FlowVariable> visible(Predicate<FlowVariable> filter) {
        var variables = new LinkedHashMap<String, FlowVariable>();
        var hidden = new HashSet<String>();
        boolean outside = false;
        for (var object : topDown()) {
            outside |= object instanceof FlowScopeContext;
            if (object instanceof FlowVariable variable) {
                if (variable.getScope() == Scope.Hide) {
                    hidden.add(variable.getStringValue());
                } else if ((outside || !hidden.contains(variable.getName())) && filter.test(variable)) {
                    variables.putIfAbsent(variable.getName(), variable);
                }
            }
        }
        return Collections.unmodifiableMap(variables);
    }

    /** @throws IllegalArgumentException if the object is another node's */
    public void push(FlowObject item) {
        if (item.getOwner() != null && !item.getOwner().equals(owner)) {
            throw new IllegalArgumentException(
                    item + " was pushed by node " + item.getOwner() + " already; node " + owner + " must copy it.");
        }
        item.setOwner(owner);
        objects.add(item);
    }

    /** Returns the top-most object of a class, or null if there is none. */
    public <T extends FlowObject> T peek(Class<T> type) {
        return topDown().stream()
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst()
                .orElse(null);
    }

    /** Takes the top-most object of a class off, with all above it; without such an object, the stack is empty then. */
    public <T extends FlowObject> T pop(Class<T> type) {
        synchronized (objects) {
            while (!objects.isEmpty()) {
                var object = objects.remove(objects.size() - 1);
                if (type.isInstance(object)) {
                    return type.cast(object);
                }
            }
            return null;
        }
    }

    /** Adds objects with the owners that they have, below what comes later. */
    void pushAllOwned(Iterable<FlowObject> items) {
        items.forEach(objects::add);
    }

    /** What the owner itself pushed, node-local variables left out. */
    List<FlowObject> own() {
        return bottomUp().stream()
                .filter(object -> owner.equals(object.getOwner()))
                .filter(object -> !(object instanceof FlowVariable variable && variable.getScope() == Scope.Local))
                .toList();
    }

    @Override
    public Iterator<FlowObject> iterator() {
        return topDown().iterator();
    }

    /** Makes a stack of copies of the given variables, owned by the given node. */
    public static FlowObjectStack createFromFlowVariableList(List<FlowVariable> flowVars, NodeID owner) {
        var stack = outgoing(owner);
        flowVars.forEach(variable -> stack.push(cloneUnsetOwner(variable)));
        return stack;
    }

    public static <T extends FlowObject> T cloneUnsetOwner(T flowObject) {
        @SuppressWarnings("unchecked")
        var copy = (T) flowObject.cloneAndUnsetOwner();
        return copy;
    }
}
