package org.seqnet.engine.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.DoublePointer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.backend.Backend;
import org.seqnet.engine.network.SeedStream;
import org.seqnet.engine.network.SeedStream.Purpose;

/** A matrix times each eigenvector is the vector times its eigenvalue, and the vectors are orthonormal: summed here. */
class SymmetricMatrixTest {
    private static final double PRECISION = 1e-12;
    private static final int[] SIZES = IntStream.concat(
                    IntStream.rangeClosed(1, 36),
                    IntStream.of(
                            47, 48, 63, 64, 65, 66, 67, 80, 95, 96, 97, 98, 127, 128, 129, 130, 161, 200, 257, 300))
            .toArray();

    @BeforeAll
    static void start() {
        Backend.start();
    }

    /** Rows whose products are decomposed. */
    private enum Rows {
        RANDOM {
            @Override
            double value(int i, int j, int size, SeedStream stream) {
                return stream.nextGaussian();
            }
        },
        ILL_CONDITIONED {
            @Override
            double value(int i, int j, int size, SeedStream stream) {
                return stream.nextGaussian() * Math.pow(10, -7.0 * i / size);
            }
        },
        OF_LOW_RANK {
            @Override
            double value(int i, int j, int size, SeedStream stream) {
                return Math.sin((i + 1) * (j + 1)) * Math.cos(i % 3) + i % 3;
            }
        },
        OF_THREE_EIGENVALUES {
            /** A reflection of all axes, stretched by 1, 2 or 3. */
            @Override
            double value(int i, int j, int size, SeedStream stream) {
                return (j % 3 + 1) * ((i == j ? 1 : 0) - 2.0 / size);
            }
        },
        OF_ONE_EIGENVALUE {
            @Override
            double value(int i, int j, int size, SeedStream stream) {
                return i == j ? 3 : 0;
            }
        },
        ZERO {
            @Override
            double value(int i, int j, int size, SeedStream stream) {
                return 0;
            }
        };

        abstract double value(int i, int j, int size, SeedStream stream);

        /** Returns rows x columns, row-major. */
        double[] of(int size) {
            var stream = new SeedStream(size, Purpose.ORDER);
            var values = new double[size * size];
            for (int i = 0; i < size; i++) {
                for (int j = 0; j < size; j++) {
                    values[i * size + j] = value(i, j, size, stream);
                }
            }
            return values;
        }
    }

    @ParameterizedTest
    @EnumSource
    void its_eigenvectors_are_those_of_the_matrix(Rows kind) {
        for (int size : SIZES) {
            double[] rows = kind.of(size);
            try (var matrix = productsOf(rows, size)) {
                double[] eigenvalues = matrix.decompose(Ridge.Purpose.CLASSES);

                assertThat(error(rows, matrix, eigenvalues)).as("%d rows", size).isLessThan(PRECISION);
                assertThat(eigenvalues).isSorted();
                assertThat(eigenvalues[0]).isNotNegative();
            }
        }
    }

    /** On every processor, whether or not its products of triangles are right. */
    @ParameterizedTest
    @EnumSource
    void step_by_step_its_eigenvectors_are_found_anywhere(Rows kind) {
        for (int size : SIZES) {
            double[] rows = kind.of(size);
            try (var matrix = productsOf(rows, size)) {
                double[] eigenvalues = find(SymmetricEigenvectors.STEP_BY_STEP, matrix, size);

                assertThat(error(rows, matrix, eigenvalues)).as("%d rows", size).isLessThan(PRECISION);
                assertThat(eigenvalues).isSorted();
            }
        }
    }

    @Test
    void the_products_of_triangles_are_judged_as_LAPACK_needs_them() {
        double[] rows = Rows.RANDOM.of(150);
        try (var matrix = productsOf(rows, 150)) {
            double[] eigenvalues = find(SymmetricEigenvectors.AT_ONCE, matrix, 150);

            assertThat(TriangularProducts.areRight()).isEqualTo(error(rows, matrix, eigenvalues) < PRECISION);
        }
    }

    @Test
    void the_same_matrix_gives_the_same_bits() {
        double[] rows = Rows.RANDOM.of(130);
        try (var one = productsOf(rows, 130);
                var other = productsOf(rows, 130)) {
            assertThat(find(SymmetricEigenvectors.STEP_BY_STEP, one, 130))
                    .isEqualTo(find(SymmetricEigenvectors.STEP_BY_STEP, other, 130));
            assertThat(vectors(one, 130)).isDeepEqualTo(vectors(other, 130));
        }
    }

    @Test
    void a_value_that_is_no_number_is_refused() {
        double[] rows = Rows.RANDOM.of(70);
        rows[5] = Double.NaN;
        try (var matrix = productsOf(rows, 70)) {
            assertThatThrownBy(() -> matrix.decompose(Ridge.Purpose.VALUES))
                    .isInstanceOf(SeqNetException.class)
                    .hasMessageContaining("Ridge regression found no solution (LAPACK: ")
                    .hasMessageEndingWith(". Scale the sequences.");
        }
        try (var matrix = productsOf(rows, 70);
                var found = new DoublePointer(70)) {
            assertThat(SymmetricEigenvectors.STEP_BY_STEP.replace(70, matrix.values(), found))
                    .isNotZero();
        }
    }

    @Test
    void products_of_rows_and_of_columns_are_summed() {
        double[] rows = Rows.RANDOM.of(40);
        var turned = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            turned[i % 40 * 40 + i / 40] = rows[i];
        }
        try (var matrix = new SymmetricMatrix(40);
                var block = new DoublePointer(turned)) {
            matrix.addColumnProducts(block, 40);
            double[] eigenvalues = matrix.decompose(Ridge.Purpose.CLASSES);

            assertThat(error(rows, matrix, eigenvalues)).isLessThan(PRECISION);
            assertThat(Arrays.stream(eigenvalues).sum())
                    .isCloseTo(Arrays.stream(rows).map(v -> v * v).sum(), within(1e-9));
        }
    }

    private static SymmetricMatrix productsOf(double[] rows, int size) {
        var matrix = new SymmetricMatrix(size);
        try (var block = new DoublePointer(rows)) {
            matrix.addRowProducts(block, size);
        }
        return matrix;
    }

    private static double[] find(SymmetricEigenvectors way, SymmetricMatrix matrix, int size) {
        var eigenvalues = new double[size];
        try (var found = new DoublePointer(size)) {
            assertThat(way.replace(size, matrix.values(), found)).isZero();
            found.get(eigenvalues);
        }
        return eigenvalues;
    }

    private static double[][] vectors(SymmetricMatrix decomposed, int size) {
        var vectors = new double[size][size];
        for (int j = 0; j < size; j++) {
            decomposed.copyColumn(j, vectors[j]);
        }
        return vectors;
    }

    /** Returns the largest error of any element, of products in relation to the largest of the matrix, or 1. */
    private static double error(double[] rows, SymmetricMatrix decomposed, double[] eigenvalues) {
        int size = eigenvalues.length;
        var plain = new double[size][];
        for (int i = 0; i < size; i++) {
            plain[i] = Arrays.copyOfRange(rows, i * size, (i + 1) * size);
        }
        var products = products(plain, plain);
        double largest = Arrays.stream(products)
                .flatMapToDouble(Arrays::stream)
                .map(Math::abs)
                .max()
                .orElseThrow();
        double[][] vectors = vectors(decomposed, size);
        double[][] images = products(vectors, products);
        double[][] pairs = products(vectors, vectors);
        double error = 0;
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                double difference = Math.abs(images[i][j] - eigenvalues[i] * vectors[i][j]);
                error = Math.max(error, largest > 0 ? difference / (largest * size) : difference);
                error = Math.max(error, Math.abs(pairs[i][j] - (i == j ? 1 : 0)));
            }
        }
        return error;
    }

    /** Returns the product of each row with each of the others. */
    private static double[][] products(double[][] rows, double[][] others) {
        var products = new double[rows.length][others.length];
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j < others.length; j++) {
                for (int l = 0; l < rows[i].length; l++) {
                    products[i][j] += rows[i][l] * others[j][l];
                }
            }
        }
        return products;
    }
}
