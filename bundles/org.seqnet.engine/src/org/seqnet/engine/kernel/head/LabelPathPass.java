package org.seqnet.engine.kernel.head;

import java.util.Arrays;
import org.seqnet.engine.kernel.dense.Linear;
import org.seqnet.engine.kernel.layer.Inputs;
import org.seqnet.engine.kernel.layer.Pass;
import org.seqnet.engine.kernel.product.MatrixProducts;
import org.seqnet.engine.kernel.product.NativeFloats.Cursor;
import org.seqnet.engine.kernel.recurrent.LstmSteps;

/**
 * The paths of a group, forward and backward. The gradients of a step's scores are known as soon as its scores are, so
 * that only the LSTM goes back step by step.
 */
final class LabelPathPass implements Pass {
    private final LabelPathHead head;
    private final Linear image;
    private final PathWeights weights;
    private final MatrixProducts products;
    private final TaughtPaths paths;
    private final PathCells cells;
    private final int inputs;
    private final int size;
    private final int units;
    private final Cursor scoringBack;

    private final float[] embedding;
    /** The image's part of the joint space and its gradient, a row for each path. */
    private float[] images = new float[0];

    private float[] imageGradients = new float[0];
    private float[] jointGradients = new float[0];
    /** By step: dL/dh by way of the step's own scores. */
    private float[][] outputGradients = new float[0][];

    private float[] dh = new float[0];
    private float[] dhBefore = new float[0];
    private final float[][] dz;

    LabelPathPass(LabelPathHead head) {
        this.head = head;
        image = head.image();
        weights = head.weights();
        products = weights.products();
        paths = new TaughtPaths(weights.path(), AlikeRows.of(products));
        cells = new PathCells(weights, true);
        inputs = head.inputs();
        size = weights.path().embeddingSize();
        units = weights.path().hiddenUnits();
        scoringBack = weights.scoringBack();
        embedding = new float[size];
        dz = new float[LstmSteps.GATES][0];
    }

    @Override
    public boolean isLastStepOnly() {
        return true;
    }

    @Override
    public void write(int step, int from, int to, float[] rows, int offset) {
        for (int n = from; n < to; n++) {
            image.writeInput(n, rows, offset + (n - from) * inputs);
        }
    }

    @Override
    public void forward(int from, int to, Inputs above) {
        image.forward(from, to);
        paths.begin(head.batch().targets(), from, to);
        reserve(paths.rows(0), paths.steps());
        for (int i = 0; i < paths.count(); i++) {
            image.readOutput(paths.sequence(i), embedding);
            System.arraycopy(embedding, 0, images, paths.row(i) * size, size);
        }
        cells.begin(paths.rows(0));
        Cursor outputBack = weights.outputBack();
        for (int t = 0; t < paths.steps(); t++) {
            keepRead(t);
            cells.step(t, paths.read(), paths.rows(t));
            cells.score(images, paths.rows(t));
            paths.teach(t, cells.scores());
            backThroughJoint(t, outputBack);
            keepJoint(t);
        }
        for (int i = 0; i < paths.count(); i++) {
            head.write(paths.sequence(i), paths.loss(i), paths.hit(i));
        }
    }

    private void reserve(int rows, int steps) {
        if (images.length < rows * size || dh.length < rows * units) {
            images = new float[rows * size];
            imageGradients = new float[rows * size];
            jointGradients = new float[rows * size];
            dh = new float[rows * units];
            dhBefore = new float[rows * units];
            for (int g = 0; g < dz.length; g++) {
                dz[g] = new float[rows * units];
            }
        }
        Arrays.fill(imageGradients, 0, rows * size, 0f);
        if (outputGradients.length < steps) {
            outputGradients = Arrays.copyOf(outputGradients, steps);
        }
        for (int t = 0; t < steps; t++) {
            int values = paths.rows(t) * units;
            if (outputGradients[t] == null || outputGradients[t].length < values) {
                outputGradients[t] = new float[values];
            }
        }
    }

    private void keepRead(int t) {
        PathRows kept = head.rows();
        for (int i = 0; i < paths.running(t); i++) {
            int row = paths.row(i);
            int target = kept.row(paths.sequence(i), t);
            kept.writeRead(target, cells.h(), row, paths.read()[row], weights.embeddings());
        }
    }

    private void keepJoint(int t) {
        PathRows kept = head.rows();
        int scored = kept.scoreGradients().columns();
        for (int i = 0; i < paths.running(t); i++) {
            int row = paths.row(i);
            int target = kept.row(paths.sequence(i), t);
            kept.outputs().putRow(target, cells.h(), row * units);
            kept.joint().putRow(target, cells.x(), row * size);
            kept.jointGradients().putRow(target, jointGradients, row * size);
            kept.scoreGradients().putRow(target, cells.scores(), row * scored);
        }
    }

    /** From the gradients of the scores to those of h and of the image's part. */
    private void backThroughJoint(int t, Cursor outputBack) {
        int rows = paths.rows(t);
        Matrix scores = cells.freeScoreRows();
        Matrix joint = cells.freeJointRows();
        scores.putRows(rows, cells.scores());
        products.multiply(rows, size, scores.columns(), scores.cursor(), scoringBack, 0f, joint.cursor());
        joint.getRows(rows, jointGradients);
        rectify(cells.x(), jointGradients, imageGradients, rows * size);
        joint.putRows(rows, jointGradients);
        Matrix outputs = cells.freeRows();
        products.multiply(rows, units, size, joint.cursor(), outputBack, 0f, outputs.cursor());
        outputs.getRows(rows, outputGradients[t]);
    }

    private static void rectify(float[] x, float[] gradients, float[] sums, int end) {
        for (int k = 0; k < end; k++) {
            gradients[k] = x[k] > 0 ? gradients[k] : 0f;
            sums[k] += gradients[k];
        }
    }

    @Override
    public void backward(int from, int to, Pass above) {
        for (int i = 0; i < paths.count(); i++) {
            System.arraycopy(imageGradients, paths.row(i) * size, embedding, 0, size);
            image.writeOutputGradient(paths.sequence(i), embedding);
        }
        image.backward(from, to);
        Cursor[] recurrentBack = weights.recurrentBack();
        int all = paths.rows(0) * units;
        cells.lstm().beginBackward(all);
        Arrays.fill(dhBefore, 0, all, 0f);
        for (int t = paths.steps() - 1; t >= 0; t--) {
            int rows = paths.rows(t);
            add(dhBefore, outputGradients[t], dh, rows * units);
            cells.lstm().backward(t, dh, dz, rows * units);
            keepGates(t);
            if (t > 0) {
                backThroughStep(rows, recurrentBack);
            }
        }
    }

    private static void add(float[] a, float[] b, float[] sum, int end) {
        for (int k = 0; k < end; k++) {
            sum[k] = a[k] + b[k];
        }
    }

    private void keepGates(int t) {
        PathRows kept = head.rows();
        for (int i = 0; i < paths.running(t); i++) {
            int target = kept.row(paths.sequence(i), t);
            for (int g = 0; g < dz.length; g++) {
                kept.gateGradients(g).putRow(target, dz[g], paths.row(i) * units);
            }
        }
    }

    private void backThroughStep(int rows, Cursor[] recurrentBack) {
        Matrix gate = cells.freeRows();
        Matrix sums = cells.otherFreeRows();
        for (int g = 0; g < dz.length; g++) {
            gate.putRows(rows, dz[g]);
            products.multiply(rows, units, units, gate.cursor(), recurrentBack[g], g == 0 ? 0f : 1f, sums.cursor());
        }
        sums.getRows(rows, dhBefore);
    }

    @Override
    public void readInputGradient(int step, int from, int to, float[] target, int offset) {
        image.readInputGradient(from, to, target, offset);
    }

    @Override
    public void close() {
        cells.close();
    }
}
