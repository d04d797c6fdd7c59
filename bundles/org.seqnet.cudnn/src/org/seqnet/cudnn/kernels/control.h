// What kernels of a mini-batch read from memory, so that a CUDA graph recorded once serves them all.
#pragma once

/** Written by the host before each mini-batch. */
struct Control {
    /** Where the mini-batch begins in the order of the epoch. */
    int first;
    /** Its number in the epoch, from 1 on. */
    int number;
};

/** What the network made of the mini-batches so far. */
struct Figures {
    double loss;
    double correct;
    /** The first mini-batch whose loss was no finite number; 0 if there is none. */
    int failed;
    int padding;
};
