package org.knime.core.ui.embedded.parameters;

import java.util.stream.Stream;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.NodeSettingsWO;
import org.knime.node.parameters.migration.LoadDefaultsForAbsentFields;
import org.knime.node.parameters.migration.Migrate;
import org.knime.node.parameters.persistence.NodeParametersPersistor;
import org.knime.node.parameters.persistence.Persistable;
import org.knime.node.parameters.persistence.Persistor;

/** Finds out, from fields and annotations, how parameters are stored. */
public final class Codecs {
    private Codecs() {}

    /** @throws InvalidSettingsException naming the key that is missing or has another type */
    public static <P extends Persistable> P load(Class<P> type, NodeSettingsRO settings)
            throws InvalidSettingsException {
        return type.cast(ofGroup(type).load(settings));
    }

    public static void save(Persistable parameters, NodeSettingsWO settings) {
        ofGroup(parameters.getClass()).save(parameters, settings);
    }

    private static Codec ofGroup(Class<?> type) {
        return new Codec.Group(
                type,
                ParameterField.of(type).stream()
                        .map(field -> new Codec.Group.Member(field, ofField(field)))
                        .toList());
    }

    private static Codec ofField(ParameterField field) {
        var persistor = field.annotation(Persistor.class).map(Codecs::persistor);
        var present = persistor.<Codec>map(Codec.Persisted::new).orElseGet(() -> asItIs(field));
        boolean mayBeAbsent = field.group().isAnnotationPresent(LoadDefaultsForAbsentFields.class)
                || field.annotation(Migrate.class)
                        .filter(Migrate::loadDefaultIfAbsent)
                        .isPresent();
        if (!mayBeAbsent) {
            return present;
        }
        var keys = persistor // no persistor of ours writes below another key
                .map(known -> Stream.of(known.getConfigPaths()).map(path -> path[0]))
                .orElse(Stream.of(field.name()));
        return new Codec.Defaulting(present, keys.toArray(String[]::new), field);
    }

    private static Codec asItIs(ParameterField field) {
        var key = field.name();
        var type = field.type();
        if (Persistable.class.isAssignableFrom(type)) {
            return new Codec.Nested(key, ofGroup(type));
        }
        var element = field.elements(Persistable.class);
        if (element.isPresent()) {
            return new Codec.Elements(key, element.get(), ofGroup(element.get()));
        }
        if (type.isEnum()) {
            return new Codec.Constant(key, type);
        }
        return new Codec.Value<>(
                key,
                ValueKind.of(type)
                        .orElseThrow(() -> new IllegalArgumentException("Parameter field " + field + " has the type "
                                + type.getName() + ", which has no form in settings; give it a @Persistor.")));
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static NodeParametersPersistor<Object> persistor(Persistor annotation) {
        return (NodeParametersPersistor<Object>) Instances.of((Class) annotation.value());
    }
}
