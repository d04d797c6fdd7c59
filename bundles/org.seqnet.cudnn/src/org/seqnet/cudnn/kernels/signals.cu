// Convolutional networks over time. Signals are B x C x P: P is no less than the steps of the longest sequence, and
// beyond a sequence's own steps they are 0, except for what convolutions give there, which nobody reads.
#include "seeds.h"

/** Lays out sequences, T x B x F, as a signal of places P. */
extern "C" __global__ void layOutSteps(
    const float* x, const int* lengths, int batch, int features, int places, unsigned count, float* signal) {
    unsigned i = blockIdx.x * blockDim.x + threadIdx.x;
    if (i >= count) {
        return;
    }
    int t = (int)(i % places);
    unsigned row = i / places;
    signal[i] = t < lengths[row / features] ? x[(unsigned)t * batch * features + row] : 0.0f;
}

/** Copies a signal to where it has {@code before} zeros in front of it and as many behind as make up the width. */
extern "C" __global__ void padSignal(
    const float* signal, const int* lengths, int channels, int places, int before, int width, unsigned count,
    float* padded) {
    unsigned i = blockIdx.x * blockDim.x + threadIdx.x;
    if (i >= count) {
        return;
    }
    int t = (int)(i % width) - before;
    unsigned plane = i / width;
    padded[i] = t >= 0 && t < lengths[plane / channels] ? signal[plane * places + t] : 0.0f;
}

/** Takes the gradient of a padded signal back to the signal, where it is written or added. */
extern "C" __global__ void unpadSignal(
    const float* padded, const int* lengths, int channels, int places, int before, int width, unsigned count, int adds,
    float* signal) {
    unsigned i = blockIdx.x * blockDim.x + threadIdx.x;
    if (i >= count) {
        return;
    }
    int t = (int)(i % places);
    unsigned plane = i / places;
    float value = t < lengths[plane / channels] ? padded[plane * width + before + t] : 0.0f;
    signal[i] = adds ? signal[i] + value : value;
}

/**
 * Normalizes a signal, adds another one, and applies ReLU.
 *
 * @param coefficients center and factor of each channel
 * @param other a signal, or 0
 */
extern "C" __global__ void normalizeSignal(
    const float* z, const float* coefficients, const float* shifts, const float* other, const int* lengths,
    int channels, int places, unsigned count, int rectifies, float* y) {
    unsigned i = blockIdx.x * blockDim.x + threadIdx.x;
    if (i >= count) {
        return;
    }
    int t = (int)(i % places);
    unsigned plane = i / places;
    int c = (int)(plane % channels);
    float value = 0.0f;
    if (t < lengths[plane / channels]) {
        value = (z[i] - coefficients[c]) * coefficients[channels + c] + shifts[c];
        value += other == 0 ? 0.0f : other[i];
        value = rectifies && value <= 0.0f ? 0.0f : value;
    }
    y[i] = value;
}

/**
 * Goes back through ReLU, and hands the gradient to what was added.
 *
 * @param y what ReLU gave, or 0 if there was none
 * @param other the gradient of the signal that was added, which is written or added to, or 0
 */
extern "C" __global__ void rectifyGradient(const float* y, unsigned count, int adds, float* dy, float* other) {
    unsigned i = blockIdx.x * blockDim.x + threadIdx.x;
    if (i >= count) {
        return;
    }
    float gradient = y == 0 || y[i] > 0.0f ? dy[i] : 0.0f;
    dy[i] = gradient;
    if (other != 0) {
        other[i] = adds ? other[i] + gradient : gradient;
    }
}

/** Returns which of a step, the one before it and the one behind it is the first that is as large as the largest. */
__device__ __forceinline__ int largestOfThree(const float* x, int t, int length) {
    int chosen = t > 0 ? t - 1 : t;
    for (int k = chosen + 1; k <= t + 1 && k < length; k++) {
        if (x[k] > x[chosen] || x[k] != x[k]) {
            chosen = k;
        }
    }
    return chosen;
}

/** Writes the largest value of each step and its neighbors. */
extern "C" __global__ void poolSignal(
    const float* x, const int* lengths, int channels, int places, unsigned count, float* y) {
    unsigned i = blockIdx.x * blockDim.x + threadIdx.x;
    if (i >= count) {
        return;
    }
    int t = (int)(i % places);
    const float* row = x + i - t;
    int length = lengths[i / places / channels];
    y[i] = t < length ? row[largestOfThree(row, t, length)] : 0.0f;
}

/** Takes the gradient of the largest values to where they were; it is written or added. */
extern "C" __global__ void unpoolSignal(
    const float* x, const float* dy, const int* lengths, int channels, int places, unsigned count, int adds,
    float* dx) {
    unsigned i = blockIdx.x * blockDim.x + threadIdx.x;
    if (i >= count) {
        return;
    }
    int t = (int)(i % places);
    unsigned start = i - t;
    int length = lengths[i / places / channels];
    float gradient = 0.0f;
    for (int k = max(0, t - 1); k <= t + 1 && k < length; k++) {
        gradient += largestOfThree(x + start, k, length) == t ? dy[start + k] : 0.0f;
    }
    dx[i] = adds ? dx[i] + gradient : gradient;
}

/** As many threads as averageSignal is launched with, a block for each channel of each sequence. */
#define AVERAGE_THREADS 64

/** Writes the mean of a channel over a sequence's own steps, or drops it. */
extern "C" __global__ void averageSignal(
    const float* x, const int* lengths, int channels, int places, const long long* seeds, int stream, long long share,
    float scale, float* means) {
    __shared__ double sums[AVERAGE_THREADS];
    const float* row = x + (long long)blockIdx.x * places;
    int n = (int)(blockIdx.x / channels);
    int length = lengths[n];
    float sum = 0.0f;
    for (int t = (int)threadIdx.x; t < length; t += AVERAGE_THREADS) {
        sum += row[t];
    }
    sums[threadIdx.x] = sum;
    __syncthreads();
    for (int half = AVERAGE_THREADS / 2; half > 0; half /= 2) {
        if ((int)threadIdx.x < half) {
            sums[threadIdx.x] += sums[threadIdx.x + half];
        }
        __syncthreads();
    }
    if (threadIdx.x == 0) {
        Drops drops = {seeds, stream, share};
        bool dropped = seeds != 0 && isDropped(drops, n, blockIdx.x % channels);
        means[blockIdx.x] = dropped ? 0.0f : (float)(sums[0] / length) * scale;
    }
}

/** Spreads the gradient of means over a sequence's own steps. */
extern "C" __global__ void spreadGradient(
    const float* means, const int* lengths, int channels, int places, unsigned count, const long long* seeds,
    int stream, long long share, float scale, float* signal) {
    unsigned i = blockIdx.x * blockDim.x + threadIdx.x;
    if (i >= count) {
        return;
    }
    int t = (int)(i % places);
    unsigned plane = i / places;
    int n = (int)(plane / channels);
    Drops drops = {seeds, stream, share};
    bool passes = t < lengths[n] && !(seeds != 0 && isDropped(drops, n, plane % channels));
    signal[i] = passes ? scale * means[plane] / lengths[n] : 0.0f;
}

/** Puts rows of two matrices side by side. */
extern "C" __global__ void joinColumns(
    const float* left, int leftColumns, const float* right, int rightColumns, unsigned count, float* both) {
    unsigned i = blockIdx.x * blockDim.x + threadIdx.x;
    if (i < count) {
        int columns = leftColumns + rightColumns;
        unsigned row = i / columns;
        int k = (int)(i % columns);
        both[i] = k < leftColumns ? left[row * leftColumns + k] : right[row * rightColumns + k - leftColumns];
    }
}

/** Parts what joinColumns has joined. */
extern "C" __global__ void partColumns(
    const float* both, int leftColumns, int rightColumns, unsigned count, float* left, float* right) {
    unsigned i = blockIdx.x * blockDim.x + threadIdx.x;
    if (i < count) {
        int columns = leftColumns + rightColumns;
        unsigned row = i / columns;
        int k = (int)(i % columns);
        if (k < leftColumns) {
            left[row * leftColumns + k] = both[i];
        } else {
            right[row * rightColumns + k - leftColumns] = both[i];
        }
    }
}
