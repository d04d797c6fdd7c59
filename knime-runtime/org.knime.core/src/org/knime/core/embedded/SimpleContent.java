package org.knime.core.embedded;

import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.zip.ZipInputStream;
import org.knime.core.node.ModelContent;

/** What the XML of simple port objects and specs has in common. */
public final class SimpleContent {

    public static final String FILE = "content.xml";

    public static final String CLASS = "class_name";

    public static final String MODEL = "model";

    private SimpleContent() {}

    public static ModelContent of(Object object) {
        var content = new ModelContent("model.xml");
        content.addInt("version", 1);
        content.addString(CLASS, object.getClass().getName());
        return content;
    }

    public static <T> T create(Class<T> type) {
        try {
            return type.getConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(
                    "CODING PROBLEM: " + type.getName() + " has no working public constructor without arguments.", e);
        }
    }

    /** Goes to the next entry of a zip stream, which must be of that name. */
    public static void next(ZipInputStream in, String expected) throws IOException {
        var entry = in.getNextEntry();
        if (entry == null || !expected.equals(entry.getName())) {
            throw new IOException("Expected zip entry '" + expected + "', got "
                    + (entry == null ? "the end of the stream" : "'" + entry.getName() + "'") + ".");
        }
    }

    /** Returns the present zip entry as a stream whose end closes nothing. */
    public static InputStream open(ZipInputStream zip) {
        return new FilterInputStream(zip) {
            @Override
            public void close() throws IOException {
                zip.closeEntry();
            }
        };
    }

    /** Returns a stream whose end only flushes the one below. */
    public static OutputStream open(OutputStream out) {
        return new FilterOutputStream(out) {
            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                out.write(bytes, offset, length);
            }

            @Override
            public void close() throws IOException {
                flush();
            }
        };
    }
}
