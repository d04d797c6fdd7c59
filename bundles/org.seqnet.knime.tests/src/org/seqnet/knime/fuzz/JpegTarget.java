package org.seqnet.knime.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.image.Colours;
import org.seqnet.engine.image.ImageFile;

/** JPEG images, gray and in color, baseline and progressive. */
final class JpegTarget implements Target {
    @Override
    public List<byte[]> corpus() throws IOException {
        var corpus = new ArrayList<byte[]>();
        for (int type : new int[] {BufferedImage.TYPE_BYTE_GRAY, BufferedImage.TYPE_3BYTE_BGR}) {
            for (int mode : new int[] {ImageWriteParam.MODE_DISABLED, ImageWriteParam.MODE_DEFAULT}) {
                corpus.add(jpeg(type, mode));
            }
        }
        return corpus;
    }

    private static byte[] jpeg(int type, int progressive) throws IOException {
        var image = new BufferedImage(21, 13, type);
        for (int i = 0; i < 21 * 13; i++) {
            image.setRGB(i % 21, i / 21, i * 0x010307);
        }
        var writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        var parameters = writer.getDefaultWriteParam();
        parameters.setProgressiveMode(progressive);
        var bytes = new ByteArrayOutputStream();
        try (var out = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, null), parameters);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    @Override
    public byte[] damaged(byte[] valid, Mutator mutator) {
        return mutator.bytes(valid);
    }

    @Override
    public void read(byte[] bytes) {
        var grey = ImageFile.read(bytes, Colours.GREY);
        var coloured = ImageFile.read(bytes, Colours.RGB);

        assertThat(grey.shape().rank()).isEqualTo(2);
        assertThat(coloured.size()).isEqualTo(3 * grey.size());
    }

    @Override
    public boolean promises(Exception refusal) {
        return refusal instanceof SeqNetException;
    }
}
