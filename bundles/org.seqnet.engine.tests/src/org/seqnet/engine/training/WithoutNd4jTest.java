package org.seqnet.engine.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** A Java runtime with the engine's classes, those of its tests, and no others. */
class WithoutNd4jTest {

    private static final class Alone extends ClassLoader {
        Alone() {
            super(ClassLoader.getPlatformClassLoader());
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            var file = name.replace('.', '/') + ".class";
            try (var in = WithoutNd4jTest.class.getClassLoader().getResourceAsStream(file)) {
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

    @Test
    void a_network_that_an_accelerator_computes_needs_none_of_its_classes() throws ReflectiveOperationException {
        var training = Class.forName(TrainingWithoutNd4j.class.getName(), true, new Alone())
                .getDeclaredConstructor()
                .newInstance();

        assertThat(((Supplier<?>) training).get())
                .isEqualTo("GPU, Plain, 3 epochs, accuracy 1.0, 240 probabilities, 1 open");
    }

    @Test
    void nd4j_is_not_to_be_found_there() {
        assertThatThrownBy(() -> Class.forName("org.nd4j.linalg.factory.Nd4j", true, new Alone()))
                .isInstanceOf(ClassNotFoundException.class);
    }
}
