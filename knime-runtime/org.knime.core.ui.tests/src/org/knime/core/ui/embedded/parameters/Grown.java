package org.knime.core.ui.embedded.parameters;

import java.util.List;
import java.util.Optional;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.WidgetGroup;
import org.knime.node.parameters.migration.ConfigMigration;
import org.knime.node.parameters.migration.DefaultProvider;
import org.knime.node.parameters.migration.LoadDefaultsForAbsentFields;
import org.knime.node.parameters.migration.Migrate;
import org.knime.node.parameters.migration.Migration;
import org.knime.node.parameters.migration.NodeParametersMigration;
import org.knime.node.parameters.persistence.Persistable;

/** Parameters that older versions had fewer of, or others. */
@SuppressWarnings("unused")
final class Grown implements NodeParameters {

    static final class FromPercent implements NodeParametersMigration<Double> {
        @Override
        public List<ConfigMigration<Double>> getConfigMigrations() {
            return List.of(
                    ConfigMigration.builder(settings -> settings.getInt("percent") / 100.0)
                            .withDeprecatedConfigPath("percent")
                            .build(),
                    ConfigMigration.builder(
                                    settings -> settings.getNodeSettings("old").getDouble("share"))
                            .withDeprecatedConfigPath("old", "share")
                            .build());
        }
    }

    static final class Ninety implements DefaultProvider<Integer> {
        @Override
        public Integer getDefault() {
            return 90;
        }
    }

    static final class ByMatcher implements NodeParametersMigration<String> {
        @Override
        public List<ConfigMigration<String>> getConfigMigrations() {
            return List.of(ConfigMigration.builder(settings -> "matched")
                    .withMatcher(settings -> settings.containsKey("version1"))
                    .build());
        }
    }

    @LoadDefaultsForAbsentFields
    static final class Lenient implements WidgetGroup, Persistable {
        int one = 1;
        Optional<Integer> two = Optional.of(2);

        @Migration(Ninety.class)
        int ninety = 3;
    }

    static final class WholeGroup implements NodeParametersMigration<Moved> {
        @Override
        public List<ConfigMigration<Moved>> getConfigMigrations() {
            return List.of(ConfigMigration.builder(settings -> new Moved(settings.getInt("flat")))
                    .withDeprecatedConfigPath("flat")
                    .build());
        }
    }

    static final class Moved implements WidgetGroup, Persistable {
        int inside;

        Moved() {}

        Moved(int inside) {
            this.inside = inside;
        }
    }

    int always = 5;

    @Migrate(loadDefaultIfAbsent = true)
    int later = 6;

    @Migrate(loadDefaultIfAbsent = true)
    Optional<String> laterOptional = Optional.of("o");

    @Migration(Ninety.class)
    int provided = 7;

    @Migration(FromPercent.class)
    double share = 0.5;

    @Migration(ByMatcher.class)
    String matched = "default";

    Lenient lenient = new Lenient();

    @Migration(WholeGroup.class)
    Moved moved = new Moved(8);

    @Override
    public String toString() {
        return always + " " + later + " " + laterOptional + " " + provided + " " + share + " " + matched + " "
                + lenient.one + " " + lenient.two + " " + lenient.ninety + " " + moved.inside;
    }
}
