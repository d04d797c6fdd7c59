// cuDNN's recurrent networks.
#include "cudnn.h"

using namespace standin;

EXPORT int cudnnCreateDropoutDescriptor() { return CUDNN_NOT_SUPPORTED; }
EXPORT int cudnnDestroyDropoutDescriptor() { return CUDNN_NOT_SUPPORTED; }
EXPORT int cudnnSetDropoutDescriptor() { return CUDNN_NOT_SUPPORTED; }
EXPORT int cudnnCreateRNNDescriptor() { return CUDNN_NOT_SUPPORTED; }
EXPORT int cudnnDestroyRNNDescriptor() { return CUDNN_NOT_SUPPORTED; }
EXPORT int cudnnSetRNNDescriptor_v8() { return CUDNN_NOT_SUPPORTED; }
EXPORT int cudnnCreateRNNDataDescriptor() { return CUDNN_NOT_SUPPORTED; }
EXPORT int cudnnDestroyRNNDataDescriptor() { return CUDNN_NOT_SUPPORTED; }
EXPORT int cudnnSetRNNDataDescriptor() { return CUDNN_NOT_SUPPORTED; }
EXPORT int cudnnGetRNNWeightSpaceSize() { return CUDNN_NOT_SUPPORTED; }
EXPORT int cudnnGetRNNTempSpaceSizes() { return CUDNN_NOT_SUPPORTED; }
EXPORT int cudnnGetRNNWeightParams() { return CUDNN_NOT_SUPPORTED; }
EXPORT int cudnnRNNForward() { return CUDNN_NOT_SUPPORTED; }
EXPORT int cudnnRNNBackwardData_v8() { return CUDNN_NOT_SUPPORTED; }
EXPORT int cudnnRNNBackwardWeights_v8() { return CUDNN_NOT_SUPPORTED; }
