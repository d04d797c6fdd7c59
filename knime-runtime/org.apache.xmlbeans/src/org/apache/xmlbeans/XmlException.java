package org.apache.xmlbeans;

/**
 * Stands where KNIME's signatures name XMLBeans' exception. The library itself is no OSGi bundle on Maven Central, and
 * the embedded runtime reads node descriptions with the JDK's own XML parser.
 */
public class XmlException extends Exception {
    private static final long serialVersionUID = 1L;

    public XmlException(String message) {
        super(message);
    }

    public XmlException(Throwable cause) {
        super(cause);
    }
}
