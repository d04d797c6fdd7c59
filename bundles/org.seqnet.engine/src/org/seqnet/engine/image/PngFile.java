package org.seqnet.engine.image;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.seqnet.engine.SeqNetException;

/**
 * The chunks of a PNG file, checked: the checksums of all that decide on pixels, and that the compressed data is sound
 * and holds as many bytes as the header announces. Checking unpacks the data into a small buffer and keeps none of it.
 *
 * <p>As the specification advises, a damaged chunk that decides on no pixel, such as a comment, is left out of account.
 *
 * @param bytes the whole file
 */
record PngFile(byte[] bytes, int width, int height, boolean coloured, long pixelBytes) implements CheckedFile {
    private static final String FORMAT = "PNG";

    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    private static final int HEADER_BYTES = 13;
    /** Length, type and checksum. */
    private static final int FRAME_BYTES = 12;
    /** First column, first row, step of columns and of rows of the passes of an interlaced image. */
    private static final int[][] PASSES = {
        {0, 0, 8, 8}, {4, 0, 8, 8}, {0, 4, 4, 8}, {2, 0, 4, 4}, {0, 2, 2, 4}, {1, 0, 2, 2}, {0, 1, 1, 2}
    };

    private static final int[][] WHOLE = {{0, 0, 1, 1}};

    static boolean isSigned(byte[] file) {
        return Arrays.equals(SIGNATURE, Arrays.copyOf(file, SIGNATURE.length));
    }

    @Override
    public String format() {
        return FORMAT;
    }

    @Override
    public Orientation orientation() {
        return Orientation.UPRIGHT;
    }

    @Override
    public boolean makesUpPixels() {
        return false;
    }

    /**
     * Checks a file that begins with the signature.
     *
     * @throws SeqNetException if it is damaged, or announces more than {@code mostPixels}
     */
    static PngFile checked(byte[] file, long mostPixels) {
        var chunks = new Chunks(file);
        if (!chunks.next() || !chunks.type().equals("IHDR") || chunks.length() != HEADER_BYTES) {
            throw new SeqNetException("The PNG image is damaged: it does not start with a header.");
        }
        var header = Header.of(chunks.data());
        CheckedFile.requireSize(FORMAT, header.width, header.height, mostPixels);
        checkPixels(chunks, header);
        return new PngFile(file, header.width, header.height, header.isColoured(), header.pixelBytes());
    }

    private static void checkPixels(Chunks chunks, Header header) {
        boolean hasPalette = false;
        var data = new PixelData();
        try {
            while (chunks.next() && !chunks.type().equals("IEND")) {
                hasPalette |= chunks.type().equals("PLTE");
                if (chunks.type().equals("IDAT")) {
                    data.add(chunks.data());
                }
            }
            if (!chunks.type().equals("IEND")) {
                throw damaged("it ends before its last chunk");
            }
            if (header.isIndexed() && !hasPalette) {
                throw damaged("its palette is missing");
            }
            data.requireComplete(header.pixelBytes());
        } catch (DataFormatException e) {
            throw damaged("its compressed data is damaged");
        } finally {
            data.unpacker.end();
        }
    }

    private static SeqNetException damaged(String how) {
        return CheckedFile.damaged(FORMAT, how);
    }

    private record Header(int width, int height, int depth, int colorType, boolean interlaced) {
        static Header of(ByteBuffer data) {
            boolean interlaced = data.get(HEADER_BYTES - 1) != 0;
            return new Header(data.getInt(), data.getInt(), data.get() & 0xFF, data.get() & 0xFF, interlaced);
        }

        boolean isColoured() {
            return (colorType & 2) != 0;
        }

        boolean isIndexed() {
            return colorType == 3;
        }

        int bitsPerPixel() {
            return depth
                    * switch (colorType) {
                        case 0, 3 -> 1;
                        case 2 -> 3;
                        case 4 -> 2;
                        case 6 -> 4;
                        default -> throw damaged("its header specifies an unknown color type");
                    };
        }

        /** Returns the bytes of all rows, each with the number of its filter before it. */
        long pixelBytes() {
            long bytes = 0;
            for (var pass : interlaced ? PASSES : WHOLE) {
                long columns = (width - pass[0] + pass[2] - 1L) / pass[2];
                long rows = (height - pass[1] + pass[3] - 1L) / pass[3];
                if (columns > 0 && rows > 0) {
                    bytes += rows * (1 + (columns * bitsPerPixel() + 7) / 8);
                }
            }
            return bytes;
        }
    }

    /** The chunks of a file, one after another. */
    private static final class Chunks {
        private final ByteBuffer file;
        private int next = SIGNATURE.length;
        private int start;

        Chunks(byte[] file) {
            this.file = ByteBuffer.wrap(file);
        }

        /** Goes to the next chunk, if there is one. */
        boolean next() {
            if (file.limit() - next < FRAME_BYTES) {
                return false;
            }
            start = next;
            int length = length();
            if (length < 0 || length > file.limit() - start - FRAME_BYTES) {
                return false;
            }
            if (isCritical() && (int) checksum().getValue() != file.getInt(start + 8 + length)) {
                throw damaged("the checksum of its chunk at byte %d is wrong".formatted(start));
            }
            next = start + FRAME_BYTES + length;
            return true;
        }

        private CRC32 checksum() {
            var checksum = new CRC32();
            checksum.update(file.slice(start + 4, 4 + length()));
            return checksum;
        }

        private boolean isCritical() {
            return (file.get(start + 4) & 0x20) == 0;
        }

        int length() {
            return file.getInt(start);
        }

        String type() {
            return new String(file.array(), start + 4, 4, StandardCharsets.ISO_8859_1);
        }

        ByteBuffer data() {
            return file.slice(start + 8, length());
        }
    }

    /** What the compressed data unpacks to, counted. */
    private static final class PixelData {
        private final Inflater unpacker = new Inflater();
        private final byte[] scratch = new byte[1 << 13];

        void add(ByteBuffer packed) throws DataFormatException {
            unpacker.setInput(packed);
            int unpacked = 1;
            while (unpacked > 0 && !unpacker.finished()) {
                unpacked = unpacker.inflate(scratch);
            }
        }

        void requireComplete(long bytes) {
            if (unpacker.getBytesWritten() < bytes) {
                throw damaged(String.format(
                        Locale.ROOT,
                        "it contains %,d of the %,d bytes specified by its header",
                        unpacker.getBytesWritten(),
                        bytes));
            }
            if (!unpacker.finished()) {
                throw damaged("its compressed data ends early");
            }
        }
    }
}
