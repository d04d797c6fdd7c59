package org.seqnet.engine.augmentation;

import java.math.BigDecimal;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.augmentation.Transformation.Kind;
import org.seqnet.engine.network.ImageShape;

/** The ranges of strengths; what is outside is refused by the setting's name. */
final class Strength {
    private Strength() {}

    /** @throws SeqNetException if a strength is not greater than 0 and at most {@code most} */
    static void require(Kind kind, double strength, int most) {
        if (!(strength > 0 && strength <= most)) {
            throw new SeqNetException(
                    "%s: %s is not greater than 0 and at most %d.".formatted(kind.title(), strength, most));
        }
    }

    /** @throws SeqNetException if there is not at least one pixel */
    static void requirePixels(Kind kind, int pixels) {
        if (pixels < 1) {
            throw new SeqNetException("%s: %d is not at least 1 pixel.".formatted(kind.title(), pixels));
        }
    }

    /** @throws SeqNetException if images are not larger than this many pixels on each side */
    static void requireLarger(ImageShape images, Kind kind, int pixels) {
        if (pixels >= Math.min(images.height(), images.width())) {
            throw new SeqNetException("%s: %d pixels are too many for images of %d x %d pixels. Use at most %d."
                    .formatted(
                            kind.title(),
                            pixels,
                            images.height(),
                            images.width(),
                            Math.min(images.height(), images.width()) - 1));
        }
    }

    /** Returns a number without a fraction of zeros. */
    static String text(double strength) {
        return BigDecimal.valueOf(strength).stripTrailingZeros().toPlainString();
    }

    /** Returns a share in percent, such as {@code 90%}. */
    static String percent(double share) {
        return BigDecimal.valueOf(share).movePointRight(2).stripTrailingZeros().toPlainString() + "%";
    }

    /** Returns a count of pixels in words. */
    static String pixels(int count) {
        return count + (count == 1 ? " pixel" : " pixels");
    }
}
