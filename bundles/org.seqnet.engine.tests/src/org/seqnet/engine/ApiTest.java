package org.seqnet.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.seqnet.engine.backend.Backend;
import org.seqnet.engine.export.DeeplearningFile;
import org.seqnet.engine.inference.Classifier;
import org.seqnet.engine.metrics.ConfusionMatrix;
import org.seqnet.engine.model.ModelArchive;
import org.seqnet.engine.training.Trainer;

/** What others see of the engine: its own words and the JDK's, so that the library below can be exchanged. */
class ApiTest {
    private static final List<Class<?>> ENTRIES = List.of(
            Trainer.class,
            Classifier.class,
            ModelArchive.class,
            DeeplearningFile.class,
            Backend.class,
            ConfusionMatrix.class);

    @Test
    void no_library_shows_through_what_the_nodes_call() {
        var seen = reachable();

        assertThat(seen).hasSizeGreaterThan(25);
        assertThat(seen)
                .allSatisfy(type -> assertThat(type.getName()).matches("(org\\.seqnet\\.engine|java)\\..*|[a-z]+"));
        assertThat(seen).noneSatisfy(type -> assertThat(type.getName())
                .containsAnyOf("engine.kernel.", "engine.network.dl4j."));
    }

    /** Returns all types in public and protected signatures, from the entries on, followed through the engine. */
    private static Set<Class<?>> reachable() {
        var seen = new LinkedHashSet<Class<?>>(ENTRIES);
        var open = new ArrayDeque<Class<?>>(ENTRIES);
        while (!open.isEmpty()) {
            signatures(open.remove())
                    .flatMap(ApiTest::classes)
                    .filter(seen::add)
                    .filter(type -> type.getName().startsWith("org.seqnet."))
                    .forEach(open::add);
        }
        return seen;
    }

    private static Stream<Type> signatures(Class<?> type) {
        var executables = Stream.<Executable>concat(
                        Arrays.stream(type.getDeclaredMethods()), Arrays.stream(type.getDeclaredConstructors()))
                .filter(member -> (member.getModifiers() & (Modifier.PUBLIC | Modifier.PROTECTED)) != 0)
                .filter(member -> !member.isSynthetic())
                .flatMap(ApiTest::types);
        var fields = Arrays.stream(type.getDeclaredFields())
                .filter(field -> (field.getModifiers() & (Modifier.PUBLIC | Modifier.PROTECTED)) != 0)
                .map(java.lang.reflect.Field::getGenericType);
        var parents = Stream.concat(
                Stream.ofNullable(type.getGenericSuperclass()), Arrays.stream(type.getGenericInterfaces()));
        return Stream.of(executables, fields, parents).flatMap(types -> types);
    }

    private static Stream<Type> types(Executable member) {
        var types = Stream.concat(
                Arrays.stream(member.getGenericParameterTypes()), Arrays.stream(member.getGenericExceptionTypes()));
        return member instanceof Method method && !(member instanceof Constructor<?>)
                ? Stream.concat(types, Stream.of(method.getGenericReturnType()))
                : types;
    }

    private static Stream<Class<?>> classes(Type type) {
        if (type instanceof Class<?> plain) {
            return plain.isArray() ? classes(plain.getComponentType()) : Stream.of(plain);
        }
        if (type instanceof ParameterizedType parameterized) {
            return Stream.concat(
                    classes(parameterized.getRawType()),
                    Arrays.stream(parameterized.getActualTypeArguments()).flatMap(ApiTest::classes));
        }
        return type instanceof GenericArrayType array ? classes(array.getGenericComponentType()) : Stream.empty();
    }
}
