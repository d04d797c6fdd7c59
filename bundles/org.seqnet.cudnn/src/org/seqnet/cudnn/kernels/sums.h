// Sums over the threads of a block.
#pragma once

/**
 * Returns the sum of a number of each thread of the block, in an order that is always the same.
 *
 * @param THREADS how many threads the block has, a power of 2
 */
template <int THREADS>
__device__ double blockSum(double mine) {
    __shared__ double all[THREADS];
    all[threadIdx.x] = mine;
    __syncthreads();
    for (int half = THREADS / 2; half > 0; half /= 2) {
        if ((int)threadIdx.x < half) {
            all[threadIdx.x] += all[threadIdx.x + half];
        }
        __syncthreads();
    }
    double sum = all[0];
    // the next sum may begin
    __syncthreads();
    return sum;
}
