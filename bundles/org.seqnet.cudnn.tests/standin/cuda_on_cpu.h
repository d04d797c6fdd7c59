// What kernels use of CUDA C++, for g++: a block's threads run one after another, or in turns where they wait for
// each other.
#pragma once
#include <cmath>
#include <cstdint>

struct Place {
    unsigned x, y, z;
};
extern thread_local Place threadIdx, blockIdx, blockDim, gridDim;

#define __global__
#define __device__ static
#define __forceinline__ inline
#define __restrict__
#define __shared__ static thread_local

/** Only in kernels registered as COOPERATIVE. */
void __syncthreads();

static inline int min(int a, int b) { return a < b ? a : b; }
static inline int max(int a, int b) { return a > b ? a : b; }
static inline float rsqrtf(float x) { return 1.0f / std::sqrt(x); }
using std::isfinite;

template <class T>
static inline T atomicAdd(T* address, T value) {
    T before = *address;
    *address += value;
    return before;
}
