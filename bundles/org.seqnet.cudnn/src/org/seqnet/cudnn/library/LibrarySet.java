package org.seqnet.cudnn.library;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Libraries of NVIDIA that fit together.
 *
 * @param cuda the major version of CUDA that they were built for
 * @param optional what is loaded because it is there
 */
record LibrarySet(int cuda, Path cublasLt, Path cublas, List<Path> optional, List<Path> cudnnParts, Path cudnn) {

    /** Returns all of them, each after those that it asks the process for by name. */
    List<Path> inLoadingOrder() {
        var all = new ArrayList<>(List.of(cublasLt, cublas));
        all.addAll(optional);
        all.addAll(cudnnParts);
        all.add(cudnn);
        return all;
    }
}
