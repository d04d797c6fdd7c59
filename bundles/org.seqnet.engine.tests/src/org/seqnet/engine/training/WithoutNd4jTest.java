package org.seqnet.engine.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.seqnet.engine.backend.LocalDevice;

/** A Java runtime with the engine's classes and those of its tests, without ND4J and Deeplearning4j. */
class WithoutNd4jTest {
    private static final ClassLoader BUNDLES = WithoutNd4jTest.class.getClassLoader();

    private static final class Alone extends ClassLoader {
        private final boolean hasJavaCpp;

        /** @param hasJavaCpp whether libraries are there that are called through JavaCPP */
        Alone(boolean hasJavaCpp) {
            super(ClassLoader.getPlatformClassLoader());
            this.hasJavaCpp = hasJavaCpp;
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            if (hasJavaCpp && name.startsWith("org.bytedeco.")) {
                return BUNDLES.loadClass(name);
            }
            var file = name.replace('.', '/') + ".class";
            try (var in = BUNDLES.getResourceAsStream(file)) {
                if (in == null || !name.startsWith("org.seqnet.engine.")) {
                    throw new ClassNotFoundException(name);
                }
                var code = in.readAllBytes();
                return defineClass(name, code, 0, code.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }

    private static Object made(Class<? extends Supplier<String>> type, boolean hasJavaCpp)
            throws ReflectiveOperationException {
        var supplier = Class.forName(type.getName(), true, new Alone(hasJavaCpp))
                .getDeclaredConstructor()
                .newInstance();
        return ((Supplier<?>) supplier).get();
    }

    @Test
    void a_network_that_an_accelerator_computes_needs_none_of_its_classes() throws ReflectiveOperationException {
        assertThat(made(TrainingWithoutNd4j.class, false))
                .isEqualTo("GPU, Plain, 3 epochs, accuracy 1.0, 240 probabilities, 1 open");
    }

    @Test
    void where_onednn_multiplies_the_processor_needs_none_of_its_classes() throws ReflectiveOperationException {
        assumeTrue(LocalDevice.start().oneDnn().isPresent(), "elsewhere, products are made by ND4J's OpenBLAS");

        assertThat(made(ProcessorWithoutNd4j.class, true)).isEqualTo(new ProcessorWithoutNd4j().get());
    }

    @Test
    void nd4j_is_not_to_be_found_there() {
        assertThatThrownBy(() -> Class.forName("org.nd4j.linalg.factory.Nd4j", true, new Alone(true)))
                .isInstanceOf(ClassNotFoundException.class);
    }
}
