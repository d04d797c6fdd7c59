package org.seqnet.knime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettings;
import org.knime.core.webui.node.dialog.defaultdialog.NodeParametersUtil;
import org.knime.node.parameters.NodeParameters;

/** Settings that were edited by hand, or overridden by odd flow variables: they are valid, or refused in a sentence. */
class DamagedSettingsTest {
    private static final Pattern ENTRY = Pattern.compile("<entry key=\"([^\"]*)\" type=\"(\\w+)\" (.*)/>");
    private static final Pattern GROUP =
            Pattern.compile("(<config key=\"[^\"]*\">)\\s*(?:<entry [^>]*/>\\s*)*</config>");

    /** KNIME itself reads locations of files, and throws an exception of its own if one of these is null. */
    private static final Set<String> OF_LOCATIONS = Set.of("file_system_type", "path");

    @ParameterizedTest
    @MethodSource("org.seqnet.knime.SettingsTest#types")
    void one_odd_setting_is_valid_or_refused(Class<? extends NodeParameters> type) throws IOException {
        var failures = new ArrayList<String>();
        forEachDamage(SettingsTest.defaults(type), (what, damaged) -> {
            var thrown = catchThrowable(
                    () -> NodeParametersUtil.loadSettings(read(damaged), type).validate());
            if (thrown != null && !isRefusal(thrown)) {
                failures.add(what + ": " + thrown);
            }
        });

        assertThat(failures).isEmpty();
    }

    private static void forEachDamage(String xml, BiConsumer<String, String> action) {
        var entries = ENTRY.matcher(xml);
        while (entries.find()) {
            for (var odd : odd(entries.group(1), entries.group(2))) {
                var damaged = "<entry key=\"%s\" type=\"%s\" %s/>".formatted(entries.group(1), entries.group(2), odd);
                action.accept(damaged, xml.substring(0, entries.start()) + damaged + xml.substring(entries.end()));
            }
            action.accept("no " + entries.group(), xml.substring(0, entries.start()) + xml.substring(entries.end()));
        }
        var groups = GROUP.matcher(xml);
        while (groups.find()) {
            for (var content : List.of("", "<entry key=\"is_null\" type=\"xboolean\" value=\"true\"/>")) {
                action.accept(
                        groups.group(1) + content,
                        xml.substring(0, groups.start(1)) + groups.group(1) + content + "</config>"
                                + xml.substring(groups.end()));
            }
        }
    }

    private static List<String> odd(String key, String type) {
        return switch (type) {
            case "xstring" -> OF_LOCATIONS.contains(key)
                    ? List.of("value=\"\"", "value=\"odd\"")
                    : List.of("isnull=\"true\" value=\"\"", "value=\"\"", "value=\"odd\"", "value=\"%%00000\"");
            case "xint" -> List.of("value=\"-1\"", "value=\"0\"", "value=\"-2147483648\"", "value=\"1000000\"");
            case "xlong" -> List.of("value=\"-9223372036854775808\"", "value=\"9223372036854775807\"");
            case "xdouble" -> List.of("value=\"NaN\"", "value=\"Infinity\"", "value=\"-1\"", "value=\"1e308\"");
            case "xboolean" -> List.of("value=\"true\"", "value=\"false\"");
            default -> throw new IllegalArgumentException(type);
        };
    }

    private static NodeSettings read(String xml) throws IOException {
        return (NodeSettings) NodeSettings.loadFromXML(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
    }

    /** Says whether KNIME shows it: it loads the node with an error that has this message. */
    private static boolean isRefusal(Throwable thrown) {
        return thrown instanceof InvalidSettingsException
                && thrown.getMessage() != null
                && !thrown.getMessage().isBlank();
    }
}
