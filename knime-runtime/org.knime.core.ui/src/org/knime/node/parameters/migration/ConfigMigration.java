package org.knime.node.parameters.migration;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.ui.embedded.parameters.PresentForm;
import org.knime.core.webui.node.dialog.configmapping.ConfigPath;

/** One older form of a setting: how it is recognised, and how it is read. */
public final class ConfigMigration<T> {

    private final Collection<ConfigPath> deprecatedConfigPaths;
    private final Predicate<NodeSettingsRO> matcher;
    private final ParametersLoader<T> loader;

    private ConfigMigration(Builder<T> builder) {
        this.deprecatedConfigPaths = List.copyOf(builder.deprecatedConfigPaths);
        this.loader = builder.loader;
        if (builder.matcher != null) {
            this.matcher = builder.matcher;
        } else if (deprecatedConfigPaths.isEmpty()) {
            this.matcher = PresentForm.MISSING;
        } else {
            this.matcher =
                    settings -> deprecatedConfigPaths.stream().allMatch(path -> PresentForm.has(settings, path.path()));
        }
    }

    public ParametersLoader<T> getLoader() {
        return loader;
    }

    public Predicate<NodeSettingsRO> getMatcher() {
        return matcher;
    }

    public Collection<ConfigPath> getDeprecatedConfigPaths() {
        return deprecatedConfigPaths;
    }

    public static <T> Builder<T> builder(ParametersLoader<T> loader) {
        return new Builder<>(loader);
    }

    /**
     * Collects what is known of an older form. With neither a matcher nor an old key, the older form is the one that
     * has none of the present keys.
     */
    public static final class Builder<T> {

        private final ParametersLoader<T> loader;
        private final List<ConfigPath> deprecatedConfigPaths = new ArrayList<>();
        private Predicate<NodeSettingsRO> matcher;

        public Builder(ParametersLoader<T> loader) {
            this.loader = Objects.requireNonNull(loader);
        }

        /** Adds the keys that lead to an entry which only the older form has. */
        public Builder<T> withDeprecatedConfigPath(String... configKeys) {
            deprecatedConfigPaths.add(new ConfigPath(List.of(configKeys)));
            return this;
        }

        public Builder<T> withMatcher(Predicate<NodeSettingsRO> matcher) {
            this.matcher = matcher;
            return this;
        }

        public ConfigMigration<T> build() {
            return new ConfigMigration<>(this);
        }
    }
}
