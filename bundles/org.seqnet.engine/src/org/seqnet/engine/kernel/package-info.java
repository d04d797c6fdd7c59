/**
 * Computes networks. {@link org.seqnet.engine.kernel.NetworkKernel} is the door: it loads parameters, predicts and
 * differentiates, on plain floats. On the processor, {@code NetworkLayers} makes the layers that an architecture stands
 * for, and {@code LayerStack} runs any such stack: sequences of different lengths, shared out among threads, forward,
 * backward and for prediction. {@code BranchKernel} does so for encoders whose {@code Branches} read the sequences side
 * by side, and for convolutions over time. The rooms below: {@code layer} says what a layer is; {@code recurrent},
 * {@code convolution}, {@code dense} and {@code pooling} have those of encoders; {@code temporal} has convolutions over
 * time; {@code head} has heads with their losses; {@code product} has the matrix products, native memory and threads of
 * all.
 *
 * <p>Where the time goes, for a mini-batch of the reference network (100 sequences of 28 x 28, two layers of 128
 * units) on two cores with AVX-512, 10.4 ms in all: laying out weights 0.2, forward 3.4, backward 3.2, softmax and
 * input 0.3, weight gradients 2.9, Adam 0.3. 6.9 of it are matrix products at the speed that they have with their
 * operands in the cache (245 GFLOP/s per core); gates and copies between heap and native memory take about 1 while data
 * are in the cache, and waiting for memory the rest.
 *
 * <p>On one core of a Zen 4, which multiplies half as fast in single precision (115 GFLOP/s), such a mini-batch takes
 * 40 ms, 31 of them products; in mixed precision (bfloat16, 225 GFLOP/s) 27 ms, 17 of them products. With activations
 * kept in floats and rounded for each product, it took 33 ms. Networks of 32 units are slower in mixed precision, as a
 * call of oneDNN takes 0.4 us; CNNs gain nothing in training, as most of their time is spent between products.
 *
 * <p>What was tried and did not pay: gate arithmetic on direct buffers (13 times slower than on arrays, Java 17);
 * one array for all four gates of a row (no vector instructions: 20 instead of 2 microseconds per step in the backward
 * pass); half as many sequences per thread at a time (4 % slower); huge pages, one product for all four gates instead
 * of four, and blocks of 4 to 28 steps and 32 to 96 sequences in predictions (no difference); one division for several
 * gates (their loops get too long for C2 to turn into vector instructions). With 512 units, whose weights do not fit
 * into a core's cache: products of 100 instead of 50 sequences, weight gradients of more rows at once or by blocks of
 * units and columns (no difference on a Zen 4, which multiplies at 95 % of its peak all the same), dL/dx of all steps
 * by blocks of columns (5 to 9 % slower).
 *
 * <p>In a CNN (two blocks of 32 and 64 filters, 100 images of 28 x 28), guessing wrong which place of a pooling window
 * is the largest took a third of the time: what convolution blocks do between products has no branches.
 */
package org.seqnet.engine.kernel;
