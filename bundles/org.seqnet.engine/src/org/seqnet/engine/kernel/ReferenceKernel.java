package org.seqnet.engine.kernel;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Optional;

/** Runs {@link ReferenceEquations} behind the common interface: what all other implementations are compared with. */
public final class ReferenceKernel implements RecurrentKernel {

    private final LayerShape shape;
    private ReferenceEquations kept;
    private LayerState last;

    public ReferenceKernel(LayerShape shape) {
        this.shape = shape;
    }

    @Override
    public LayerShape shape() {
        return shape;
    }

    @Override
    public void forward(LayerParameters parameters, LayerInput input, SequenceView output, boolean keep) {
        parameters.check(shape);
        input.check(shape);
        int sequences = input.steps().sequences();
        int timeSteps = input.steps().timeSteps();
        LayerState initial = input.initial().orElseGet(() -> LayerState.zeros(sequences, shape));
        ReferenceEquations equations = equations(
                matrix(parameters.inputWeights(), shape.inputs()),
                matrix(parameters.recurrentWeights(), shape.units()),
                matrix(parameters.bias(), 1)[0]);
        double[][][] h = equations.forward(
                values(input.steps()),
                rows(initial.output(), sequences, shape.units()),
                rows(initial.cell(), sequences, shape.units()),
                input.mask().map(mask -> rows(mask, sequences, timeSteps)).orElseGet(() -> ones(sequences, timeSteps)));
        write(h, output);
        last = new LayerState(flat(equations.lastOutput(timeSteps)), flat(equations.lastCell(timeSteps)));
        kept = keep ? equations : null;
    }

    private ReferenceEquations equations(double[][] w, double[][] r, double[] b) {
        return switch (shape.cell()) {
            case LSTM -> new LstmReference(w, r, b);
            case RNN_TANH -> new SimpleReference(false, w, r, b);
            case RNN_RELU -> new SimpleReference(true, w, r, b);
        };
    }

    @Override
    public void copyLastState(LayerState target) {
        System.arraycopy(last.output(), 0, target.output(), 0, last.output().length);
        System.arraycopy(last.cell(), 0, target.cell(), 0, last.cell().length);
    }

    @Override
    public void backward(
            SequenceView outputGradient,
            int firstStep,
            Optional<SequenceView> inputGradient,
            LayerParameters gradients) {
        if (kept == null) {
            throw new IllegalStateException("The latest forward pass kept nothing to propagate gradients through.");
        }
        ReferenceEquations.Gradients sum = kept.backward(values(outputGradient), firstStep);
        inputGradient.ifPresent(view -> write(sum.x(), view));
        write(sum.w(), gradients.inputWeights());
        write(sum.r(), gradients.recurrentWeights());
        write(new double[][] {sum.b()}, gradients.bias());
    }

    @Override
    public void close() {
        kept = null;
    }

    private double[][] matrix(FloatBuffer columnMajor, int rows) {
        double[][] matrix = new double[rows][shape.gates()];
        for (int column = 0; column < shape.gates(); column++) {
            for (int row = 0; row < rows; row++) {
                matrix[row][column] = columnMajor.get(column * rows + row);
            }
        }
        return matrix;
    }

    private static void write(double[][] matrix, FloatBuffer columnMajor) {
        for (int row = 0; row < matrix.length; row++) {
            for (int column = 0; column < matrix[row].length; column++) {
                columnMajor.put(column * matrix.length + row, (float) matrix[row][column]);
            }
        }
    }

    private static double[][][] values(SequenceView view) {
        double[][][] values = new double[view.sequences()][view.timeSteps()][view.features()];
        for (int n = 0; n < view.sequences(); n++) {
            for (int t = 0; t < view.timeSteps(); t++) {
                for (int k = 0; k < view.features(); k++) {
                    values[n][t][k] = view.value(n, t, k);
                }
            }
        }
        return values;
    }

    private static void write(double[][][] values, SequenceView view) {
        for (int n = 0; n < view.sequences(); n++) {
            for (int t = 0; t < view.timeSteps(); t++) {
                for (int k = 0; k < view.features(); k++) {
                    view.set(n, t, k, (float) values[n][t][k]);
                }
            }
        }
    }

    private static double[][] rows(float[] values, int rows, int width) {
        double[][] result = new double[rows][width];
        for (int row = 0; row < rows; row++) {
            for (int k = 0; k < width; k++) {
                result[row][k] = values[row * width + k];
            }
        }
        return result;
    }

    private static double[][] ones(int rows, int width) {
        double[][] result = new double[rows][width];
        for (double[] row : result) {
            Arrays.fill(row, 1);
        }
        return result;
    }

    private static float[] flat(double[][] rows) {
        float[] result = new float[rows.length * rows[0].length];
        for (int row = 0; row < rows.length; row++) {
            for (int k = 0; k < rows[row].length; k++) {
                result[row * rows[row].length + k] = (float) rows[row][k];
            }
        }
        return result;
    }
}
