package org.seqnet.engine.model;

/**
 * What messages say of a kind of file.
 *
 * @param title what it is called, such as "network file"
 * @param choice which file to select instead of one that is none
 * @param damage what to do if one is damaged
 */
record FileKind(String title, String choice, String damage) {
    static final FileKind NETWORK = new FileKind(
            "network file",
            "Select a file written by the Network Writer.",
            "The file is damaged; write it again or get a new copy.");

    static final FileKind CHECKPOINT = new FileKind(
            "checkpoint",
            "Select a checkpoint of a training on a cluster.",
            "The file is damaged; continue from an earlier checkpoint, or start the training again.");
}
