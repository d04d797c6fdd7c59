// cuDNN's convolutions.
#include "cudnn.h"

using namespace standin;

EXPORT int cudnnCreateFilterDescriptor() { return CUDNN_NOT_SUPPORTED; }
EXPORT int cudnnDestroyFilterDescriptor() { return CUDNN_NOT_SUPPORTED; }
EXPORT int cudnnSetFilterNdDescriptor() { return CUDNN_NOT_SUPPORTED; }
EXPORT int cudnnCreateConvolutionDescriptor() { return CUDNN_NOT_SUPPORTED; }
EXPORT int cudnnDestroyConvolutionDescriptor() { return CUDNN_NOT_SUPPORTED; }
EXPORT int cudnnSetConvolutionNdDescriptor() { return CUDNN_NOT_SUPPORTED; }
EXPORT int cudnnSetConvolutionMathType() { return CUDNN_NOT_SUPPORTED; }
EXPORT int cudnnGetConvolutionForwardWorkspaceSize() { return CUDNN_NOT_SUPPORTED; }
EXPORT int cudnnGetConvolutionBackwardDataWorkspaceSize() { return CUDNN_NOT_SUPPORTED; }
EXPORT int cudnnGetConvolutionBackwardFilterWorkspaceSize() { return CUDNN_NOT_SUPPORTED; }
EXPORT int cudnnConvolutionForward() { return CUDNN_NOT_SUPPORTED; }
EXPORT int cudnnConvolutionBackwardData() { return CUDNN_NOT_SUPPORTED; }
EXPORT int cudnnConvolutionBackwardFilter() { return CUDNN_NOT_SUPPORTED; }
