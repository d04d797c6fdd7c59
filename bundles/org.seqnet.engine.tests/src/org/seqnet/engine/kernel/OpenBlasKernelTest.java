package org.seqnet.engine.kernel;

class OpenBlasKernelTest extends CpuKernelTest {

    @Override
    MatrixProducts products() {
        return OpenBlas.load();
    }
}
