// Blocks of convolutional networks for images, B x C x H x W, and the dense layer behind them.
#include "seeds.h"

/** The choice of a pooled value that no gradient flows through: ReLU or dropout made it 0. */
#define NO_CHOICE (-1)

/**
 * Takes what a convolution gave through batch normalization (unless coefficients are 0), max pooling, an addend for
 * each channel, ReLU and dropout.
 *
 * @param coefficients center and factor of each channel
 * @param choices written unless 0: for each value of the output, which place of its pooling window it comes from
 */
extern "C" __global__ void poolImages(
    const float* z, const float* coefficients, const float* addends, int channels, int height, int width, int pooling,
    unsigned count, const long long* seeds, int stream, long long share, float scale, float* y, signed char* choices) {
    unsigned i = blockIdx.x * blockDim.x + threadIdx.x;
    if (i >= count) {
        return;
    }
    int pooledWidth = width / pooling;
    int pooledHeight = height / pooling;
    int column = (int)(i % pooledWidth);
    int row = (int)(i / pooledWidth % pooledHeight);
    unsigned plane = i / pooledWidth / pooledHeight;
    int c = (int)(plane % channels);
    int n = (int)(plane / channels);
    float center = coefficients == 0 ? 0.0f : coefficients[c];
    float factor = coefficients == 0 ? 1.0f : coefficients[channels + c];
    const float* window = z + plane * height * width + row * pooling * width + column * pooling;
    float largest = 0.0f;
    int chosen = NO_CHOICE;
    for (int choice = 0; choice < pooling * pooling; choice++) {
        float value = (window[choice / pooling * width + choice % pooling] - center) * factor;
        // A value that is no number stays, so that the loss shows it.
        if (chosen == NO_CHOICE || value > largest || value != value) {
            largest = value;
            chosen = choice;
        }
    }
    float sum = largest + addends[c];
    bool isKept = !(sum <= 0.0f);
    if (isKept && seeds != 0) {
        Drops drops = {seeds, stream, share};
        isKept = !isDropped(drops, n, (row * pooledWidth + column) * channels + c);
    }
    y[i] = isKept ? sum * scale : 0.0f;
    if (choices != 0) {
        choices[i] = (signed char)(isKept ? chosen : NO_CHOICE);
    }
}

/** Goes back through what poolImages did to the gradient of what batch normalization gave. */
extern "C" __global__ void unpoolImages(
    const float* dy, const signed char* choices, int height, int width, int pooling, float scale, unsigned count,
    float* dz) {
    unsigned i = blockIdx.x * blockDim.x + threadIdx.x;
    if (i >= count) {
        return;
    }
    int x = (int)(i % width);
    int y = (int)(i / width % height);
    unsigned plane = i / width / height;
    int pooledWidth = width / pooling;
    int pooledHeight = height / pooling;
    int row = y / pooling;
    int column = x / pooling;
    float gradient = 0.0f;
    if (row < pooledHeight && column < pooledWidth) {
        unsigned from = (plane * pooledHeight + row) * pooledWidth + column;
        int choice = (y - row * pooling) * pooling + x - column * pooling;
        gradient = choices[from] == choice ? scale * dy[from] : 0.0f;
    }
    dz[i] = gradient;
}

/** As many threads as activateDense is launched with for each row. */
#define DENSE_THREADS 256

/**
 * ReLU and dropout behind a dense layer, for a row in each block. As the engine draws a number for positive outputs
 * only, each of them has to know how many stand before it.
 *
 * @param rows overwritten
 */
extern "C" __global__ void activateDense(
    float* rows, int units, const long long* seeds, int stream, long long share, float scale) {
    __shared__ int before[DENSE_THREADS];
    float* row = rows + (long long)blockIdx.x * units;
    int each = (units + DENSE_THREADS - 1) / DENSE_THREADS;
    int from = min(units, (int)threadIdx.x * each);
    int to = min(units, from + each);
    int positive = 0;
    for (int k = from; k < to; k++) {
        positive += row[k] > 0.0f ? 1 : 0;
    }
    before[threadIdx.x] = positive;
    __syncthreads();
    for (int step = 1; step < DENSE_THREADS; step *= 2) {
        int other = (int)threadIdx.x >= step ? before[threadIdx.x - step] : 0;
        __syncthreads();
        before[threadIdx.x] += other;
        __syncthreads();
    }
    Drops drops = {seeds, stream, share};
    long long unit = before[threadIdx.x] - positive;
    for (int k = from; k < to; k++) {
        float value = row[k];
        if (value > 0.0f) {
            bool dropped = seeds != 0 && isDropped(drops, (int)blockIdx.x, unit);
            row[k] = dropped ? 0.0f : scale * value;
            unit++;
        } else if (value <= 0.0f) {
            row[k] = 0.0f;
        }
    }
}

/** Goes back through dropout and ReLU. */
extern "C" __global__ void differentiateDense(const float* y, float scale, unsigned count, float* dy) {
    unsigned i = blockIdx.x * blockDim.x + threadIdx.x;
    if (i < count) {
        dy[i] = y[i] > 0.0f ? scale * dy[i] : 0.0f;
    }
}
