package org.knime.core.node.config.base;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParserFactory;
import org.knime.core.util.XMLUtils;
import org.xml.sax.Attributes;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.helpers.DefaultHandler;

/** Reads and writes trees of settings as XML ({@code http://www.knime.org/XMLConfig_2008_09.xsd}). */
public final class XMLConfig {

    private XMLConfig() {}

    /**
     * Adds the content of an XML stream to a tree and closes the stream. DTDs, which old files name, are never fetched.
     *
     * @throws IOException if the stream is no well-formed XML or holds other elements than settings
     */
    public static void load(final ConfigBase config, final InputStream in)
            throws SAXException, IOException, ParserConfigurationException {
        var reader = SAXParserFactory.newInstance().newSAXParser().getXMLReader();
        var handler = new Reader(config);
        reader.setContentHandler(handler);
        reader.setErrorHandler(handler);
        reader.setEntityResolver((publicId, systemId) -> new InputSource(new StringReader("")));
        try (var text = new InputStreamReader(in, StandardCharsets.UTF_8)) {
            reader.parse(new InputSource(text));
        } catch (SAXException | RuntimeException e) {
            throw new IOException("Unable to parse xml: " + e.getMessage(), e);
        }
    }

    /** Writes a tree as XML and closes the stream. */
    public static void save(final ConfigBase config, final OutputStream output) throws IOException {
        try (output) {
            output.write(Writer.write(config).getBytes(StandardCharsets.UTF_8));
        }
    }

    /** Turns XML elements into entries of a tree. */
    private static final class Reader extends DefaultHandler {

        private final ConfigBase root;

        private final Deque<ConfigBase> open = new ArrayDeque<>();

        Reader(ConfigBase root) {
            this.root = root;
        }

        @Override
        public void startElement(String uri, String localName, String name, Attributes attributes) throws SAXException {
            String key = attributes.getValue("key");
            switch (name) {
                case "config" -> startConfig(key);
                case "entry" -> {
                    if (open.isEmpty()) {
                        throw new SAXException("\"entry\" stands outside of any \"config\".");
                    }
                    open.peek().addEntry(entry(key, attributes));
                }
                default -> throw new SAXException("\"" + name + "\" is not a valid tag name.");
            }
        }

        private void startConfig(String key) {
            if (open.isEmpty()) {
                root.setKey(key);
                open.push(root);
            } else {
                open.push(open.peek().addConfigBase(key));
            }
        }

        private static AbstractConfigEntry entry(String key, Attributes attributes) throws SAXException {
            String type = attributes.getValue("type");
            boolean isNull = "true".equals(attributes.getValue("isnull"));
            String value = isNull ? null : XMLUtils.unescape(attributes.getValue("value"));
            ConfigEntries kind;
            try {
                kind = ConfigEntries.valueOf(type);
            } catch (IllegalArgumentException | NullPointerException e) {
                throw new SAXException("Invalid type ('" + type + "') for key '" + key + "' in XML file.", e);
            }
            return kind.createEntry(key, value);
        }

        @Override
        public void endElement(String uri, String localName, String name) {
            if (name.equals("config")) {
                open.pop();
            }
        }

        @Override
        public void error(SAXParseException e) throws SAXException {
            throw new SAXException("line " + e.getLineNumber() + ": " + e.getMessage(), e);
        }

        @Override
        public void fatalError(SAXParseException e) throws SAXException {
            error(e);
        }
    }

    /** Lays out a tree of settings as XML, byte for byte as KNIME does: four blanks a level, one element a line. */
    private static final class Writer {

        private static final String NAMESPACES = " xmlns=\"http://www.knime.org/2008/09/XMLConfig\""
                + " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\""
                + " xsi:schemaLocation=\"http://www.knime.org/2008/09/XMLConfig"
                + " http://www.knime.org/XMLConfig_2008_09.xsd\"";

        private final StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");

        private Writer() {}

        static String write(ConfigBase config) {
            var writer = new Writer();
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
}
