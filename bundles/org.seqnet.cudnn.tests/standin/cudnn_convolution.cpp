// cuDNN's convolutions of two dimensions, in double inside.
#include "cudnn.h"

#include <cmath>
#include <map>
#include <set>

using namespace standin;

namespace {

struct Convolution {
    std::vector<int> padding, strides, dilations;
};
std::map<Address, std::vector<int>> filters;
std::map<Address, Convolution> convolutions;

enum Direction { FORWARD, DATA, FILTER };
constexpr int ALGORITHMS[] = {8, 6, 7};
/** What a test wants not to be computed: directions and algorithms, asked for, and only found out when it is run. */
std::set<std::pair<int, int>> refused, refusedLate;

/** Two tensors, a filter and a convolution that fit each other. */
struct Job {
    Tensor x, y;
    std::vector<int> w;
    Convolution by;

    size_t weights() const { return (size_t)w[0] * w[1] * w[2] * w[3]; }
    /** More than the algorithm needs; a number that no other job has, and larger for fewer images, as it may be. */
    size_t workspace(int direction, int algorithm) const {
        size_t images = x.sizes[0] < 1024 ? 1024 - x.sizes[0] : 0;
        return algorithm == 0 ? 0 : 64 + 16 * algorithm + 4 * (weights() + images + y.sizes[3]) + direction;
    }
};

bool isSet(const Tensor& tensor) { return tensor.sizes.size() == 4; }

/** Returns what is wrong; null if nothing is. */
const char* fit(Address xDescriptor, Address wDescriptor, Address convolution, Address yDescriptor, Job& job) {
    if (!exists("tensor descriptor", xDescriptor) || !exists("tensor descriptor", yDescriptor)) {
        return "no tensor descriptor";
    }
    if (!exists("filter descriptor", wDescriptor) || !exists("convolution descriptor", convolution)) {
        return "no filter or convolution descriptor";
    }
    job = {tensor(xDescriptor), tensor(yDescriptor), filters[wDescriptor], convolutions[convolution]};
    if (!isSet(job.x) || !isSet(job.y) || job.w.size() != 4 || job.by.padding.size() != 2) {
        return "a descriptor was not set, or not for two dimensions";
    }
    if (job.x.sizes[0] != job.y.sizes[0] || job.x.sizes[1] != job.w[1] || job.y.sizes[1] != job.w[0]) {
        return "images or channels do not fit";
    }
    for (int i = 0; i < 2; i++) {
        int seen = job.by.dilations[i] * (job.w[2 + i] - 1) + 1;
        int padded = job.x.sizes[2 + i] + 2 * job.by.padding[i];
        if (padded < seen || job.y.sizes[2 + i] != (padded - seen) / job.by.strides[i] + 1) {
            return "the output's size does not fit";
        }
    }
    for (auto tensor : {&job.x, &job.y}) {
        auto& sizes = tensor->sizes;
        auto& strides = tensor->strides;
        if (strides[3] != 1 || strides[2] != sizes[3] || strides[1] != sizes[2] * sizes[3] ||
            strides[0] < sizes[1] * strides[1]) {
            return "more than the stride of images differs from that of packed ones";
        }
    }
    return nullptr;
}

#define FITS                                                                                    \
    CUDNN_CALL("cuDNN handle", handle);                                                         \
    Job job;                                                                                    \
    const char* unfit = fit(xDescriptor, wDescriptor, convolution, yDescriptor, job);           \
    CHECK(unfit == nullptr, CUDNN_BAD, "%s: %s", __func__, unfit)

int workspace(const char* name, const Job& job, Direction direction, int algorithm, size_t* bytes) {
    CHECK(algorithm >= 0 && algorithm < ALGORITHMS[direction], CUDNN_BAD, "%s: algorithm %d", name, algorithm);
    if (refused.count({direction, algorithm})) {
        return CUDNN_BAD;
    }
    *bytes = job.workspace(direction, algorithm);
    return CUDNN_OK;
}

int ready(const char* name, const Job& job, Direction direction, int algorithm, Address handle, Address space,
          size_t bytes, Address x, Address w, Address y, const float* alpha, const float* beta) {
    CHECK(algorithm >= 0 && algorithm < ALGORITHMS[direction], CUDNN_BAD, "%s: algorithm %d", name, algorithm);
    if (refused.count({direction, algorithm}) || refusedLate.count({direction, algorithm})) {
        return CUDNN_NOT_SUPPORTED;
    }
    CHECK(isStream(stream(handle)), CUDNN_BAD, "%s: no stream was set", name);
    CHECK(*alpha == 1 && (*beta == 0 || *beta == 1), CUDNN_BAD, "%s: alpha or beta", name);
    CHECK(bytes >= job.workspace(direction, algorithm), CUDNN_BAD, "%s: a workspace of %zu bytes", name, bytes);
    CHECK(isDevice(space, bytes), CUDNN_BAD, "%s: the workspace does not fit its memory", name);
    CHECK(isDevice(x, 4 * job.x.extent()), CUDNN_BAD, "%s: x does not fit its memory", name);
    CHECK(isDevice(y, 4 * job.y.extent()), CUDNN_BAD, "%s: y does not fit its memory", name);
    CHECK(isDevice(w, 4 * job.weights()), CUDNN_BAD, "%s: w does not fit its memory", name);
    CHECK(w % 16 == 0, CUDNN_BAD, "%s: weights that tensor cores cannot load", name);
    return CUDNN_OK;
}

/** Whatever was in the workspace is gone. */
void spoil(Address space, size_t bytes) {
    for (size_t i = 0; i < bytes / 4; i++) {
        floats(space)[i] = NAN;
    }
}

/** Calls action(place in x, place in w, place in y) for each product of a convolution. */
template <class Action>
void forProducts(const Job& job, Action action) {
    auto& w = job.w;
    auto& xs = job.x.strides;
    auto& ys = job.y.strides;
    for (int n = 0; n < job.y.sizes[0]; n++)
        for (int f = 0; f < w[0]; f++)
            for (int i = 0; i < job.y.sizes[2]; i++)
                for (int j = 0; j < job.y.sizes[3]; j++) {
                    size_t to = (size_t)n * ys[0] + (size_t)f * ys[1] + (size_t)i * ys[2] + j;
                    for (int c = 0; c < w[1]; c++)
                        for (int r = 0; r < w[2]; r++) {
                            int row = i * job.by.strides[0] - job.by.padding[0] + r * job.by.dilations[0];
                            if (row < 0 || row >= job.x.sizes[2]) continue;
                            for (int s = 0; s < w[3]; s++) {
                                int column = j * job.by.strides[1] - job.by.padding[1] + s * job.by.dilations[1];
                                if (column < 0 || column >= job.x.sizes[3]) continue;
                                size_t from = (size_t)n * xs[0] + (size_t)c * xs[1] + (size_t)row * xs[2] + column;
                                action(from, (((size_t)f * w[1] + c) * w[2] + r) * w[3] + s, to);
                            }
                        }
                }
}

/** Writes sums where a tensor has values, and nothing between. */
void write(const std::vector<double>& sums, const Tensor& tensor, float kept, Address target) {
    for (int n = 0; n < tensor.sizes[0]; n++) {
        size_t image = (size_t)tensor.sizes[1] * tensor.strides[1];
        for (size_t i = (size_t)n * tensor.strides[0]; i < (size_t)n * tensor.strides[0] + image; i++) {
            float& value = floats(target)[i];
            value = (float)(sums[i] + (kept == 0 ? 0 : kept * value));
        }
    }
}

}  // namespace

/** Makes an algorithm unsupported; directions are 0 forward, 1 data, 2 filter; late: only when it is run. */
EXPORT void standin_refuse_algorithm(int direction, int algorithm, int late) {
    (late ? refusedLate : refused).insert({direction, algorithm});
}
EXPORT void standin_refuse_no_algorithm() {
    refused.clear();
    refusedLate.clear();
}

EXPORT int cudnnCreateFilterDescriptor(Address* descriptor) {
    if (enter(__func__)) return CUDNN_FAILED;
    *descriptor = newCudnn("filter descriptor");
    return CUDNN_OK;
}
EXPORT int cudnnDestroyFilterDescriptor(Address descriptor) {
    CUDNN_DESTROY("filter descriptor", descriptor);
    filters.erase(descriptor);
    return fails ? CUDNN_FAILED : CUDNN_OK;
}
EXPORT int cudnnSetFilterNdDescriptor(Address descriptor, int type, int format, int dimensions, const int* sizes) {
    CUDNN_CALL("filter descriptor", descriptor);
    CHECK(type == 0 && format == 0 && dimensions == 4, CUDNN_BAD, "cudnnSetFilterNdDescriptor: type or format");
    for (int i = 0; i < dimensions; i++) {
        CHECK(sizes[i] > 0, CUDNN_BAD, "cudnnSetFilterNdDescriptor: size %d is %d", i, sizes[i]);
    }
    filters[descriptor] = std::vector<int>(sizes, sizes + dimensions);
    return CUDNN_OK;
}
EXPORT int cudnnCreateConvolutionDescriptor(Address* descriptor) {
    if (enter(__func__)) return CUDNN_FAILED;
    *descriptor = newCudnn("convolution descriptor");
    return CUDNN_OK;
}
EXPORT int cudnnDestroyConvolutionDescriptor(Address descriptor) {
    CUDNN_DESTROY("convolution descriptor", descriptor);
    convolutions.erase(descriptor);
    return fails ? CUDNN_FAILED : CUDNN_OK;
}
EXPORT int cudnnSetConvolutionNdDescriptor(
    Address descriptor, int dimensions, const int* padding, const int* strides, const int* dilations, int mode,
    int type) {
    CUDNN_CALL("convolution descriptor", descriptor);
    CHECK(dimensions == 2 && mode == 1 && type == 0, CUDNN_BAD, "cudnnSetConvolutionNdDescriptor: mode or type");
    for (int i = 0; i < dimensions; i++) {
        CHECK(padding[i] >= 0 && strides[i] > 0 && dilations[i] > 0, CUDNN_BAD,
              "cudnnSetConvolutionNdDescriptor: dimension %d", i);
    }
    auto all = [&](const int* values) { return std::vector<int>(values, values + dimensions); };
    convolutions[descriptor] = {all(padding), all(strides), all(dilations)};
    return CUDNN_OK;
}
EXPORT int cudnnSetConvolutionMathType(Address descriptor, int type) {
    CUDNN_CALL("convolution descriptor", descriptor);
    CHECK(convolutions.count(descriptor), CUDNN_BAD, "cudnnSetConvolutionMathType: the descriptor was not set");
    CHECK(type >= 0 && type <= 3, CUDNN_BAD, "cudnnSetConvolutionMathType: %d", type);
    return CUDNN_OK;
}
EXPORT int cudnnGetConvolutionForwardWorkspaceSize(
    Address handle, Address xDescriptor, Address wDescriptor, Address convolution, Address yDescriptor, int algorithm,
    size_t* bytes) {
    FITS;
    return workspace(__func__, job, FORWARD, algorithm, bytes);
}
EXPORT int cudnnGetConvolutionBackwardDataWorkspaceSize(
    Address handle, Address wDescriptor, Address yDescriptor, Address convolution, Address xDescriptor, int algorithm,
    size_t* bytes) {
    FITS;
    return workspace(__func__, job, DATA, algorithm, bytes);
}
EXPORT int cudnnGetConvolutionBackwardFilterWorkspaceSize(
    Address handle, Address xDescriptor, Address yDescriptor, Address convolution, Address wDescriptor, int algorithm,
    size_t* bytes) {
    FITS;
    return workspace(__func__, job, FILTER, algorithm, bytes);
}

#define READY(direction)                                                                                        \
    FITS;                                                                                                       \
    int status = ready(__func__, job, direction, algorithm, handle, space, bytes, x, w, y, alpha, beta);        \
    if (status != CUDNN_OK) return status;                                                                      \
    float kept = *beta

EXPORT int cudnnConvolutionForward(
    Address handle, const float* alpha, Address xDescriptor, Address x, Address wDescriptor, Address w,
    Address convolution, int algorithm, Address space, size_t bytes, const float* beta, Address yDescriptor,
    Address y) {
    READY(FORWARD);
    work(stream(handle), [=] {
        spoil(space, bytes);
        std::vector<double> sums(job.y.extent());
        forProducts(job, [&](size_t i, size_t k, size_t o) { sums[o] += (double)floats(x)[i] * floats(w)[k]; });
        write(sums, job.y, kept, y);
    });
    return CUDNN_OK;
}
EXPORT int cudnnConvolutionBackwardData(
    Address handle, const float* alpha, Address wDescriptor, Address w, Address yDescriptor, Address y,
    Address convolution, int algorithm, Address space, size_t bytes, const float* beta, Address xDescriptor,
    Address x) {
    READY(DATA);
    work(stream(handle), [=] {
        spoil(space, bytes);
        std::vector<double> sums(job.x.extent());
        forProducts(job, [&](size_t i, size_t k, size_t o) { sums[i] += (double)floats(y)[o] * floats(w)[k]; });
        write(sums, job.x, kept, x);
    });
    return CUDNN_OK;
}
EXPORT int cudnnConvolutionBackwardFilter(
    Address handle, const float* alpha, Address xDescriptor, Address x, Address yDescriptor, Address y,
    Address convolution, int algorithm, Address space, size_t bytes, const float* beta, Address wDescriptor,
    Address w) {
    READY(FILTER);
    work(stream(handle), [=] {
        spoil(space, bytes);
        std::vector<double> sums(job.weights());
        forProducts(job, [&](size_t i, size_t k, size_t o) { sums[k] += (double)floats(x)[i] * floats(y)[o]; });
        for (size_t k = 0; k < sums.size(); k++) {
            floats(w)[k] = (float)(sums[k] + (kept == 0 ? 0 : kept * floats(w)[k]));
        }
    });
    return CUDNN_OK;
}
