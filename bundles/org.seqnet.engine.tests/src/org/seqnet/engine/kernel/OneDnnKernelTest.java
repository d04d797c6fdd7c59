package org.seqnet.engine.kernel;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.bytedeco.javacpp.Loader;
import org.junit.jupiter.api.BeforeAll;

class OneDnnKernelTest extends CpuKernelTest {

    @BeforeAll
    static void oneDnnIsShippedForLinuxOnX86() {
        assumeTrue(
                Loader.getPlatform().equals("linux-x86_64"),
                "oneDNN is shipped for Linux on x86-64 only; here OpenBLAS multiplies.");
    }

    @Override
    MatrixProducts products() {
        return OneDnn.load();
    }
}
