package org.seqnet.engine.image;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.Optional;
import org.seqnet.engine.SeqNetException;

/**
 * The segments of a JPEG file, checked: that there is an image of a kind that Java decodes, and about enough data for
 * its pixels. Comments and metadata are left out, so that no profile or text reaches a decoder; of what a camera wrote,
 * the orientation is taken. Unlike PNG, the format has no checksums: pixels that are wrong but well formed are read as
 * they are.
 *
 * @param bytes the file without metadata
 * @see <a href="https://www.w3.org/Graphics/JPEG/itu-t81.pdf">The JPEG specification, Annex B</a>
 */
record JpegFile(byte[] bytes, int width, int height, boolean coloured, Orientation orientation) implements CheckedFile {
    private static final String FORMAT = "JPEG";

    private static final int START_OF_IMAGE = 0xD8;
    private static final int END_OF_IMAGE = 0xD9;
    private static final int START_OF_SCAN = 0xDA;
    /** JFIF, which says that colors are stored as brightness and differences. */
    private static final int JFIF = 0xE0;
    /** EXIF, which says how the camera was held. */
    private static final int EXIF = 0xE1;
    /** Adobe, which says how colors are stored. */
    private static final int ADOBE = 0xEE;

    private static final int COMMENT = 0xFE;

    /** A scan decodes all pixels anew; usual are up to ten or so. */
    private static final int MOST_SCANS = 100;
    /** A block of 8 x 8 pixels takes at least a bit. */
    private static final int MOST_PIXELS_PER_BYTE = 8 * 64;

    static boolean isSigned(byte[] file) {
        return file.length >= 3
                && (file[0] & 0xFF) == 0xFF
                && (file[1] & 0xFF) == START_OF_IMAGE
                && (file[2] & 0xFF) == 0xFF;
    }

    @Override
    public String format() {
        return FORMAT;
    }

    @Override
    public boolean makesUpPixels() {
        return true;
    }

    @Override
    public long pixelBytes() {
        return (long) width * height * (coloured ? 3 : 1);
    }

    /**
     * Checks a file.
     *
     * @throws SeqNetException if it ends early, is of a kind that is not read, or announces more than
     *     {@code mostPixels}
     */
    static JpegFile checked(byte[] file, long mostPixels) {
        var segments = new Segments(ByteBuffer.wrap(file));
        segments.read(mostPixels);
        return segments.result();
    }

    private static SeqNetException damaged(String how) {
        return CheckedFile.damaged(FORMAT, how);
    }

    private static SeqNetException unsupported(String what) {
        return new SeqNetException("The JPEG image is " + what
                + ", which is not supported. Save it as an RGB or grayscale image, baseline or progressive.");
    }

    /** Walks through the segments of a file and keeps those that decide on pixels. */
    private static final class Segments {
        private final ByteBuffer file;
        private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
        private int width;
        private int height;
        private int components;
        private int scans;
        private long scanned;
        private Optional<Orientation> orientation = Optional.empty();

        Segments(ByteBuffer file) {
            this.file = file;
        }

        JpegFile result() {
            return new JpegFile(
                    kept.toByteArray(), width, height, components == 3, orientation.orElse(Orientation.UPRIGHT));
        }

        void read(long mostPixels) {
            keep(0, 2);
            file.position(2);
            for (int marker = marker(); marker != END_OF_IMAGE; marker = marker()) {
                int start = file.position() - 2;
                int length = length();
                if (isFrame(marker)) {
                    readFrame(marker, start + 4, length, mostPixels);
                }
                if (marker == EXIF && orientation.isEmpty()) {
                    orientation = Orientation.ofExif(file.slice(start + 4, length - 2));
                }
                file.position(start + 2 + length);
                if (marker == START_OF_SCAN) {
                    skipScan();
                }
                if (decidesOnPixels(marker)) {
                    keep(start, file.position());
                }
            }
            keep(file.position() - 2, file.position());
            if (scanned * MOST_PIXELS_PER_BYTE < (long) width * height) {
                throw damaged(String.format(
                        Locale.ROOT, "it contains %,d bytes of data for %,d pixels", scanned, (long) width * height));
            }
        }

        private void keep(int from, int to) {
            kept.write(file.array(), from, to - from);
        }

        /** Returns the next marker; it may have any number of fill bytes before it. */
        private int marker() {
            if (next() != 0xFF) {
                throw damaged("there is no marker at byte %d".formatted(file.position() - 1));
            }
            int marker = 0xFF;
            while (marker == 0xFF) {
                marker = next();
            }
            return marker;
        }

        private int next() {
            if (!file.hasRemaining()) {
                throw endsEarly();
            }
            return file.get() & 0xFF;
        }

        private int length() {
            if (file.remaining() < 2) {
                throw endsEarly();
            }
            int length = file.getShort(file.position()) & 0xFFFF;
            if (length < 2) {
                throw damaged("the segment at byte %d has no length".formatted(file.position() - 2));
            }
            if (file.remaining() < length) {
                throw endsEarly();
            }
            return length;
        }

        private static SeqNetException endsEarly() {
            return damaged("it ends before its last marker");
        }

        private static boolean decidesOnPixels(int marker) {
            boolean application = (marker & 0xF0) == 0xE0;
            return application ? marker == JFIF || marker == ADOBE : marker != COMMENT;
        }

        /** Tells a frame's header from tables: of Huffman codes (C4), arithmetic conditioning (CC), and C8. */
        private static boolean isFrame(int marker) {
            return (marker & 0xF0) == 0xC0 && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
        }

        private void readFrame(int marker, int at, int length, long mostPixels) {
            if (marker > 0xC2) {
                throw unsupported("compressed in a rare way (frame type %d)".formatted(marker - 0xC0));
            }
            if (components > 0) {
                throw damaged("it has two headers");
            }
            if (length < 8) {
                throw damaged("its header is too short");
            }
            height = file.getShort(at + 1) & 0xFFFF;
            width = file.getShort(at + 3) & 0xFFFF;
            components = file.get(at + 5);
            CheckedFile.requireSize(FORMAT, width, height, mostPixels);
            if (file.get(at) != 8) {
                throw unsupported("stored with %d bits per value".formatted(file.get(at)));
            }
            if (components == 4) {
                throw unsupported("a CMYK image for printing");
            }
            if (components != 1 && components != 3) {
                throw unsupported("stored with %d channels".formatted(components & 0xFF));
            }
        }

        private void skipScan() {
            if (components == 0) {
                throw damaged("its pixels begin before its header");
            }
            if (++scans > MOST_SCANS) {
                throw damaged("it has more than %d scans".formatted(MOST_SCANS));
            }
            int start = file.position();
            while (!isAtMarker()) {
                next();
            }
            scanned += file.position() - start;
        }

        /** Returns whether something other than data follows: a zero after FF, or a restart, belongs to the data. */
        private boolean isAtMarker() {
            if (file.remaining() < 2) {
                throw endsEarly();
            }
            int following = file.get(file.position() + 1) & 0xFF;
            return (file.get(file.position()) & 0xFF) == 0xFF
                    && following != 0
                    && following != 0xFF
                    && (following & 0xF8) != 0xD0;
        }
    }
}
