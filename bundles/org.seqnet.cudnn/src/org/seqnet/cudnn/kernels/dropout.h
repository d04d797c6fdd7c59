// What training drops: the engine's Dropout, whose random numbers are those of SplitMix64 (Steele, Lea and Flood 2014).
#pragma once

__device__ unsigned long long mixBits(unsigned long long z) {
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
    return z ^ (z >> 31);
}

/** Returns 0 where the unit of a step is dropped, else the factor of what is kept. */
__device__ float dropoutFactor(
    long long seed, int step, int layer, int layers, int unit, double share, float kept) {
    const unsigned long long gamma = 0x9E3779B97F4A7C15ULL;
    // the third purpose of SeedStream
    unsigned long long state = mixBits(mixBits(seed + gamma * 3) + (long long)(step * layers + layer));
    unsigned long long drawn = mixBits(state + gamma * (unsigned long long)(unit + 1));
    return (drawn >> 11) * 0x1p-53 < share ? 0.0f : kept;
}
