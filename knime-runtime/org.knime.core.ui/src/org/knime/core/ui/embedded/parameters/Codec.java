package org.knime.core.ui.embedded.parameters;

import java.lang.reflect.Array;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.NodeSettingsWO;
import org.knime.node.parameters.persistence.NodeParametersPersistor;

/** Reads and writes one field, or all fields of a group. */
sealed interface Codec {
    /** @throws InvalidSettingsException if an entry is missing, has another type, or holds no valid value */
    Object load(NodeSettingsRO settings) throws InvalidSettingsException;

    void save(Object value, NodeSettingsWO settings);

    /** A value in an entry of its own. */
    record Value<T>(String key, ValueKind<T> kind) implements Codec {
        @Override
        public Object load(NodeSettingsRO settings) throws InvalidSettingsException {
            return kind.reader().read(settings, key);
        }

        @Override
        @SuppressWarnings("unchecked")
        public void save(Object value, NodeSettingsWO settings) {
            kind.writer().write(settings, key, (T) value);
        }
    }

    /** A constant of an enum, by its name. */
    record Constant(String key, Class<?> type) implements Codec {
        @Override
        public Object load(NodeSettingsRO settings) throws InvalidSettingsException {
            var name = settings.getString(key);
            return Stream.of(type.getEnumConstants())
                    .filter(constant -> ((Enum<?>) constant).name().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new InvalidSettingsException("Setting \"" + key + "\" is \"" + name
                            + "\"; it must be one of "
                            + Stream.of(type.getEnumConstants())
                                    .map(constant -> ((Enum<?>) constant).name())
                                    .collect(Collectors.joining(", "))
                            + "."));
        }

        @Override
        public void save(Object value, NodeSettingsWO settings) {
            settings.addString(key, ((Enum<?>) value).name());
        }
    }

    /** What the class that a {@code @Persistor} names makes of it. */
    record Persisted(NodeParametersPersistor<Object> persistor) implements Codec {
        @Override
        public Object load(NodeSettingsRO settings) throws InvalidSettingsException {
            return persistor.load(settings);
        }

        @Override
        public void save(Object value, NodeSettingsWO settings) {
            persistor.save(value, settings);
        }
    }

    /** The default of a field, taken from a new instance of its group, if none of its entries is there. */
    record Defaulting(Codec present, String[] keys, ParameterField field) implements Codec {
        @Override
        public Object load(NodeSettingsRO settings) throws InvalidSettingsException {
            return Stream.of(keys).anyMatch(settings::containsKey)
                    ? present.load(settings)
                    : field.get(Instances.of(field.group()));
        }

        @Override
        public void save(Object value, NodeSettingsWO settings) {
            present.save(value, settings);
        }
    }

    /** The fields of a group, all in the same settings. */
    record Group(Class<?> type, List<Member> members) implements Codec {
        /** A field and what reads and writes it. */
        record Member(ParameterField field, Codec codec) {}

        @Override
        public Object load(NodeSettingsRO settings) throws InvalidSettingsException {
            var loaded = Instances.of(type);
            for (var member : members) {
                member.field.set(loaded, member.codec.load(settings));
            }
            return loaded;
        }

        @Override
        public void save(Object value, NodeSettingsWO settings) {
            members.forEach(member -> member.codec.save(member.field.get(value), settings));
        }
    }

    /** A group in settings of its own. */
    record Nested(String key, Codec group) implements Codec {
        @Override
        public Object load(NodeSettingsRO settings) throws InvalidSettingsException {
            return group.load(settings.getNodeSettings(key));
        }

        @Override
        public void save(Object value, NodeSettingsWO settings) {
            group.save(value, settings.addNodeSettings(key));
        }
    }

    /** An array of groups: settings named 0, 1, 2 ..., one an element. */
    record Elements(String key, Class<?> element, Codec group) implements Codec {
        @Override
        public Object load(NodeSettingsRO settings) throws InvalidSettingsException {
            var elements = settings.getNodeSettings(key);
            var size = (int) elements.keySet().stream()
                    .filter(each -> each.matches("\\d+"))
                    .count();
            var loaded = (Object[]) Array.newInstance(element, size);
            for (int i = 0; i < size; i++) {
                loaded[i] = group.load(elements.getNodeSettings(Integer.toString(i)));
            }
            return loaded;
        }

        @Override
        public void save(Object value, NodeSettingsWO settings) {
            var elements = settings.addNodeSettings(key);
            var groups = (Object[]) value;
            for (int i = 0; i < groups.length; i++) {
                group.save(groups[i], elements.addNodeSettings(Integer.toString(i)));
            }
        }
    }
}
