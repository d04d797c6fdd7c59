// What the parts of cuDNN share.
#pragma once
#include "standin.h"

constexpr int CUDNN_OK = 0, CUDNN_BAD = 2000, CUDNN_NOT_SUPPORTED = 3000, CUDNN_FAILED = 5000;

namespace standin {

struct Tensor {
    std::vector<int> sizes, strides;
    /** The number of floats from the first to the last. */
    size_t extent() const {
        size_t last = 0;
        for (size_t i = 0; i < sizes.size(); i++) {
            last += (size_t)(sizes[i] - 1) * strides[i];
        }
        return last + 1;
    }
};

/** Returns the stream of a handle. */
Address stream(Address handle);
/** Returns what was set for a tensor descriptor. */
Tensor& tensor(Address descriptor);
/** Returns a new handle, counted. */
Address newCudnn(const char* kind);

}  // namespace standin

/** Begins a function: what it is called for must exist. */
#define CUDNN_CALL(kind, handle)                                              \
    if (standin::enter(__func__)) return CUDNN_FAILED;                        \
    CHECK(standin::exists(kind, handle), CUDNN_BAD, "%s: no " kind, __func__)

/** Begins a function that destroys something: it is gone, also if the test wants a failure to be returned. */
#define CUDNN_DESTROY(kind, handle)                                           \
    bool fails = standin::enter(__func__);                                    \
    CHECK(standin::destroyed(kind, handle), CUDNN_BAD, "%s: no " kind, __func__)
