// Paths of labels: an LSTM over the labels so far, a joint space with the encoder's values, a softmax over those left.
// Rows are steps of paths: that of step t of sequence n is t * batch + n. K stands for the number of labels; K is the
// end, K + 1 the start.
#include "control.h"

/**
 * Writes what each path is taught at each step: its labels, ascending by their places, or as they stand if places is
 * null; then the end; then -1.
 */
extern "C" __global__ void pathLabels(
    const int* starts, const int* all, const int* order, const Control* control, const int* places, int batch,
    int steps, int labels, int* taught) {
    int n = (int)(blockIdx.x * blockDim.x + threadIdx.x);
    if (n >= batch) {
        return;
    }
    int sequence = order[control->first + n];
    int from = starts[sequence];
    int count = min(starts[sequence + 1] - from, steps - 1);
    for (int t = 0; t < steps; t++) {
        taught[t * batch + n] = t == count ? labels : -1;
    }
    for (int i = 0; i < count; i++) {
        int label = all[from + i];
        int t = i;
        if (places != 0) {
            for (; t > 0 && places[taught[(t - 1) * batch + n]] > places[label]; t--) {
                taught[t * batch + n] = taught[(t - 1) * batch + n];
            }
        }
        taught[t * batch + n] = label;
    }
}

__device__ float sigmoidOf(float x) {
    return 1.0f / (1.0f + expf(-x));
}

/**
 * One step of the LSTM. A row of gates is i', f, o, g of H units each: what h before the step puts into them, unless
 * it is the first; replaced by what they are. A row of the table is what a label puts into them.
 */
extern "C" __global__ void pathStep(
    const float* table, const int* taught, int step, int batch, int labels, int units, float* gates, float* cells,
    float* outputs) {
    int i = (int)(blockIdx.x * blockDim.x + threadIdx.x);
    if (i >= batch * units) {
        return;
    }
    int n = i / units;
    int u = i % units;
    long long row = (long long)step * batch + n;
    int label = labels + 1;
    if (step > 0) {
        label = taught[row - batch];
        label = label < 0 ? labels : label;
    }
    const float* entry = table + 4LL * label * units + u;
    float* gate = gates + 4LL * row * units + u;
    float z[4];
    for (int g = 0; g < 4; g++) {
        z[g] = entry[g * units] + (step > 0 ? gate[g * units] : 0.0f);
    }
    float candidate = tanhf(z[0]);
    float forget = sigmoidOf(z[1]);
    float output = sigmoidOf(z[2]);
    float input = sigmoidOf(z[3]);
    float cell = input * candidate + (step > 0 ? forget * cells[(row - batch) * units + u] : 0.0f);
    gate[0] = candidate;
    gate[units] = forget;
    gate[2 * units] = output;
    gate[3 * units] = input;
    cells[row * units + u] = cell;
    outputs[row * units + u] = output * tanhf(cell);
}

/** One step of the LSTM backward: gates become the gradients of their sums; cellGradients go on to the step before. */
extern "C" __global__ void pathStepBack(
    const float* cells, const float* outputGradients, int step, int isLast, int batch, int units, float* gates,
    float* cellGradients) {
    int i = (int)(blockIdx.x * blockDim.x + threadIdx.x);
    if (i >= batch * units) {
        return;
    }
    int n = i / units;
    int u = i % units;
    long long row = (long long)step * batch + n;
    float* gate = gates + 4LL * row * units + u;
    float candidate = gate[0];
    float forget = gate[units];
    float output = gate[2 * units];
    float input = gate[3 * units];
    float cell = tanhf(cells[row * units + u]);
    float before = step > 0 ? cells[(row - batch) * units + u] : 0.0f;
    float dh = outputGradients[row * units + u];
    float dc = (isLast ? 0.0f : cellGradients[i]) + dh * output * (1.0f - cell * cell);
    gate[0] = dc * input * (1.0f - candidate * candidate);
    gate[units] = dc * before * forget * (1.0f - forget);
    gate[2 * units] = dh * cell * output * (1.0f - output);
    gate[3 * units] = dc * candidate * input * (1.0f - input);
    cellGradients[i] = dc * forget;
}

/** Completes places in the joint space, of which there is h's part: x = max(0, x + image). */
extern "C" __global__ void pathJoin(
    const float* images, long long firstRow, long long rows, int batch, int size, float* joint) {
    long long i = blockIdx.x * (long long)blockDim.x + threadIdx.x;
    if (i >= rows * size) {
        return;
    }
    int e = (int)(i % size);
    long long row = firstRow + i / size;
    float x = joint[row * size + e] + images[row % batch * size + e];
    // What is no number stays none.
    joint[row * size + e] = x < 0.0f ? 0.0f : x;
}

/** Takes gradients back through the positive part, and sums those of a path's steps for its image. */
extern "C" __global__ void pathJoinBack(
    const float* joint, int steps, int batch, int size, float* jointGradients, float* imageGradients) {
    int i = (int)(blockIdx.x * blockDim.x + threadIdx.x);
    int stride = batch * size;
    if (i >= stride) {
        return;
    }
    float sum = 0.0f;
    for (int t = 0; t < steps; t++) {
        long long at = (long long)t * stride + i;
        float gradient = joint[at] > 0.0f ? jointGradients[at] : 0.0f;
        jointGradients[at] = gradient;
        sum += gradient;
    }
    imageGradients[i] = sum;
}

/** Finds the likeliest of the labels that are left, of equally likely ones the lowest, and teaches it first. */
__device__ void takeLikeliest(const float* scores, int* taught, int batch, int labels) {
    int best = 0;
    for (int k = 1; taught[k * batch] < labels; k++) {
        float score = scores[taught[k * batch]];
        float highest = scores[taught[best * batch]];
        if (score > highest || (score == highest && taught[k * batch] < taught[best * batch])) {
            best = k;
        }
    }
    int label = taught[best * batch];
    taught[best * batch] = taught[0];
    taught[0] = label;
}

/** Says whether a score comes first: the higher one, of equal ones the end, then the lowest label. */
__device__ int comesFirst(float score, int k, float other, int otherK, int end) {
    return score > other || (score == other && otherK != end && (k == end || k < otherK));
}

/**
 * The softmax of a row over the labels that its path does not have yet and the end, in a block of 32 threads: scores
 * become the gradients of the loss by them. If a path chooses, what it is taught is the likeliest of what is left.
 */
extern "C" __global__ void pathLoss(
    int firstRow, int batch, int labels, int chooses, const float* weights, const int* order, const Control* control,
    int* taught, float* allScores, double* losses, int* hits) {
    int row = firstRow + (int)blockIdx.x;
    int n = row % batch;
    int thread = (int)threadIdx.x;
    float* scores = allScores + (long long)row * (labels + 1);
    if (taught[row] < 0) {
        for (int k = thread; k <= labels; k += 32) {
            scores[k] = 0.0f;
        }
        if (thread == 0) {
            losses[row] = 0;
            hits[row] = 1;
        }
        return;
    }
    for (int before = n + thread * batch; before < row; before += 32 * batch) {
        scores[taught[before]] = -INFINITY;
    }
    __syncthreads();
    if (thread == 0 && chooses && taught[row] < labels) {
        takeLikeliest(scores, taught + row, batch, labels);
    }
    __shared__ float highests[32];
    __shared__ int likeliests[32];
    int best = labels;
    for (int k = thread; k < labels; k += 32) {
        best = comesFirst(scores[k], k, scores[best], best, labels) ? k : best;
    }
    highests[thread] = scores[best];
    likeliests[thread] = best;
    __syncthreads();
    int likeliest = labels;
    float highest = highests[0];
    for (int i = 0; i < 32; i++) {
        if (i == 0 || comesFirst(highests[i], likeliests[i], highest, likeliest, labels)) {
            highest = highests[i];
            likeliest = likeliests[i];
        }
    }
    __shared__ float sums[32];
    float sum = 0.0f;
    for (int k = thread; k <= labels; k += 32) {
        sum += expf(scores[k] - highest);
    }
    sums[thread] = sum;
    __syncthreads();
    sum = 0.0f;
    for (int i = 0; i < 32; i++) {
        sum += sums[i];
    }
    int target = taught[row];
    float weight = weights[order[control->first + n]];
    if (thread == 0) {
        losses[row] = (double)weight * ((double)(highest - scores[target]) + (double)logf(sum));
        hits[row] = likeliest == target && isfinite(sum);
    }
    __syncthreads();
    for (int k = thread; k <= labels; k += 32) {
        float probability = expf(scores[k] - highest) / sum;
        scores[k] = weight * (probability - (k == target ? 1.0f : 0.0f));
    }
}

/** Makes of the steps of each path its loss, and whether all are right; where those of the first steps were. */
extern "C" __global__ void pathOutcomes(int steps, int batch, double* losses, int* hits) {
    int n = (int)(blockIdx.x * blockDim.x + threadIdx.x);
    if (n >= batch) {
        return;
    }
    for (int t = 1; t < steps; t++) {
        losses[n] += losses[t * batch + n];
        hits[n] &= hits[t * batch + n];
    }
}

/** Sums, for each label, the gradients of the gates of all rows that read it; the table has a row of 4H for each. */
extern "C" __global__ void pathTableBack(
    const float* gates, const int* taught, int steps, int batch, int labels, int width, float* tableGradients) {
    long long i = blockIdx.x * (long long)blockDim.x + threadIdx.x;
    if (i >= (long long)(labels + 2) * width) {
        return;
    }
    int label = (int)(i / width);
    int column = (int)(i % width);
    float sum = 0.0f;
    if (label == labels + 1) {
        for (int n = 0; n < batch; n++) {
            sum += gates[(long long)n * width + column];
        }
    } else {
        for (int row = batch; row < steps * batch; row++) {
            if (taught[row - batch] == label) {
                sum += gates[(long long)row * width + column];
            }
        }
    }
    tableGradients[i] = sum;
}
