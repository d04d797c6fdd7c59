/**
 * Products in mixed precision, by oneDNN: {@link org.seqnet.onednn.OneDnnSupport} is how the engine gets to them. It is
 * a newer oneDNN than the one that multiplies in single precision, whose results stay what they are, and so is its
 * JavaCPP; both are nested here, and only addresses cross. It is loaded when mixed precision is first asked for.
 *
 * <p>A {@link org.seqnet.onednn.Task} describes what oneDNN calls a primitive, an {@link org.seqnet.onednn.Operation}
 * is one, made once and shared by all threads, and a {@link org.seqnet.onednn.Call} is one with arguments, in the
 * {@link org.seqnet.onednn.Lane} of one thread. Making one takes about 1 ms, running one at least 0.4 us.
 *
 * <p>The libraries are those for Linux on x86-64. Of the others that JavaCPP has, none was tried on a machine of its
 * kind. For Linux on ARM64 (under QEMU), oneDNN loads and computes, with products in bfloat16 on a processor with SVE;
 * it is built without Arm's Compute Library, so that its products in floats are plain C++ on others: OpenBLAS stays.
 * For Windows (under Wine), it loads and offers AVX512-BF16; its OpenMP is Microsoft's, which ND4J does not share, and
 * nothing here can tell it to keep to one thread. For macOS, it has an OpenMP of LLVM, with the same want, and does
 * without Accelerate.
 */
package org.seqnet.onednn;
