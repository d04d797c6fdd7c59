package org.knime.core.node.workflow;

import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.knime.core.embedded.workflow.SettingsEntry;
import org.knime.core.embedded.workflow.Widening;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.NodeSettingsWO;
import org.knime.core.node.config.Config;
import org.knime.core.node.config.base.ConfigBaseRO;
import org.knime.core.node.config.base.ConfigBaseWO;
import org.knime.core.node.config.base.ConfigEntries;

/** A flow variable's type: how its values are stored, converted, and laid over a node's settings. */
public abstract class VariableType<T> {
    private static final String CFG_CLASS = "class";
    private static final String CFG_VALUE = "value";

    /** A value together with its type. */
    protected abstract static class VariableValue<T> {
        private final VariableType<T> type;
        private final T value;

        protected VariableValue(VariableType<T> type, T value) {
            this.type = type;
            this.value = value;
        }

        VariableType<T> getType() {
            return type;
        }

        protected T get() {
            return value;
        }

        <U> U getAs(VariableType<U> target) {
            return type.getAs(value, target);
        }

        String asString() {
            return value instanceof Object[] array ? Arrays.toString(array) : String.valueOf(value);
        }

        void save(NodeSettingsWO settings) {
            settings.addString(CFG_CLASS, type.getIdentifier());
            type.saveValue(settings, this);
        }

        void overwrite(Config config, String configKey) throws InvalidConfigEntryException {
            type.overwrite(value, config, configKey);
        }

        @Override
        public boolean equals(Object obj) {
            return obj instanceof VariableValue<?> other
                    && type.equals(other.type)
                    && Objects.deepEquals(value, other.value);
        }

        @Override
        public int hashCode() {
            return Arrays.deepHashCode(new Object[] {type, value});
        }
    }

    /** Thrown when a settings entry cannot take a variable's value, or cannot become a variable. */
    public static final class InvalidConfigEntryException extends Exception {
        private static final long serialVersionUID = 1L;

        private final transient UnaryOperator<String> messageWithName;

        public InvalidConfigEntryException(String msg) {
            this(msg, (UnaryOperator<String>) null);
        }

        /** The operator makes the message once the variable's name is known. */
        public InvalidConfigEntryException(String msg, UnaryOperator<String> varNameToError) {
            super(msg);
            this.messageWithName = varNameToError;
        }

        public Optional<String> getErrorMessageWithVariableName(String variableName) {
            return Optional.ofNullable(messageWithName).map(message -> message.apply(variableName));
        }
    }

    static VariableType<?>[] getAllTypes() {
        return new VariableType<?>[] {
            StringType.INSTANCE,
            StringArrayType.INSTANCE,
            IntType.INSTANCE,
            IntArrayType.INSTANCE,
            LongType.INSTANCE,
            LongArrayType.INSTANCE,
            DoubleType.INSTANCE,
            DoubleArrayType.INSTANCE,
            BooleanType.INSTANCE,
            BooleanArrayType.INSTANCE
        };
    }

    static VariableValue<?> load(NodeSettingsRO settings) throws InvalidSettingsException {
        var identifier = settings.getString(CFG_CLASS);
        for (var type : getAllTypes()) {
            if (type.getIdentifier().equals(identifier)) {
                return type.loadValue(settings);
            }
        }
        throw new InvalidSettingsException("No flow variable type is called \"" + identifier + "\" here.");
    }

    public String getIdentifier() {
        return getType() == FlowVariable.Type.OTHER
                ? getClass().getSimpleName().replace("Type", "").toUpperCase(Locale.ROOT)
                : getType().toString();
    }

    protected <U> U getAs(T value, VariableType<U> conversionTarget) {
        if (!equals(conversionTarget)) {
            throw createNotConvertibleException(this, conversionTarget);
        }
        return conversionTarget.getSimpleType().cast(value);
    }

    protected static IllegalArgumentException createNotConvertibleException(VariableType<?> from, VariableType<?> to) {
        return new IllegalArgumentException("A flow variable of type " + from + " cannot be read as " + to + ".");
    }

    FlowVariable.Type getType() {
        return FlowVariable.Type.OTHER;
    }

    public abstract Class<T> getSimpleType();

    protected abstract VariableValue<T> loadValue(NodeSettingsRO settings) throws InvalidSettingsException;

    protected abstract void saveValue(NodeSettingsWO settings, VariableValue<T> v);

    protected abstract VariableValue<T> newValue(T v);

    protected abstract boolean canOverwrite(Config config, String configKey);

    protected abstract void overwrite(T value, Config config, String configKey) throws InvalidConfigEntryException;

    protected abstract T createFrom(Config config, String configKey)
            throws InvalidSettingsException, InvalidConfigEntryException;

    @Override
    public String toString() {
        return getIdentifier();
    }

    private interface Reader<T> {
        T read(ConfigBaseRO config, String key) throws InvalidSettingsException;
    }

    private interface Writer<T> {
        void write(ConfigBaseWO config, String key, T value);
    }

    /** The types built in here differ by a reader, a writer and the settings that they may overwrite. */
    protected abstract static class DefaultVariableType<T> extends VariableType<T> {
        private final Class<T> simpleType;
        private final Reader<T> reader;
        private final Writer<T> writer;
        private final Set<ConfigEntries> overwrites;

        private DefaultVariableType(
                Class<T> simpleType, Reader<T> reader, Writer<T> writer, Set<ConfigEntries> overwrites) {
            this.simpleType = simpleType;
            this.reader = reader;
            this.writer = writer;
            this.overwrites = overwrites;
        }

        @Override
        public Class<T> getSimpleType() {
            return simpleType;
        }

        @Override
        protected VariableValue<T> loadValue(NodeSettingsRO settings) throws InvalidSettingsException {
            return newValue(reader.read(settings, CFG_VALUE));
        }

        @Override
        protected void saveValue(NodeSettingsWO settings, VariableValue<T> v) {
            writer.write(settings, CFG_VALUE, v.get());
        }

        @Override
        protected VariableValue<T> newValue(T v) {
            return new VariableValue<>(this, v) {};
        }

        @Override
        protected <U> U getAs(T value, VariableType<U> conversionTarget) {
            return Widening.convert(value, conversionTarget.getSimpleType())
                    .orElseThrow(() -> createNotConvertibleException(this, conversionTarget));
        }

        @Override
        protected final boolean canOverwrite(Config config, String configKey) {
            return SettingsEntry.of(config, configKey).isOneOf(overwrites, simpleType.isArray());
        }

        @Override
        protected void overwrite(T value, Config config, String configKey) throws InvalidConfigEntryException {
            SettingsEntry.of(config, configKey).set(value);
        }

        @Override
        protected T createFrom(Config config, String configKey)
                throws InvalidSettingsException, InvalidConfigEntryException {
            return simpleType.cast(SettingsEntry.of(config, configKey).get());
        }
    }

    private static final Set<ConfigEntries> OF_BOOLEAN =
            Set.of(ConfigEntries.xboolean, ConfigEntries.xstring, ConfigEntries.xtransientstring);
    private static final Set<ConfigEntries> OF_DOUBLE =
            Set.of(ConfigEntries.xfloat, ConfigEntries.xdouble, ConfigEntries.xstring, ConfigEntries.xtransientstring);
    private static final Set<ConfigEntries> OF_LONG = Set.of(
            ConfigEntries.xlong,
            ConfigEntries.xfloat,
            ConfigEntries.xdouble,
            ConfigEntries.xstring,
            ConfigEntries.xtransientstring);
    private static final Set<ConfigEntries> OF_INT = Set.of(
            ConfigEntries.xbyte,
            ConfigEntries.xshort,
            ConfigEntries.xint,
            ConfigEntries.xlong,
            ConfigEntries.xfloat,
            ConfigEntries.xdouble,
            ConfigEntries.xchar,
            ConfigEntries.xstring,
            ConfigEntries.xtransientstring);
    private static final Set<ConfigEntries> OF_STRING =
            Set.of(ConfigEntries.xboolean, ConfigEntries.xchar, ConfigEntries.xstring, ConfigEntries.xtransientstring);

    /** true or false. */
    public static final class BooleanType extends DefaultVariableType<Boolean> {
        public static final BooleanType INSTANCE = new BooleanType();

        private BooleanType() {
            super(Boolean.class, ConfigBaseRO::getBoolean, ConfigBaseWO::addBoolean, OF_BOOLEAN);
        }
    }

    /** Several of {@link BooleanType}. */
    public static final class BooleanArrayType extends DefaultVariableType<Boolean[]> {
        public static final BooleanArrayType INSTANCE = new BooleanArrayType();

        private BooleanArrayType() {
            super(
                    Boolean[].class,
                    (config, key) -> Widening.boxing(config.getBooleanArray(key), Boolean[].class),
                    (config, key, value) -> config.addBooleanArray(key, Widening.boxing(value, boolean[].class)),
                    OF_BOOLEAN);
        }
    }

    /** A number in double precision. */
    public static final class DoubleType extends DefaultVariableType<Double> {
        public static final DoubleType INSTANCE = new DoubleType();

        private DoubleType() {
            super(Double.class, ConfigBaseRO::getDouble, ConfigBaseWO::addDouble, OF_DOUBLE);
        }

        @Override
        FlowVariable.Type getType() {
            return FlowVariable.Type.DOUBLE;
        }
    }

    /** Several of {@link DoubleType}. */
    public static final class DoubleArrayType extends DefaultVariableType<Double[]> {
        public static final DoubleArrayType INSTANCE = new DoubleArrayType();

        private DoubleArrayType() {
            super(
                    Double[].class,
                    (config, key) -> Widening.boxing(config.getDoubleArray(key), Double[].class),
                    (config, key, value) -> config.addDoubleArray(key, Widening.boxing(value, double[].class)),
                    OF_DOUBLE);
        }
    }

    /** A whole number of 32 bits. */
    public static final class IntType extends DefaultVariableType<Integer> {
        public static final IntType INSTANCE = new IntType();

        private IntType() {
            super(Integer.class, ConfigBaseRO::getInt, ConfigBaseWO::addInt, OF_INT);
        }

        @Override
        FlowVariable.Type getType() {
            return FlowVariable.Type.INTEGER;
        }
    }

    /** Several of {@link IntType}. */
    public static final class IntArrayType extends DefaultVariableType<Integer[]> {
        public static final IntArrayType INSTANCE = new IntArrayType();

        private IntArrayType() {
            super(
                    Integer[].class,
                    (config, key) -> Widening.boxing(config.getIntArray(key), Integer[].class),
                    (config, key, value) -> config.addIntArray(key, Widening.boxing(value, int[].class)),
                    OF_INT);
        }
    }

    /** A whole number of 64 bits. */
    public static final class LongType extends DefaultVariableType<Long> {
        public static final LongType INSTANCE = new LongType();

        private LongType() {
            super(Long.class, ConfigBaseRO::getLong, ConfigBaseWO::addLong, OF_LONG);
        }
    }

    /** Several of {@link LongType}. */
    public static final class LongArrayType extends DefaultVariableType<Long[]> {
        public static final LongArrayType INSTANCE = new LongArrayType();

        private LongArrayType() {
            super(
                    Long[].class,
                    (config, key) -> Widening.boxing(config.getLongArray(key), Long[].class),
                    (config, key, value) -> config.addLongArray(key, Widening.boxing(value, long[].class)),
                    OF_LONG);
        }
    }

    /** Text. */
    public static final class StringType extends DefaultVariableType<String> {
        public static final StringType INSTANCE = new StringType();

        private StringType() {
            super(String.class, ConfigBaseRO::getString, ConfigBaseWO::addString, OF_STRING);
        }

        @Override
        FlowVariable.Type getType() {
            return FlowVariable.Type.STRING;
        }
    }

    /** Several of {@link StringType}. */
    public static final class StringArrayType extends DefaultVariableType<String[]> {
        public static final StringArrayType INSTANCE = new StringArrayType();

        private StringArrayType() {
            super(String[].class, ConfigBaseRO::getStringArray, ConfigBaseWO::addStringArray, OF_STRING);
        }
    }
}
