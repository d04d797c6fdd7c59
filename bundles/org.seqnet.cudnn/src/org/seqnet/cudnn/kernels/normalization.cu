// Batch normalization of B x C x P, where a sequence may have fewer than P places of its own (none of them, if
// lengths are 0), and the sums over all places that it takes. A channel's places are shared out among some blocks,
// each of which takes every so many-th sequence; what they find is added up in their order.
// Sources: Ioffe and Szegedy, 2015, arXiv:1502.03167; variances of parts are put together by Chan, Golub and LeVeque,
// 1983.

/** As many threads as sums are launched with. */
#define CHANNEL_THREADS 256

__device__ const double NORMALIZATION_EPSILON = 1e-5;
/** What a mini-batch leaves of the moving averages before it. */
__device__ const double NORMALIZATION_DECAY = 0.9;

/** Adds up a block's numbers; thread 0 gets the sums. */
__device__ void addUpChannel(double* first, double* second, int* third) {
    __shared__ double firsts[CHANNEL_THREADS];
    __shared__ double seconds[CHANNEL_THREADS];
    __shared__ int thirds[CHANNEL_THREADS];
    int me = (int)threadIdx.x;
    firsts[me] = *first;
    seconds[me] = *second;
    thirds[me] = *third;
    __syncthreads();
    for (int half = CHANNEL_THREADS / 2; half > 0; half /= 2) {
        if (me < half) {
            firsts[me] += firsts[me + half];
            seconds[me] += seconds[me + half];
            thirds[me] += thirds[me + half];
        }
        __syncthreads();
    }
    *first = firsts[0];
    *second = seconds[0];
    *third = thirds[0];
}

/**
 * Measures what each block takes: mean, summed squares of the distances from it, and number of places.
 *
 * @param splits the blocks of a channel, at most as many as sequences
 * @param parts written: C x splits x 3
 */
extern "C" __global__ void measureChannels(
    const float* z, const int* lengths, int batch, int channels, int places, int splits, double* parts) {
    int c = (int)(blockIdx.x / splits);
    int split = (int)(blockIdx.x % splits);
    // From the first place on: squares of what lies far from 0 would leave no digits for a small variance.
    float origin = z[(split * channels + c) * places];
    int count = ((batch - split - 1) / splits + 1) * places;
    float sum = 0.0f;
    float squares = 0.0f;
    int own = 0;
    for (int i = (int)threadIdx.x; i < count; i += CHANNEL_THREADS) {
        int n = split + splits * (i / places);
        int t = (int)(i % places);
        if (lengths == 0 || t < lengths[n]) {
            float distance = z[(n * channels + c) * places + t] - origin;
            sum += distance;
            squares += distance * distance;
            own++;
        }
    }
    double first = sum;
    double second = squares;
    addUpChannel(&first, &second, &own);
    if (threadIdx.x == 0) {
        double distance = first / own;
        double spread = second - first * distance;
        double* part = parts + 3 * blockIdx.x;
        part[0] = origin + distance;
        part[1] = spread < 0.0 ? 0.0 : spread;
        part[2] = own;
    }
}

/**
 * Joins what has been measured.
 *
 * @param weights gamma, beta, moving mean and moving variance
 * @param statistics written: mean, variance and number of places of each channel
 * @param coefficients written: center and factor of each channel
 */
extern "C" __global__ void joinMeasured(
    const double* parts, int channels, int splits, const float* weights, double* statistics, float* coefficients) {
    int c = (int)(blockIdx.x * blockDim.x + threadIdx.x);
    if (c >= channels) {
        return;
    }
    double mean = 0.0;
    double variance = 0.0;
    double count = 0.0;
    for (int split = 0; split < splits; split++) {
        const double* part = parts + 3 * (c * splits + split);
        double distance = part[0] - mean;
        double share = part[2] / (count + part[2]);
        mean += distance * share;
        variance += part[1] + distance * distance * count * share;
        count += part[2];
    }
    variance /= count;
    statistics[c] = mean;
    statistics[channels + c] = variance;
    statistics[2 * channels + c] = count;
    coefficients[c] = (float)mean;
    coefficients[channels + c] = (float)(weights[c] / sqrt(variance + NORMALIZATION_EPSILON));
}

/** Takes the moving averages instead. */
extern "C" __global__ void recallMeasured(const float* weights, int channels, float* coefficients) {
    int c = (int)(blockIdx.x * blockDim.x + threadIdx.x);
    if (c < channels) {
        coefficients[c] = weights[2 * channels + c];
        coefficients[channels + c] = (float)(weights[c] / sqrt(weights[3 * channels + c] + NORMALIZATION_EPSILON));
    }
}

/**
 * Sums up dL/dy, and dL/dy (z - center) unless z is 0.
 *
 * @param parts written: C x splits x 2
 */
extern "C" __global__ void gatherChannels(
    const float* dy, const float* z, const float* coefficients, const int* lengths, int batch, int channels, int places,
    int splits, double* parts) {
    int c = (int)(blockIdx.x / splits);
    int split = (int)(blockIdx.x % splits);
    float center = z == 0 ? 0.0f : coefficients[c];
    int count = ((batch - split - 1) / splits + 1) * places;
    float sum = 0.0f;
    float products = 0.0f;
    for (int i = (int)threadIdx.x; i < count; i += CHANNEL_THREADS) {
        int n = split + splits * (i / places);
        int t = (int)(i % places);
        if (lengths == 0 || t < lengths[n]) {
            int at = (n * channels + c) * places + t;
            sum += dy[at];
            products += z == 0 ? 0.0f : dy[at] * (z[at] - center);
        }
    }
    double first = sum;
    double second = products;
    int none = 0;
    addUpChannel(&first, &second, &none);
    if (threadIdx.x == 0) {
        parts[2 * blockIdx.x] = first;
        parts[2 * blockIdx.x + 1] = second;
    }
}

/**
 * Joins what has been gathered: dL/dz = factor dL/dy - constant - slope (z - center).
 *
 * @param coefficients constant and slope are written behind center and factor
 * @param gradients added to: dL/dgamma, dL/dbeta, and what to subtract from the moving averages
 */
extern "C" __global__ void joinGathered(
    const double* parts, int channels, int splits, const float* weights, const double* statistics, float* coefficients,
    float* gradients) {
    int c = (int)(blockIdx.x * blockDim.x + threadIdx.x);
    if (c >= channels) {
        return;
    }
    double sum = 0.0;
    double products = 0.0;
    for (int split = 0; split < splits; split++) {
        sum += parts[2 * (c * splits + split)];
        products += parts[2 * (c * splits + split) + 1];
    }
    double count = statistics[2 * channels + c];
    double deviation = sqrt(statistics[channels + c] + NORMALIZATION_EPSILON);
    double factor = coefficients[channels + c];
    coefficients[2 * channels + c] = (float)(factor * sum / count);
    coefficients[3 * channels + c] = (float)(factor * products / deviation / deviation / count);
    double share = 1.0 - NORMALIZATION_DECAY;
    gradients[c] += (float)(products / deviation);
    gradients[channels + c] += (float)sum;
    gradients[2 * channels + c] += (float)(share * (weights[2 * channels + c] - statistics[c]));
    gradients[3 * channels + c] += (float)(share * (weights[3 * channels + c] - statistics[channels + c]));
}

/** Adds what has been gathered of dL/dy to the gradients of biases. */
extern "C" __global__ void addGathered(const double* parts, int channels, int splits, float* gradients) {
    int c = (int)(blockIdx.x * blockDim.x + threadIdx.x);
    if (c >= channels) {
        return;
    }
    double sum = 0.0;
    for (int split = 0; split < splits; split++) {
        sum += parts[2 * (c * splits + split)];
    }
    gradients[c] += (float)sum;
}

/**
 * Computes dL/dz, 0 beyond a sequence's own places.
 *
 * @param dz written, or added to; it may be dy
 */
extern "C" __global__ void differentiateChannels(
    const float* dy, const float* z, const float* coefficients, const int* lengths, int channels, int places,
    unsigned count, int adds, float* dz) {
    unsigned i = blockIdx.x * blockDim.x + threadIdx.x;
    if (i >= count) {
        return;
    }
    int t = (int)(i % places);
    unsigned plane = i / places;
    int c = (int)(plane % channels);
    int n = (int)(plane / channels);
    float gradient = 0.0f;
    if (lengths == 0 || t < lengths[n]) {
        gradient = coefficients[channels + c] * dy[i] - coefficients[2 * channels + c]
            - coefficients[3 * channels + c] * (z[i] - coefficients[c]);
    }
    dz[i] = adds ? dz[i] + gradient : gradient;
}
