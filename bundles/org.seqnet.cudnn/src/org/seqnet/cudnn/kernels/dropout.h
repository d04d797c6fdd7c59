// What training drops: the engine's Dropout.
#pragma once
#include "seed.h"

/** Returns 0 where the unit of a step is dropped, else the factor of what is kept. */
__device__ float dropoutFactor(
    long long seed, int step, int layer, int layers, int unit, double share, float kept) {
    // the third purpose of SeedStream
    unsigned long long state = mixedSeed(mixedSeed(seed + SEED_GAMMA * 3) + (long long)(step * layers + layer));
    unsigned long long drawn = mixedSeed(state + SEED_GAMMA * (unsigned long long)(unit + 1));
    return (drawn >> 11) * 0x1p-53 < share ? 0.0f : kept;
}
