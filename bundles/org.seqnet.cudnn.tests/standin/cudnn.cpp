// cuDNN's handles and tensor descriptors.
#include "cudnn.h"

#include <map>

using namespace standin;

namespace standin {
std::map<Address, Address> streams;
std::map<Address, Tensor> tensors;

Address stream(Address handle) { return streams[handle]; }
Tensor& tensor(Address descriptor) { return tensors[descriptor]; }
Address newCudnn(const char* kind) {
    static Address next = 0xCDA0000;
    next += 16;
    made(kind, next);
    return next;
}
}  // namespace standin

EXPORT size_t cudnnGetVersion() {
    enter(__func__);
    return 90100;
}
EXPORT int cudnnCreate(Address* handle) {
    if (enter(__func__)) return CUDNN_FAILED;
    *handle = newCudnn("cuDNN handle");
    return CUDNN_OK;
}
EXPORT int cudnnDestroy(Address handle) {
    CUDNN_DESTROY("cuDNN handle", handle);
    return fails ? CUDNN_FAILED : CUDNN_OK;
}
EXPORT int cudnnSetStream(Address handle, Address stream) {
    CUDNN_CALL("cuDNN handle", handle);
    CHECK(isStream(stream), CUDNN_BAD, "cudnnSetStream: no stream");
    streams[handle] = stream;
    return CUDNN_OK;
}
EXPORT int cudnnCreateTensorDescriptor(Address* descriptor) {
    if (enter(__func__)) return CUDNN_FAILED;
    *descriptor = newCudnn("tensor descriptor");
    return CUDNN_OK;
}
EXPORT int cudnnDestroyTensorDescriptor(Address descriptor) {
    CUDNN_DESTROY("tensor descriptor", descriptor);
    tensors.erase(descriptor);
    return fails ? CUDNN_FAILED : CUDNN_OK;
}
EXPORT int cudnnSetTensorNdDescriptor(Address descriptor, int type, int dimensions, const int* sizes, const int* strides) {
    CUDNN_CALL("tensor descriptor", descriptor);
    CHECK(type == 0 && dimensions >= 3 && dimensions <= 8, CUDNN_BAD, "cudnnSetTensorNdDescriptor: type %d", type);
    Tensor made;
    for (int i = 0; i < dimensions; i++) {
        CHECK(sizes[i] > 0 && strides[i] > 0, CUDNN_BAD, "cudnnSetTensorNdDescriptor: size %d is %d", i, sizes[i]);
        made.sizes.push_back(sizes[i]);
        made.strides.push_back(strides[i]);
    }
    tensors[descriptor] = made;
    return CUDNN_OK;
}
EXPORT int cudnnGetTensorNdDescriptor(
    Address descriptor, int requested, int* type, int* dimensions, int* sizes, int* strides) {
    CUDNN_CALL("tensor descriptor", descriptor);
    auto& tensor = tensors[descriptor];
    *type = 0;
    *dimensions = (int)tensor.sizes.size();
    for (int i = 0; i < requested && i < *dimensions; i++) {
        sizes[i] = tensor.sizes[i];
        strides[i] = tensor.strides[i];
    }
    return CUDNN_OK;
}
