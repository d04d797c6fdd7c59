package org.knime.core.node.port;

import java.io.OutputStream;
import java.util.zip.ZipOutputStream;

/** The zip stream that a serializer writes to. */
public class PortObjectZipOutputStream extends ZipOutputStream {

    PortObjectZipOutputStream(OutputStream out) {
        super(out);
    }
}
