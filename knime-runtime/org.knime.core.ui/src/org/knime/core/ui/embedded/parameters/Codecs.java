package org.knime.core.ui.embedded.parameters;

import java.util.List;
import java.util.Optional;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.NodeSettingsWO;
import org.knime.core.webui.node.dialog.defaultdialog.setting.singleselection.StringOrEnum;
import org.knime.node.parameters.migration.ConfigMigration;
import org.knime.node.parameters.migration.LoadDefaultsForAbsentFields;
import org.knime.node.parameters.migration.Migrate;
import org.knime.node.parameters.migration.Migration;
import org.knime.node.parameters.persistence.NodeParametersPersistor;
import org.knime.node.parameters.persistence.Persist;
import org.knime.node.parameters.persistence.Persistable;
import org.knime.node.parameters.persistence.Persistor;

/** Finds out, from fields and annotations, how parameters are stored. */
public final class Codecs {

    private static final String HIDDEN_SUFFIX = "_Internals";

    private Codecs() {}

    /** @throws InvalidSettingsException naming the key that is missing or has another type */
    public static <P extends Persistable> P load(Class<P> type, NodeSettingsRO settings)
            throws InvalidSettingsException {
        return type.cast(ofGroup(GenericType.of(type)).load(settings));
    }

    public static void save(Persistable parameters, NodeSettingsWO settings) {
        ofGroup(GenericType.of(parameters.getClass())).save(parameters, settings);
    }

    private static Codec ofGroup(GenericType type) {
        var persistor = persistor(Optional.ofNullable(type.raw().getAnnotation(Persistor.class)));
        var present = persistor.<Codec>map(PersistorCodec::new).orElseGet(() -> fieldByField(type));
        var paths = persistor.map(NodeParametersPersistor::getConfigPaths).orElse(new String[][] {{}});
        return migrating(present, paths, Optional.ofNullable(type.raw().getAnnotation(Migration.class)));
    }

    private static Codec fieldByField(GenericType type) {
        var entries = ParameterField.of(type).stream()
                .map(field -> new GroupCodec.Entry(field, ofField(field)))
                .toList();
        return new GroupCodec(type.raw(), entries);
    }

    private static Codec ofField(ParameterField field) {
        refuse(field, Persist.class, Persistor.class);
        refuse(field, Migrate.class, Migration.class);
        var key = key(field);
        var persistor = persistor(field.annotation(Persistor.class));
        var present = persistor.<Codec>map(PersistorCodec::new).orElseGet(() -> asItIs(field, key));
        var paths = persistor.map(NodeParametersPersistor::getConfigPaths).orElse(new String[][] {{key}});
        var migration = field.annotation(Migration.class);
        var migrating = migrating(present, paths, migration);
        return loadsDefault(field, paths, migration.isPresent())
                ? new DefaultingCodec(migrating, paths, field)
                : migrating;
    }

    private static void refuse(
            ParameterField field,
            Class<? extends java.lang.annotation.Annotation> one,
            Class<? extends java.lang.annotation.Annotation> other) {
        if (field.annotation(one).isPresent() && field.annotation(other).isPresent()) {
            throw new IllegalStateException("Parameter field " + field + " has both @" + one.getSimpleName() + " and @"
                    + other.getSimpleName() + "; keep the one that says all.");
        }
    }

    private static String key(ParameterField field) {
        var persist = field.annotation(Persist.class);
        var key = persist.map(Persist::configKey)
                .filter(pinned -> !pinned.isEmpty())
                .orElse(field.name());
        return persist.map(Persist::hidden).orElse(false) ? key + HIDDEN_SUFFIX : key;
    }

    private static Codec asItIs(ParameterField field, String key) {
        var type = field.type();
        if (Persistable.class.isAssignableFrom(type.raw())) {
            return new NestedCodec(key, ofGroup(type));
        }
        var elements = field.elements(Persistable.class);
        if (elements.isPresent()) {
            var element = elements.get();
            return new NestedCodec(key, new ElementsCodec(type.raw(), element.raw(), ofGroup(element)));
        }
        var content = field.content().raw();
        Codec codec;
        Object placeholder = null;
        if (content.isEnum()) {
            codec = new EnumCodec(key, content, field.group() == StringOrEnum.class);
        } else {
            var kind = ValueKind.of(content)
                    .orElseThrow(() -> new IllegalArgumentException("Parameter field " + field + " has the type "
                            + content.getName() + ", which has no form in settings; give it a @Persistor."));
            codec = kind.under(key);
            placeholder = kind.placeholder();
        }
        return field.isOptional() ? new OptionalCodec(key, codec, placeholder) : codec;
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static Optional<NodeParametersPersistor<Object>> persistor(Optional<Persistor> annotation) {
        return annotation.map(present -> (NodeParametersPersistor<Object>) Instances.of((Class) present.value()));
    }

    @SuppressWarnings("unchecked")
    private static Codec migrating(Codec present, String[][] paths, Optional<Migration> annotation) {
        List<ConfigMigration<?>> older = annotation
                .map(migration -> (List<ConfigMigration<?>>)
                        Instances.of(migration.value()).getConfigMigrations())
                .orElse(List.of());
        return older.isEmpty() ? present : new MigratingCodec(present, paths, older);
    }

    private static boolean loadsDefault(ParameterField field, String[][] paths, boolean migrated) {
        if (field.annotation(Migrate.class).map(Migrate::loadDefaultIfAbsent).orElse(false)) {
            if (paths.length == 0) {
                throw new IllegalStateException("Parameter field " + field
                        + " asks for its default when absent, but its persistor names no config paths.");
            }
            return true;
        }
        return !migrated && paths.length > 0 && field.group().isAnnotationPresent(LoadDefaultsForAbsentFields.class);
    }
}
