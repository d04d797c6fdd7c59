package org.knime.core.node.config.base;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParserFactory;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

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
        var handler = new XmlConfigReader(config);
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
            output.write(XmlConfigWriter.write(config).getBytes(StandardCharsets.UTF_8));
        }
    }
}
