// Lays out mini-batches.
#include "control.h"

/** Pads sequences of T x F, one after another, with zeros: x is longest x batch x features. */
extern "C" __global__ void padSteps(
    const float* values, const long long* starts, const int* lengths, int batch, int longest, int features, float* x) {
    long long i = blockIdx.x * (long long)blockDim.x + threadIdx.x;
    if (i >= (long long)longest * batch * features) {
        return;
    }
    int f = (int)(i % features);
    int n = (int)(i / features % batch);
    int t = (int)(i / features / batch);
    x[i] = t < lengths[n] ? values[starts[n] + (long long)t * features + f] : 0.0f;
}

/** Turns images of rows x columns x channels into those of channels x rows x columns. */
extern "C" __global__ void putChannelsFirst(const float* images, int batch, int pixels, int channels, float* x) {
    long long i = blockIdx.x * (long long)blockDim.x + threadIdx.x;
    if (i >= (long long)batch * pixels * channels) {
        return;
    }
    int p = (int)(i % pixels);
    int c = (int)(i / pixels % channels);
    long long n = i / pixels / channels;
    x[i] = images[(n * pixels + p) * channels + c];
}
