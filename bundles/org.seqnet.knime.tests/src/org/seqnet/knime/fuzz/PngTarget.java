package org.seqnet.knime.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.image.Colours;
import org.seqnet.engine.image.ImageFile;

/** PNG images; chunks are damaged, and their checksums put right. */
final class PngTarget implements Target {
    private static final int SIGNATURE = 8;

    /** A chunk without its length and checksum: four letters, then data. */
    private record Chunk(byte[] content) {
        boolean isCalled(String type) {
            return content.length >= 4 && new String(content, 0, 4, StandardCharsets.ISO_8859_1).equals(type);
        }
    }

    @Override
    public List<byte[]> corpus() throws IOException {
        var corpus = new ArrayList<byte[]>();
        for (int type : new int[] {
            BufferedImage.TYPE_BYTE_GRAY,
            BufferedImage.TYPE_USHORT_GRAY,
            BufferedImage.TYPE_3BYTE_BGR,
            BufferedImage.TYPE_4BYTE_ABGR,
            BufferedImage.TYPE_BYTE_BINARY,
            BufferedImage.TYPE_BYTE_INDEXED
        }) {
            var image = new BufferedImage(5, 3, type);
            image.setRGB(1, 1, 0x123456);
            var bytes = new ByteArrayOutputStream();
            try (var out = new MemoryCacheImageOutputStream(bytes)) {
                ImageIO.write(image, "png", out);
            }
            corpus.add(bytes.toByteArray());
        }
        return corpus;
    }

    @Override
    public byte[] damaged(byte[] valid, Mutator mutator) throws DataFormatException {
        if (mutator.oneIn(4)) {
            return mutator.bytes(valid);
        }
        var chunks = chunks(valid);
        if (mutator.oneIn(4)) {
            chunks = mutator.list(chunks);
        }
        var changed = new ArrayList<Chunk>();
        for (var chunk : chunks) {
            changed.add(mutator.oneIn(2) ? chunk : damaged(chunk, mutator));
        }
        return bytes(changed);
    }

    private static Chunk damaged(Chunk chunk, Mutator mutator) throws DataFormatException {
        return chunk.isCalled("IDAT") && mutator.oneIn(2)
                ? new Chunk(deflated(mutator.bytes(inflated(chunk.content))))
                : new Chunk(mutator.bytes(chunk.content));
    }

    private static List<Chunk> chunks(byte[] file) {
        var chunks = new ArrayList<Chunk>();
        for (int at = SIGNATURE; at < file.length; ) {
            int length = ByteBuffer.wrap(file).getInt(at);
            chunks.add(new Chunk(Arrays.copyOfRange(file, at + 4, at + 8 + length)));
            at += length + 12;
        }
        return chunks;
    }

    private static byte[] bytes(List<Chunk> chunks) {
        var file = new ByteArrayOutputStream();
        file.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'});
        for (var chunk : chunks) {
            var crc = new CRC32();
            crc.update(chunk.content);
            file.writeBytes(number(chunk.content.length - 4));
            file.writeBytes(chunk.content);
            file.writeBytes(number((int) crc.getValue()));
        }
        return file.toByteArray();
    }

    private static byte[] number(int value) {
        return ByteBuffer.allocate(4).putInt(value).array();
    }

    private static byte[] inflated(byte[] chunk) throws DataFormatException {
        var inflater = new Inflater();
        inflater.setInput(chunk, 4, chunk.length - 4);
        var rows = new byte[1 << 16];
        return Arrays.copyOf(rows, inflater.inflate(rows));
    }

    private static byte[] deflated(byte[] rows) {
        var deflater = new Deflater();
        deflater.setInput(rows);
        deflater.finish();
        var chunk = new byte[rows.length + 100];
        System.arraycopy(new byte[] {'I', 'D', 'A', 'T'}, 0, chunk, 0, 4);
        return Arrays.copyOf(chunk, 4 + deflater.deflate(chunk, 4, chunk.length - 4));
    }

    @Override
    public void read(byte[] bytes) {
        var grey = ImageFile.read(bytes, Colours.GREY);
        var coloured = ImageFile.read(bytes, Colours.RGB);

        assertThat(grey.shape().rank()).isEqualTo(2);
        assertThat(coloured.shape().rank()).isEqualTo(3);
        assertThat(coloured.size()).isEqualTo(3 * grey.size());
    }

    @Override
    public boolean promises(Exception refusal) {
        return refusal instanceof SeqNetException;
    }
}
