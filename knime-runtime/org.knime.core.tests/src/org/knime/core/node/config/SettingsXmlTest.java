package org.knime.core.node.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettings;
import org.knime.core.node.NodeSettingsRO;

class SettingsXmlTest {

    private static final String HEAD = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
            + "<config xmlns=\"http://www.knime.org/2008/09/XMLConfig\""
            + " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\""
            + " xsi:schemaLocation=\"http://www.knime.org/2008/09/XMLConfig"
            + " http://www.knime.org/XMLConfig_2008_09.xsd\"";

    private final NodeSettings settings = new NodeSettings("root");

    private static String xml(NodeSettingsRO settings) throws IOException {
        var out = new ByteArrayOutputStream();
        settings.saveToXML(out);
        return out.toString(StandardCharsets.UTF_8);
    }

    private static NodeSettingsRO read(String xml) throws IOException {
        return NodeSettings.loadFromXML(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
    }

    private static String sample(String name) throws IOException {
        try (InputStream in = SettingsXmlTest.class.getResourceAsStream("samples/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"workflow.xml", "node-settings.xml", "table-spec.xml"})
    void what_knime_wrote_is_written_back_byte_by_byte(String name) throws IOException {
        assertThat(xml(read(sample(name)))).isEqualTo(sample(name));
    }

    @Test
    void table_spec_that_knime_wrote_is_written_back_byte_by_byte() throws Exception {
        var spec = DataTableSpec.load(read(sample("table-spec.xml")));
        var written = new NodeSettings("spec.xml");
        spec.save(written);
        assertThat(spec.getColumnSpec("label").getDomain().getValues())
                .containsExactly(new StringCell("even"), new StringCell("odd"));
        assertThat(xml(written)).isEqualTo(sample("table-spec.xml"));
    }

    @Test
    void each_type_has_its_own_entry() throws IOException {
        settings.addString("s", "a<b");
        settings.addInt("i", 1);
        settings.addLong("l", 2);
        settings.addDouble("d", 3);
        settings.addFloat("f", 4);
        settings.addBoolean("z", true);
        settings.addChar("c", 'x');
        settings.addByte("b", (byte) 5);
        settings.addShort("h", (short) 6);
        settings.addString("null", null);
        settings.addNodeSettings("empty");
        settings.addStringArray("array", "only");
        settings.addStringArray("nullArray", (String[]) null);
        settings.addTransientString("secret", "never written");
        assertThat(xml(settings))
                .isEqualTo(HEAD + " key=\"root\">\n"
                        + "    <entry key=\"s\" type=\"xstring\" value=\"a&lt;b\"/>\n"
                        + "    <entry key=\"i\" type=\"xint\" value=\"1\"/>\n"
                        + "    <entry key=\"l\" type=\"xlong\" value=\"2\"/>\n"
                        + "    <entry key=\"d\" type=\"xdouble\" value=\"3.0\"/>\n"
                        + "    <entry key=\"f\" type=\"xfloat\" value=\"4.0\"/>\n"
                        + "    <entry key=\"z\" type=\"xboolean\" value=\"true\"/>\n"
                        + "    <entry key=\"c\" type=\"xchar\" value=\"x\"/>\n"
                        + "    <entry key=\"b\" type=\"xbyte\" value=\"5\"/>\n"
                        + "    <entry key=\"h\" type=\"xshort\" value=\"6\"/>\n"
                        + "    <entry key=\"null\" type=\"xstring\" isnull=\"true\" value=\"\"/>\n"
                        + "    <config key=\"empty\"/>\n"
                        + "    <config key=\"array\">\n"
                        + "        <entry key=\"array-size\" type=\"xint\" value=\"1\"/>\n"
                        + "        <entry key=\"0\" type=\"xstring\" value=\"only\"/>\n"
                        + "    </config>\n"
                        + "    <config key=\"nullArray\"/>\n"
                        + "</config>\n");
    }

    @ParameterizedTest
    @CsvSource({
        "'\u0001', '%%00001'",
        "'a\nb', 'a%%00010b'",
        "'100 %', '100 %'",
        "'%%', '%%00037%'",
        "'%%00001', '%%00037%00001'",
        "'\uffee', '%%65518'"
    })
    void characters_that_xml_cannot_hold_are_masked_and_come_back(String text, String masked) throws Exception {
        settings.addString("text", text);
        assertThat(xml(settings)).contains("value=\"" + masked + "\"");
        assertThat(read(xml(settings)).getString("text")).isEqualTo(text);
    }

    @Test
    void missing_setting_is_named() {
        settings.addInt("epochs", 3);
        assertThatThrownBy(() -> settings.getString("epochs"))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessage("String for key \"epochs\" not found.");
        assertThat(settings.getString("epochs", "default")).isEqualTo("default");
    }

    @Test
    void unknown_type_is_refused() {
        assertThatThrownBy(() -> read("<config key=\"k\"><entry key=\"a\" type=\"xfoo\" value=\"1\"/></config>"))
                .isInstanceOf(IOException.class)
                .hasMessage("Unable to parse xml: Invalid type ('xfoo') for key 'a' in XML file.");
    }

    @Test
    void outside_entity_is_not_fetched() throws Exception {
        String xml = "<!DOCTYPE config SYSTEM \"file:///no/such/XMLConfig.dtd\">"
                + "<config key=\"k\"><entry key=\"a\" type=\"xint\" value=\"1\"/></config>";
        assertThat(read(xml).getInt("a")).isEqualTo(1);
    }
}
