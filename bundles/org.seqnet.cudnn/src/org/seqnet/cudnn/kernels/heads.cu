// What heads make of logits: probabilities, losses, gradients and counts. A block of 64 threads takes a sequence.
#include "control.h"
#include "sums.h"

#define THREADS 64

/** Returns the first of the largest values of a row; all threads get it. Where a value is NaN, it may be any place. */
__device__ int largest(const float* row, int outputs) {
    __shared__ float values[THREADS];
    __shared__ int places[THREADS];
    int best = min((int)threadIdx.x, outputs - 1);
    for (int k = best + THREADS; k < outputs; k += THREADS) {
        best = row[k] > row[best] ? k : best;
    }
    values[threadIdx.x] = row[best];
    places[threadIdx.x] = best;
    __syncthreads();
    for (int half = THREADS / 2; half > 0; half /= 2) {
        if (threadIdx.x < half) {
            float other = values[threadIdx.x + half];
            int place = places[threadIdx.x + half];
            if (other > values[threadIdx.x] || other == values[threadIdx.x] && place < places[threadIdx.x]) {
                values[threadIdx.x] = other;
                places[threadIdx.x] = place;
            }
        }
        __syncthreads();
    }
    int place = places[0];
    __syncthreads();
    return place;
}

/** Writes the softmax of each row. */
extern "C" __global__ void softmaxRows(const float* z, int outputs, float* probabilities) {
    const float* row = z + (long long)blockIdx.x * outputs;
    float highest = row[largest(row, outputs)];
    double mine = 0;
    for (int k = threadIdx.x; k < outputs; k += THREADS) {
        mine += expf(row[k] - highest);
    }
    double sum = blockSum<THREADS>(mine);
    for (int k = threadIdx.x; k < outputs; k += THREADS) {
        probabilities[(long long)blockIdx.x * outputs + k] = (float)(expf(row[k] - highest) / sum);
    }
}

/** Replaces the logits of each sequence by their gradients, and writes its loss and whether its class was the likeliest. */
extern "C" __global__ void softmaxLoss(
    float* z, int outputs, const int* starts, const int* labels, const float* weights, const int* order,
    const Control* control, float smoothing, double* losses, int* rights) {
    float* row = z + (long long)blockIdx.x * outputs;
    int n = order[control->first + blockIdx.x];
    int actual = labels[starts[n]];
    int likeliest = largest(row, outputs);
    float highest = row[likeliest];
    double mine = 0;
    double logits = 0;
    for (int k = threadIdx.x; k < outputs; k += THREADS) {
        mine += expf(row[k] - highest);
        logits += row[k];
    }
    double sum = blockSum<THREADS>(mine);
    double all = blockSum<THREADS>(logits);
    double share = (double)smoothing / outputs;
    float weight = weights[n];
    if (threadIdx.x == 0) {
        double loss = log(sum) + highest - row[actual];
        if (smoothing > 0) {
            loss += share * ((double)outputs * row[actual] - all);
        }
        losses[blockIdx.x] = weight * loss;
        rights[blockIdx.x] = likeliest == actual;
    }
    __syncthreads();
    for (int k = threadIdx.x; k < outputs; k += THREADS) {
        double wanted = k == actual ? 1 - (double)smoothing + share : share;
        row[k] = weight * (float)(expf(row[k] - highest) / sum - wanted);
    }
}

/** Writes the sigmoid of each value; of what is not finite, NaN. */
extern "C" __global__ void sigmoidRows(const float* z, long long count, float* probabilities) {
    long long i = blockIdx.x * (long long)blockDim.x + threadIdx.x;
    if (i < count) {
        probabilities[i] = isfinite(z[i]) ? 1 / (1 + expf(-z[i])) : nanf("");
    }
}

/** As softmaxLoss, where any of the labels may be there; right is who has them all and no other. */
extern "C" __global__ void sigmoidLoss(
    float* z, int outputs, const int* starts, const int* labels, const float* weights, const int* order,
    const Control* control, float smoothing, double* losses, int* rights) {
    float* row = z + (long long)blockIdx.x * outputs;
    int n = order[control->first + blockIdx.x];
    float weight = weights[n];
    float doubt = smoothing / 2;
    double loss = 0;
    double wrong = 0;
    for (int k = threadIdx.x; k < outputs; k += THREADS) {
        bool there = false;
        for (int i = starts[n]; i < starts[n + 1]; i++) {
            there = there || labels[i] == k;
        }
        float value = row[k];
        wrong += (value >= 0) != there;
        float against = there ? -value : value;
        loss += (double)(against > 0 ? against : against <= 0 ? 0.0f : against) + log1pf(expf(-fabsf(value)));
        loss += doubt * (there ? value : -value);
        row[k] = weight * (1 / (1 + expf(-value)) - (there ? 1 - doubt : doubt));
    }
    double sum = blockSum<THREADS>(loss);
    double differences = blockSum<THREADS>(wrong);
    if (threadIdx.x == 0) {
        losses[blockIdx.x] = weight * sum;
        rights[blockIdx.x] = differences == 0;
    }
}

/** Adds what a mini-batch gave to the figures; one block. */
extern "C" __global__ void addFigures(
    const double* losses, const int* rights, int batch, const Control* control, Figures* figures) {
    double loss = 0;
    double right = 0;
    for (int n = threadIdx.x; n < batch; n += THREADS) {
        loss += losses[n];
        right += rights[n];
    }
    double lossSum = blockSum<THREADS>(loss);
    double rightSum = blockSum<THREADS>(right);
    if (threadIdx.x == 0) {
        figures->loss += lossSum;
        figures->correct += rightSum;
        if (!isfinite(lossSum) && figures->failed == 0) {
            figures->failed = control->number;
        }
    }
}

/** Writes the same row many times: what a product is added to. */
extern "C" __global__ void repeatRow(const float* row, int columns, long long count, float* target) {
    long long i = blockIdx.x * (long long)blockDim.x + threadIdx.x;
    if (i < count * columns) {
        target[i] = row[i % columns];
    }
}

/** Adds the sums of all columns; a block of 64 threads for each. */
extern "C" __global__ void addColumnSums(const float* rows, long long count, int columns, float* target) {
    double mine = 0;
    for (long long i = threadIdx.x; i < count; i += THREADS) {
        mine += rows[i * columns + blockIdx.x];
    }
    double sum = blockSum<THREADS>(mine);
    if (threadIdx.x == 0) {
        target[blockIdx.x] += (float)sum;
    }
}
