package org.knime.core.node.workflow;

import java.util.Objects;
import java.util.stream.Stream;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.NodeSettingsWO;
import org.knime.core.node.workflow.VariableType.DoubleType;
import org.knime.core.node.workflow.VariableType.IntType;
import org.knime.core.node.workflow.VariableType.StringType;
import org.knime.core.node.workflow.VariableType.VariableValue;

/** A named, typed value that travels along a workflow's connections beside the data. */
public final class FlowVariable extends FlowObject {
    /** Begins the names of constants such as {@code knime.workspace}. */
    public static final String GLOBAL_CONST_ID = "knime";

    /** The three types that KNIME began with; everything else is {@code OTHER}. */
    public enum Type {
        DOUBLE,
        INTEGER,
        STRING,
        CREDENTIALS,
        OTHER
    }

    /** How far a variable is seen, told by how its name begins. */
    public enum Scope {
        Global(GLOBAL_CONST_ID),
        Flow(""),
        Local("knime.node"),
        Hide("knime.hide");

        private final String prefix;

        Scope(String prefix) {
            this.prefix = prefix;
        }

        public String getPrefix() {
            return prefix;
        }

        /** @throws IllegalFlowVariableNameException if the name belongs to another scope */
        public void verifyName(String name) {
            boolean fits = this == Flow ? !name.startsWith(GLOBAL_CONST_ID) : name.startsWith(prefix);
            if (!fits) {
                throw new IllegalFlowVariableNameException("A flow variable of scope " + this + " cannot be called \""
                        + name + "\"; names that begin with \"knime\" are KNIME's own.");
            }
        }
    }

    private final String name;
    private final VariableValue<?> value;
    private final Scope scope;

    private FlowVariable(String name, VariableValue<?> value, Scope scope) {
        this.name = Objects.requireNonNull(name, "A flow variable must have a name.");
        this.value = Objects.requireNonNull(value, "A flow variable must have a value.");
        this.scope = scope;
        scope.verifyName(name);
    }

    public <T> FlowVariable(String name, VariableType<T> type, T value) {
        this(name, type.newValue(value), Scope.Flow);
    }

    public FlowVariable(String name, String valueS) {
        this(name, StringType.INSTANCE, valueS);
    }

    public FlowVariable(String name, double valueD) {
        this(name, DoubleType.INSTANCE, valueD);
    }

    public FlowVariable(String name, int valueI) {
        this(name, IntType.INSTANCE, valueI);
    }

    /** A constant such as {@code knime.workspace}, known to every node. */
    static FlowVariable constant(String name, String value) {
        return new FlowVariable(name, StringType.INSTANCE.newValue(value), Scope.Global);
    }

    public String getName() {
        return name;
    }

    public Scope getScope() {
        return scope;
    }

    public Type getType() {
        return value.getType().getType();
    }

    public VariableType<?> getVariableType() {
        return value.getType();
    }

    VariableValue<?> getVariableValue() {
        return value;
    }

    /** @throws IllegalArgumentException if the variable's type cannot be read as the given one */
    public <T> T getValue(VariableType<T> expectedType) {
        return value.getAs(expectedType);
    }

    /** Returns a string variable's value, and null for any other type. */
    public String getStringValue() {
        return getType() == Type.STRING ? getValue(StringType.INSTANCE) : null;
    }

    public String getValueAsString() {
        return value.asString();
    }

    public void save(NodeSettingsWO settings) {
        settings.addString("name", name);
        value.save(settings);
    }

    /** @throws InvalidSettingsException if name, class or value is missing, or the class is unknown */
    public static FlowVariable load(NodeSettingsRO sub) throws InvalidSettingsException {
        var name = sub.getString("name");
        if (name == null) {
            throw new InvalidSettingsException("A flow variable in the settings has no name.");
        }
        var scope = Stream.of(Scope.Local, Scope.Hide)
                .filter(s -> name.startsWith(s.getPrefix()))
                .findFirst()
                .orElse(Scope.Flow);
        return new FlowVariable(name, VariableType.load(sub), scope);
    }

    /** Equal if of one name, type and value. */
    @Override
    public boolean equals(Object obj) {
        return obj instanceof FlowVariable other && name.equals(other.name) && value.equals(other.value);
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, value);
    }

    @Override
    public String toString() {
        return "\"" + name + "\" (" + getVariableType() + ": " + getValueAsString() + ")";
    }
}
