package org.seqnet.knime.picture;

import java.util.List;

/** All nodes beside each other. */
final class NodesPicture {
    private static final int STRIDE = 130;

    private NodesPicture() {}

    /** Returns the picture, as SVG. */
    static String of(List<NodePicture> nodes) {
        var drawing = new Drawing();
        for (int i = 0; i < nodes.size(); i++) {
            var at = new Point(STRIDE * i, 0);
            drawing.put(at, nodes.get(i).svg());
            drawing.include(at.x() - 46, -34, 124, 34 + NodePicture.TILE);
        }
        return drawing.svg("The nodes of Sequence Networks");
    }
}
