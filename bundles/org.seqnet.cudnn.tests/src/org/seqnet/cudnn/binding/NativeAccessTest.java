package org.seqnet.cudnn.binding;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jna.Function;
import com.sun.jna.Native;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NativeAccessTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "linux-x86-64/libjnidispatch.so",
                "linux-aarch64/libjnidispatch.so",
                "win32-x86-64/jnidispatch.dll"
            })
    void the_native_part_is_there_for_each_platform_that_the_feature_names(String library) {
        assertThat(Native.class.getResource("/com/sun/jna/" + library)).isNotNull();
    }

    @Test
    void a_function_of_a_native_library_can_be_called_from_inside_a_bundle() {
        assertThat(Function.getFunction("c", "abs").invokeInt(new Object[] {-17}))
                .isEqualTo(17);
    }
}
