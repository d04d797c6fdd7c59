// What training drops: the numbers of the engine's SeedStream, bit by bit. Each depends on its place in the stream
// alone, so that any thread computes any of them.
#pragma once

/** Which outputs of which sequences are dropped. */
struct Drops {
    /** By sequence; 0 if nothing is dropped. */
    const long long* seeds;
    /** Which of the layers that drop, and which step, as the engine counts both. */
    int stream;
    /** The share that is dropped, of 2^53. */
    long long share;
};

__device__ __forceinline__ unsigned long long mixBits(unsigned long long z) {
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ull;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBull;
    return z ^ (z >> 31);
}

/** Says whether a sequence's number {@code unit} of the stream is below the share. */
__device__ __forceinline__ bool isDropped(Drops drops, int sequence, long long unit) {
    const unsigned long long gamma = 0x9E3779B97F4A7C15ull;
    // The purpose DROPOUT is the third.
    unsigned long long state = mixBits((unsigned long long)drops.seeds[sequence] + gamma * 3ull);
    state = mixBits(state + (unsigned long long)(long long)drops.stream);
    unsigned long long number = mixBits(state + gamma * (unsigned long long)(unit + 1));
    return (long long)(number >> 11) < drops.share;
}
