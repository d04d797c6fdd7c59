// What recurrent layers do between cuDNN's calls.
#include "seeds.h"

/** Returns 0 where the unit of a step is dropped, else the factor of what is kept. */
__device__ __forceinline__ float keptShare(
    const long long* seeds, int n, int step, int layer, int layers, int unit, long long share, float kept) {
    return isDropped({seeds, step * layers + layer, share}, n, unit) ? 0.0f : kept;
}

/** Drops outputs of steps, T x B x width; padding becomes 0. */
extern "C" __global__ void dropSteps(
    const float* source, const long long* seeds, const int* lengths, int batch, int longest, int width, long long share,
    float kept, int layer, int layers, float* target) {
    long long i = blockIdx.x * (long long)blockDim.x + threadIdx.x;
    if (i >= (long long)longest * batch * width) {
        return;
    }
    int k = (int)(i % width);
    int n = (int)(i / width % batch);
    int t = (int)(i / width / batch);
    target[i] = t < lengths[n] ? source[i] * keptShare(seeds, n, t, layer, layers, k, share, kept) : 0.0f;
}

/** Drops outputs of each sequence's last step, B x width. */
extern "C" __global__ void dropLast(
    float* values, const long long* seeds, const int* lengths, int batch, int width, long long share, float kept,
    int layer, int layers) {
    long long i = blockIdx.x * (long long)blockDim.x + threadIdx.x;
    if (i < (long long)batch * width) {
        int n = (int)(i / width);
        values[i] *= keptShare(seeds, n, lengths[n] - 1, layer, layers, (int)(i % width), share, kept);
    }
}

/** Puts the outputs of two directions, 2 x B x H, side by side, B x 2H. */
extern "C" __global__ void sideBySide(const float* states, int batch, int units, float* rows) {
    long long i = blockIdx.x * (long long)blockDim.x + threadIdx.x;
    if (i < (long long)batch * 2 * units) {
        int k = (int)(i % units);
        int direction = (int)(i / units % 2);
        long long n = i / units / 2;
        rows[i] = states[(direction * (long long)batch + n) * units + k];
    }
}

/** Makes gradients of all layers' last outputs, states x B x H, of those of the top layer, B x directions x H. */
extern "C" __global__ void lastGradients(
    const float* rows, int batch, int units, int directions, int states, float* target) {
    long long i = blockIdx.x * (long long)blockDim.x + threadIdx.x;
    if (i >= (long long)states * batch * units) {
        return;
    }
    int k = (int)(i % units);
    long long n = i / units % batch;
    int direction = (int)(i / units / batch) - (states - directions);
    target[i] = direction < 0 ? 0.0f : rows[(n * directions + direction) * units + k];
}

/** Clears what stands in the padding of T x B x width. */
extern "C" __global__ void clearPadding(float* values, const int* lengths, int batch, int width, long long count) {
    long long i = blockIdx.x * (long long)blockDim.x + threadIdx.x;
    if (i < count && i / width / batch >= lengths[i / width % batch]) {
        values[i] = 0.0f;
    }
}
