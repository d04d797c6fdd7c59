package org.seqnet.engine.backend;

import java.util.ArrayList;
import java.util.List;

/**
 * A library of CUDA 11.6 that ND4J's CUDA backend or its Java part is linked with, or that one of these is. It uses no
 * cuDNN.
 *
 * @param linux its file name on Linux, which holds the version that the linker asks for
 * @param windows its file name on Windows
 */
record CudaLibrary(String linux, String windows) {
    /** In an order in which each finds those that it needs already loaded. */
    static final List<CudaLibrary> NEEDED = List.of(
            new CudaLibrary("libcudart.so.11.0", "cudart64_110.dll"),
            new CudaLibrary("libcublasLt.so.11", "cublasLt64_11.dll"),
            new CudaLibrary("libcublas.so.11", "cublas64_11.dll"),
            new CudaLibrary("libcusparse.so.11", "cusparse64_11.dll"),
            new CudaLibrary("libcusolver.so.11", "cusolver64_11.dll"),
            new CudaLibrary("libcusolverMg.so.11", "cusolverMg64_11.dll"));

    String fileName(Machine machine) {
        return machine.isWindows() ? windows : linux;
    }

    /** Looks for all of them. */
    static List<Finding> search(Machine machine) {
        var findings = new ArrayList<Finding>();
        for (var library : NEEDED) {
            var name = library.fileName(machine);
            findings.add(machine.library(name)
                    .map(place -> Finding.present("CUDA library " + name, place.toString()))
                    .orElseGet(() -> Finding.missing(
                            "CUDA library " + name,
                            "not found; " + machine.searchedFolders() + ".",
                            "Get the libraries with tools/cuda-libs --cuda 11.6 or install CUDA 11.6, and enter their "
                                    + "folder in the preference \"CUDA libraries folder\" or in "
                                    + ComputeSetting.CUDA_LIBRARIES.environmentVariable() + ".")));
        }
        return findings;
    }

    /**
     * Loads all of them into the process, so that ND4J's own libraries find them wherever they lie.
     *
     * @throws UnsatisfiedLinkError if one is missing or does not load
     */
    static void loadAll(Machine machine) {
        for (var library : NEEDED) {
            var name = library.fileName(machine);
            System.load(machine.library(name)
                    .orElseThrow(() -> new UnsatisfiedLinkError(name + " no longer exists."))
                    .toAbsolutePath()
                    .toString());
        }
    }
}
