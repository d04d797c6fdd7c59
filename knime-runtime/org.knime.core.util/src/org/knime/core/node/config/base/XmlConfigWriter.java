package org.knime.core.node.config.base;

import org.knime.core.util.XMLUtils;

/** Lays out a tree of settings as XML, byte for byte as KNIME does: four blanks a level, one element a line. */
final class XmlConfigWriter {

    private static final String NAMESPACES = " xmlns=\"http://www.knime.org/2008/09/XMLConfig\""
            + " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\""
            + " xsi:schemaLocation=\"http://www.knime.org/2008/09/XMLConfig"
            + " http://www.knime.org/XMLConfig_2008_09.xsd\"";

    private final StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");

    private XmlConfigWriter() {}

    static String write(ConfigBase config) {
        var writer = new XmlConfigWriter();
        writer.append(config, "", NAMESPACES);
        return writer.xml.toString();
    }

    private void append(ConfigBase config, String indent, String namespaces) {
        xml.append(indent).append("<config").append(namespaces);
        attribute("key", config.getKey());
        boolean empty = true;
        for (String key : config.keySet()) {
            var entry = config.getEntry(key);
            if (entry.getType() == ConfigEntries.xtransientstring) {
                continue;
            }
            if (empty) {
                xml.append(">\n");
                empty = false;
            }
            if (entry instanceof ConfigBase child) {
                append(child, indent + "    ", "");
            } else {
                append(entry, indent + "    ");
            }
        }
        xml.append(empty ? "/>\n" : indent + "</config>\n");
    }

    private void append(AbstractConfigEntry entry, String indent) {
        xml.append(indent).append("<entry");
        attribute("key", entry.getKey());
        attribute("type", entry.getType().name());
        String value = entry.toStringValue();
        if (value == null) {
            attribute("isnull", "true");
        }
        attribute("value", value == null ? "" : XMLUtils.escape(value));
        xml.append("/>\n");
    }

    private void attribute(String name, String value) {
        xml.append(' ').append(name).append("=\"");
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '<' -> xml.append("&lt;");
                case '>' -> xml.append("&gt;");
                case '&' -> xml.append("&amp;");
                case '"' -> xml.append("&quot;");
                case '\n' -> xml.append("&#10;");
                case '\r' -> xml.append("&#13;");
                case '\t' -> xml.append("&#9;");
                default -> xml.append(c);
            }
        }
        xml.append('"');
    }
}
