package org.seqnet.knime.scene;

import java.util.List;

/**
 * Outfits of Fashion-MNIST's articles. Each combination of one to three clear articles goes with one of four faint
 * ones, and each clear article with all four about equally often: only the combination determines it. A T-shirt is worn
 * alone.
 */
final class FashionOutfits {
    static final List<String> LINES = List.of(
            "Trouser, (Shirt)",
            "Pullover, (Sandal)",
            "Dress, (Sandal)",
            "Bag, (Coat)",
            "Ankle boot, (Sneaker)",
            "Trouser, Pullover, (Sneaker)",
            "Trouser, Dress, (Coat)",
            "Trouser, Bag, (Sandal)",
            "Trouser, Ankle boot, (Coat)",
            "Pullover, Dress, (Coat)",
            "Pullover, Bag, (Sneaker)",
            "Pullover, Ankle boot, (Coat)",
            "Dress, Bag, (Shirt)",
            "Dress, Ankle boot, (Shirt)",
            "Bag, Ankle boot, (Sandal)",
            "Trouser, Pullover, Dress, (Shirt)",
            "Trouser, Pullover, Bag, (Coat)",
            "Trouser, Pullover, Ankle boot, (Sandal)",
            "Trouser, Dress, Bag, (Sneaker)",
            "Trouser, Dress, Ankle boot, (Sneaker)",
            "Trouser, Bag, Ankle boot, (Shirt)",
            "Pullover, Dress, Bag, (Sandal)",
            "Pullover, Dress, Ankle boot, (Sneaker)",
            "Pullover, Bag, Ankle boot, (Shirt)",
            "Dress, Bag, Ankle boot, (Coat)",
            "T-shirt/top");

    private FashionOutfits() {}
}
