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

#define SEED_GAMMA 0x9E3779B97F4A7C15ull

/** Returns one of the numbers of a stream at this place, counted from 0. */
__device__ __forceinline__ unsigned long long numberOfStream(unsigned long long place, long long number) {
    return mixBits(place + SEED_GAMMA * (unsigned long long)(number + 1));
}

/** Says whether a sequence's number {@code unit} of the stream is below the share. */
__device__ __forceinline__ bool isDropped(Drops drops, int sequence, long long unit) {
    // The purpose DROPOUT is the third.
    unsigned long long place = mixBits((unsigned long long)drops.seeds[sequence] + SEED_GAMMA * 3ull);
    place = mixBits(place + (unsigned long long)(long long)drops.stream);
    return (long long)(numberOfStream(place, unit) >> 11) < drops.share;
}
