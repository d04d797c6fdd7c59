// Mini-batches of sequences that stay on the card, and what a training step does with parameters.
#include "control.h"
#include "seeds.h"
#include "sums.h"

/**
 * Writes the control block, and the lengths and seeds of the mini-batch: for each member of an ensemble, those that the
 * engine draws from a stream at this place. A thread for each sequence of each member.
 */
extern "C" __global__ void beginBatch(
    Control* control, int first, int number, float length, float correction, float share, double mean, double longest,
    const int* order, const int* timeSteps, int batch, int* lengths, long long place, int members, long long* seeds) {
    int i = blockIdx.x * blockDim.x + threadIdx.x;
    if (i == 0) {
        control->first = first;
        control->number = number;
        control->length = length;
        control->correction = correction;
        control->share = share;
        control->padding = 0;
        control->mean = mean;
        control->longest = longest;
    }
    if (i < batch) {
        lengths[i] = timeSteps[order[first + i]];
    }
    if (seeds != 0 && i < batch * members) {
        int member = i / batch;
        unsigned long long mine = member == 0 ? place : mixBits((unsigned long long)place + member);
        seeds[i] = (long long)numberOfStream(mine, i % batch);
    }
}

__device__ float arranged(float value, const float* values, int feature) { return value; }
/** Each feature has a number for each byte. */
__device__ float arranged(unsigned char code, const float* values, int feature) { return values[256 * feature + code]; }

template <class T>
__device__ void arrangeSteps(
    const T* sequences, const float* values, const long long* starts, const int* lengths, const int* order,
    const Control* control, int batch, int longest, int features, float* x) {
    unsigned i = blockIdx.x * blockDim.x + threadIdx.x;
    if (i >= (unsigned)longest * batch * features) {
        return;
    }
    int f = i % features;
    int n = i / features % batch;
    int t = i / features / batch;
    int sequence = order == 0 ? n : order[control->first + n];
    bool isThere = t < lengths[n];
    x[i] = isThere ? arranged(sequences[starts[sequence] + (long long)t * features + f], values, f) : 0.0f;
}

/**
 * Arranges sequences of T x F as longest x batch x features, padded with zeros.
 *
 * @param starts where each sequence begins
 * @param lengths the steps of those of the mini-batch
 * @param order the numbers of an epoch's sequences; 0 if the mini-batch's stand in order
 */
extern "C" __global__ void stepsOfFloats(
    const float* sequences, const long long* starts, const int* lengths, const int* order, const Control* control,
    int batch, int longest, int features, float* x) {
    arrangeSteps(sequences, 0, starts, lengths, order, control, batch, longest, features, x);
}

/** As stepsOfFloats; values are 256 numbers for each feature. */
extern "C" __global__ void stepsOfBytes(
    const unsigned char* sequences, const float* values, const long long* starts, const int* lengths, const int* order,
    const Control* control, int batch, int longest, int features, float* x) {
    arrangeSteps(sequences, values, starts, lengths, order, control, batch, longest, features, x);
}

template <class T>
__device__ void arrangeImages(
    const T* sequences, const float* values, const long long* starts, const int* order, const Control* control,
    int batch, int height, int width, int channels, float* x) {
    unsigned i = blockIdx.x * blockDim.x + threadIdx.x;
    unsigned pixels = height * width;
    if (i >= pixels * channels * batch) {
        return;
    }
    int pixel = i % pixels;
    int c = i / pixels % channels;
    int n = i / pixels / channels;
    int sequence = order == 0 ? n : order[control->first + n];
    x[i] = arranged(sequences[starts[sequence] + pixel * channels + c], values, pixel % width * channels + c);
}

/** Arranges images of rows x columns x channels as batch x channels x rows x columns. */
extern "C" __global__ void imagesOfFloats(
    const float* sequences, const long long* starts, const int* order, const Control* control, int batch, int height,
    int width, int channels, float* x) {
    arrangeImages(sequences, 0, starts, order, control, batch, height, width, channels, x);
}

/** As imagesOfFloats; values are 256 numbers for each column and channel. */
extern "C" __global__ void imagesOfBytes(
    const unsigned char* sequences, const float* values, const long long* starts, const int* order,
    const Control* control, int batch, int height, int width, int channels, float* x) {
    arrangeImages(sequences, values, starts, order, control, batch, height, width, channels, x);
}

/** What a parameter is. */
enum Kind { BIAS, WEIGHT, STATISTIC };

#define SUM_THREADS 256

/** Writes a sum of the squares of gradients, statistics left out, for each block. */
extern "C" __global__ void squaresOfGradients(
    const float* gradients, const int* places, const unsigned char* kinds, int count, double* sums) {
    double mine = 0;
    for (int i = blockIdx.x * SUM_THREADS + threadIdx.x; i < count; i += gridDim.x * SUM_THREADS) {
        double gradient = kinds[i] == STATISTIC ? 0.0f : gradients[places[i]];
        mine += gradient * gradient;
    }
    double sum = blockSum<SUM_THREADS>(mine);
    if (threadIdx.x == 0) {
        sums[blockIdx.x] = sum;
    }
}

/** Writes what makes the mean gradient of a sum, no longer than it may be; one block. */
extern "C" __global__ void clippedMean(const double* sums, int count, const Control* control, float* scale) {
    double mine = 0;
    for (int i = threadIdx.x; i < count; i += SUM_THREADS) {
        mine += sums[i];
    }
    double sum = blockSum<SUM_THREADS>(mine);
    if (threadIdx.x == 0) {
        double length = control->mean * sqrt(sum);
        *scale = (float)(length > control->longest ? control->mean * (control->longest / length) : control->mean);
    }
}

/** In the order of the engine's Updater. */
enum Rule { ADAM, NADAM, AMSGRAD, ADAMAX, RMSPROP, ADAGRAD, NESTEROV, SGD };

#define BETA_1 0.9f
#define BETA_2 0.999f
#define EPSILON 1e-8f

/**
 * Returns what is subtracted from a parameter, by the formulas of Deeplearning4j's updaters.
 *
 * @param a what the rule carries from step to step, one number after another with this stride
 */
__device__ float stepOf(int rule, float gradient, const Control* control, float* a, long long stride) {
    float length = control->length;
    if (rule == SGD) {
        return length * gradient;
    }
    float before = a[0];
    if (rule == RMSPROP) {
        float mean = 0.95f * before + gradient * gradient * (1 - 0.95f);
        a[0] = mean;
        return length * gradient / (sqrtf(mean) + EPSILON);
    }
    if (rule == ADAGRAD) {
        float sum = before + gradient * gradient;
        a[0] = sum;
        return length * gradient / (sqrtf(sum) + 1e-6f);
    }
    if (rule == NESTEROV) {
        float kept = 0.9f * before;
        float velocity = kept - length * gradient;
        a[0] = velocity;
        return kept + (-0.9f - 1) * velocity;
    }
    float first = BETA_1 * before + (1 - BETA_1) * gradient;
    a[0] = first;
    if (rule == ADAMAX) {
        float decayed = BETA_2 * a[stride];
        float size = fabsf(gradient);
        float largest = (decayed > size ? decayed : size) + 1e-32f;
        a[stride] = largest;
        return first * length / largest;
    }
    float second = BETA_2 * a[stride] + (1 - BETA_2) * gradient * gradient;
    a[stride] = second;
    if (rule == NADAM) {
        float ahead = (first * BETA_1 + (1 - BETA_1) * gradient) / control->correction;
        return length * ahead / (sqrtf(second) + EPSILON);
    }
    if (rule == AMSGRAD) {
        float largest = a[2 * stride] > second ? a[2 * stride] : second;
        a[2 * stride] = largest;
        second = largest;
    }
    return length * first / (sqrtf(second) + EPSILON);
}

/**
 * Moves the parameters of a member by one step, and puts them into its space of weights.
 *
 * @param scale what makes the mean gradient; 0 if nothing is clipped
 * @param state what the rule carries: a number of each parameter of all members, then the next of each
 * @param mean the running mean of the parameters; 0 if it is not wanted
 */
extern "C" __global__ void updateParameters(
    int rule, const float* gradients, const int* places, const unsigned char* kinds, int count, const Control* control,
    const float* scale, float l2, float* parameters, float* weights, float* state, long long stride, float* mean) {
    int i = blockIdx.x * blockDim.x + threadIdx.x;
    if (i >= count) {
        return;
    }
    int place = places[i];
    float before = parameters[i];
    float gradient = gradients[place];
    float after;
    if (kinds[i] == STATISTIC) {
        after = before - gradient;
        // some rules carry on without a gradient
        stepOf(rule, 0, control, state + i, stride);
    } else {
        gradient *= scale == 0 ? (float)control->mean : *scale;
        if (kinds[i] == WEIGHT && l2 > 0) {
            gradient += l2 * before;
        }
        after = before - stepOf(rule, gradient, control, state + i, stride);
    }
    parameters[i] = after;
    weights[place] = after;
    if (mean != 0) {
        mean[i] += control->share * (after - mean[i]);
    }
}
