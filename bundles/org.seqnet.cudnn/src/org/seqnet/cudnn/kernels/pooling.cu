// Pooling over time: what it makes of h, T x B x O, whose row t * B + n is step t of sequence n, is B x O. Names are
// those of the engine's AttentionPooling.

#include "sums.h"

#define POOLING_THREADS 128

/** Returns the largest of a number of each thread of the block. */
__device__ float poolingLargest(float mine) {
    __shared__ float all[POOLING_THREADS];
    all[threadIdx.x] = mine;
    __syncthreads();
    for (int half = POOLING_THREADS / 2; half > 0; half /= 2) {
        if (threadIdx.x < half && all[threadIdx.x + half] > all[threadIdx.x]) {
            all[threadIdx.x] = all[threadIdx.x + half];
        }
        __syncthreads();
    }
    float largest = all[0];
    __syncthreads();
    return largest;
}

/** Writes the mean of each sequence's own steps. */
extern "C" __global__ void meanOfSteps(const float* h, const int* lengths, int batch, int width, float* means) {
    long long i = blockIdx.x * (long long)blockDim.x + threadIdx.x;
    long long values = (long long)batch * width;
    if (i >= values) {
        return;
    }
    int steps = lengths[i / width];
    float sum = 0;
    for (int t = 0; t < steps; t++) {
        sum += h[t * values + i];
    }
    means[i] = sum * (1.0f / steps);
}

/** Writes the gradient of h of that of the means. */
extern "C" __global__ void meanGradients(
    const float* gradients, const int* lengths, int batch, int width, long long count, float* dh) {
    long long i = blockIdx.x * (long long)blockDim.x + threadIdx.x;
    if (i < count) {
        long long values = (long long)batch * width;
        int steps = lengths[i % values / width];
        dh[i] = i / values < steps ? gradients[i % values] * (1.0f / steps) : 0.0f;
    }
}

/** Replaces h W by u, and writes v . u: a block for each row. In padding, both are 0. */
extern "C" __global__ void attentionScores(
    float* u, const float* bias, const float* query, const int* lengths, int batch, int width, float* scores) {
    float* row = u + (long long)blockIdx.x * width;
    bool there = blockIdx.x / batch < lengths[blockIdx.x % batch];
    double mine = 0;
    for (int k = threadIdx.x; k < width; k += POOLING_THREADS) {
        row[k] = there ? tanhf(row[k] + bias[k]) : 0.0f;
        mine += (double)query[k] * row[k];
    }
    double score = blockSum<POOLING_THREADS>(mine);
    if (threadIdx.x == 0) {
        scores[blockIdx.x] = there ? (float)score : 0.0f;
    }
}

/** Replaces the scores of each sequence's own steps by their softmax: a block for each sequence. */
extern "C" __global__ void attentionWeights(float* scores, const int* lengths, int batch) {
    float* column = scores + blockIdx.x;
    int steps = lengths[blockIdx.x];
    float mine = column[0];
    for (int t = threadIdx.x; t < steps; t += POOLING_THREADS) {
        float score = column[(long long)t * batch];
        mine = score > mine ? score : mine;
    }
    float highest = poolingLargest(mine);
    double part = 0;
    for (int t = threadIdx.x; t < steps; t += POOLING_THREADS) {
        part += exp((double)column[(long long)t * batch] - highest);
    }
    double sum = blockSum<POOLING_THREADS>(part);
    for (int t = threadIdx.x; t < steps; t += POOLING_THREADS) {
        float& score = column[(long long)t * batch];
        score = (float)(exp((double)score - highest) / sum);
    }
}

/** Writes the sum of a(t) h(t). */
extern "C" __global__ void attentionOutputs(
    const float* h, const float* weights, const int* lengths, int batch, int width, float* outputs) {
    long long i = blockIdx.x * (long long)blockDim.x + threadIdx.x;
    long long values = (long long)batch * width;
    if (i >= values) {
        return;
    }
    int n = (int)(i / width);
    float sum = 0;
    for (int t = 0; t < lengths[n]; t++) {
        sum += weights[(long long)t * batch + n] * h[t * values + i];
    }
    outputs[i] = sum;
}

/** Writes the gradient of each a(t), the product of h(t) and the output's gradient: a block for each row. */
extern "C" __global__ void attentionWeightGradients(
    const float* gradients, const float* h, int batch, int width, float* weightGradients) {
    const float* gradient = gradients + (long long)(blockIdx.x % batch) * width;
    const float* row = h + (long long)blockIdx.x * width;
    double mine = 0;
    for (int k = threadIdx.x; k < width; k += POOLING_THREADS) {
        mine += (double)gradient[k] * row[k];
    }
    double sum = blockSum<POOLING_THREADS>(mine);
    if (threadIdx.x == 0) {
        weightGradients[blockIdx.x] = (float)sum;
    }
}

/** Replaces the gradients of weights by those of scores: a block for each sequence. In padding, they are 0. */
extern "C" __global__ void attentionScoreGradients(
    float* gradients, const float* weights, const int* lengths, int batch, int longest) {
    int n = blockIdx.x;
    double mine = 0;
    for (int t = threadIdx.x; t < lengths[n]; t += POOLING_THREADS) {
        long long row = (long long)t * batch + n;
        mine += (double)weights[row] * gradients[row];
    }
    double mean = blockSum<POOLING_THREADS>(mine);
    for (int t = threadIdx.x; t < longest; t += POOLING_THREADS) {
        long long row = (long long)t * batch + n;
        gradients[row] = t < lengths[n] ? (float)(weights[row] * (gradients[row] - mean)) : 0.0f;
    }
}

/** Replaces u by the gradient of h W + b, and writes what of h's gradient comes directly from the output's. */
extern "C" __global__ void attentionGradients(
    float* u, const float* query, const float* scoreGradients, const float* weights, const float* gradients,
    const int* lengths, int batch, int width, long long count, float* dh) {
    long long i = blockIdx.x * (long long)blockDim.x + threadIdx.x;
    if (i >= count) {
        return;
    }
    int k = (int)(i % width);
    long long row = i / width;
    int n = (int)(row % batch);
    bool there = row / batch < lengths[n];
    u[i] = there ? scoreGradients[row] * query[k] * (1.0f - u[i] * u[i]) : 0.0f;
    dh[i] = there ? weights[row] * gradients[(long long)n * width + k] : 0.0f;
}
