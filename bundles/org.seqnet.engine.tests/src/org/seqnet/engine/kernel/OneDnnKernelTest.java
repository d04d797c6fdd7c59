package org.seqnet.engine.kernel;

class OneDnnKernelTest extends CpuKernelTest {

    @Override
    MatrixProducts products() {
        return OneDnn.load();
    }
}
