// Parameters between the engine's order and the spaces of the layers.

/** Puts each parameter at its place in the space. */
extern "C" __global__ void scatterParameters(const float* parameters, const int* places, int count, float* space) {
    int i = blockIdx.x * blockDim.x + threadIdx.x;
    if (i < count) {
        space[places[i]] = parameters[i];
    }
}

/** Takes each parameter's gradient from its place in the space. */
extern "C" __global__ void gatherGradients(const float* space, const int* places, int count, float* gradients) {
    int i = blockIdx.x * blockDim.x + threadIdx.x;
    if (i < count) {
        gradients[i] = space[places[i]];
    }
}
