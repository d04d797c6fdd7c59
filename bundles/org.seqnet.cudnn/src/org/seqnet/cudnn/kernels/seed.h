// Random numbers of the engine's SeedStream: SplitMix64 (Steele, Lea and Flood 2014), whose n-th number from a state is
// the mixed sum of the state and n times gamma.
#pragma once

#define SEED_GAMMA 0x9E3779B97F4A7C15ULL

__device__ unsigned long long mixedSeed(unsigned long long z) {
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
    return z ^ (z >> 31);
}
