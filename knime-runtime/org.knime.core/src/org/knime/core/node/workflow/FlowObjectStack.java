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

/**
 * The flow variables that a node sees, the latest last. The embedded runtime has neither loops nor scopes, so
 * variables are all that lies on it.
 */
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
     * Brings the stacks of a node's inputs together. Where two bear a variable of one name, the flow variable port (the
     * first stack) wins, then the port further down. Node-local variables stay behind.
     */
    static FlowObjectStack merged(NodeID owner, List<FlowObjectStack> upstream) {
        var objects = new LinkedHashSet<FlowObject>();
        var lowestFirst = new ArrayList<>(upstream);
        if (lowestFirst.size() > 1) {
            lowestFirst.add(lowestFirst.remove(0));
        }
        for (var stack : lowestFirst) {
            for (var object : stack.bottomUp()) {
                if (object instanceof FlowVariable variable && variable.getScope() != Scope.Local) {
                    objects.remove(object);
                    objects.add(object);
                }
            }
        }
        return new FlowObjectStack(owner, new ArrayList<>(objects));
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

    /** The latest variable of each name, the latest first. */
    private Map<String, FlowVariable> visible(Predicate<FlowVariable> filter) {
        var variables = new LinkedHashMap<String, FlowVariable>();
        var hidden = new HashSet<String>();
        for (var object : topDown()) {
            if (object instanceof FlowVariable variable) {
                if (variable.getScope() == Scope.Hide) {
                    hidden.add(variable.getStringValue());
                } else if (!hidden.contains(variable.getName()) && filter.test(variable)) {
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

    /** Adds objects with the owners that they have, below what comes later. */
    void pushAllOwned(Iterable<FlowObject> items) {
        items.forEach(objects::add);
    }

    /** What the owner itself pushed, node-local variables left out. */
    List<FlowVariable> ownVariables() {
        return bottomUp().stream()
                .filter(object -> owner.equals(object.getOwner()))
                .filter(FlowVariable.class::isInstance)
                .map(FlowVariable.class::cast)
                .filter(variable -> variable.getScope() != Scope.Local)
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
