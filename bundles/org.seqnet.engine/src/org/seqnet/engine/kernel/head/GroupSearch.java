package org.seqnet.engine.kernel.head;

import java.util.Arrays;
import java.util.List;

/** The search for some images at once: at each step, the prefixes of all of them meet in the same products. */
final class GroupSearch {
    private final AlikeRows alike;
    private final PathCells cells;
    private final float[] embeddings;
    private final int firstImage;
    private final List<ImageBeam> beams;
    private final int size;
    private final int scored;
    private final int end;
    /** By image and slot: the row of the prefix, at the present step and at the one before. */
    private int[][] rowOf;

    private int[][] rowBefore;

    private int[] sources = new int[0];
    private int[] labels = new int[0];
    private float[] images = new float[0];

    /** @param embeddings of all images, of which the beams' are those from {@code firstImage} on */
    GroupSearch(
            PathWeights weights,
            AlikeRows alike,
            PathCells cells,
            float[] embeddings,
            int firstImage,
            List<ImageBeam> beams) {
        this.alike = alike;
        this.cells = cells;
        this.embeddings = embeddings;
        this.firstImage = firstImage;
        this.beams = beams;
        size = weights.path().embeddingSize();
        scored = weights.path().count() + 1;
        end = weights.end();
        rowOf = new int[beams.size()][beams.get(0).width()];
        rowBefore = new int[beams.size()][beams.get(0).width()];
    }

    void run() {
        for (int t = 0; true; t++) {
            int rows = arrange();
            if (rows == 0) {
                return;
            }
            if (t == 0) {
                cells.begin(rows);
            } else {
                cells.select(sources, rows);
            }
            cells.step(t, labels, rows);
            cells.score(images, rows);
            advance();
        }
    }

    /** Finds a row for each prefix that goes on, and what it reads; returns the number of rows. */
    private int arrange() {
        int[][] old = rowBefore;
        rowBefore = rowOf;
        rowOf = old;
        int running = 0;
        for (ImageBeam beam : beams) {
            for (int slot = 0; slot < beam.width(); slot++) {
                running += beam.runs(slot) ? 1 : 0;
            }
        }
        int rows = alike.rows(running);
        reserve(rows);
        int i = 0;
        for (int n = 0; n < beams.size(); n++) {
            ImageBeam beam = beams.get(n);
            for (int slot = 0; slot < beam.width(); slot++) {
                if (beam.runs(slot)) {
                    int row = alike.row(i++);
                    rowOf[n][slot] = row;
                    labels[row] = beam.label(slot);
                    sources[row] = rowBefore[n][beam.parent(slot)];
                    System.arraycopy(embeddings, (firstImage + n) * size, images, row * size, size);
                }
            }
        }
        return rows;
    }

    private void reserve(int rows) {
        if (labels.length < rows) {
            labels = new int[rows];
            sources = new int[rows];
            images = new float[rows * size];
        }
        // Rows between are computed for nothing.
        Arrays.fill(labels, 0, rows, end);
        Arrays.fill(sources, 0, rows, 0);
    }

    private void advance() {
        for (int n = 0; n < beams.size(); n++) {
            ImageBeam beam = beams.get(n);
            for (int slot = 0; slot < beam.width(); slot++) {
                if (beam.runs(slot)) {
                    beam.read(slot, cells.scores(), rowOf[n][slot] * scored);
                }
            }
            beam.advance(cells.scores());
        }
    }
}
