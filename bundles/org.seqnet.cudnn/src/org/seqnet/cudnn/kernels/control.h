// What kernels of a mini-batch read from memory, so that a CUDA graph recorded once serves them all.
#pragma once

/** Written before each mini-batch. */
struct Control {
    /** Where the mini-batch begins in the order of the epoch. */
    int first;
    /** Its number in the epoch, from 1 on. */
    int number;
    /** What the updater multiplies a step by, and what some divide it by first. */
    float length;
    float correction;
    /** How far the running mean goes to the parameters. */
    float share;
    int padding;
    /** What makes the mean of a sum over the mini-batch. */
    double mean;
    /** The greatest length of a gradient. */
    double longest;
};

/** What the network made of the mini-batches so far. */
struct Figures {
    double loss;
    double correct;
    /** The first mini-batch whose loss was no finite number; 0 if there is none. */
    int failed;
    int padding;
};
