package org.seqnet.cudnn.library;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** A system that there is cuDNN for, and how its libraries are called. */
enum Platform {
    /** Linux on x86-64. */
    LINUX_X86_64("linux-x86_64", 62, "x86_64-linux"),
    /** Linux on servers with ARM processors. */
    LINUX_ARM64("linux-arm64", 183, "sbsa-linux"),
    /** Windows on x86-64. */
    WINDOWS_X86_64("windows-x86_64", 0x8664, "x64");

    /** The parts of cuDNN 9, in an order in which each finds those that it needs already loaded. */
    static final List<String> CUDNN_PARTS =
            List.of("graph", "ops", "cnn", "adv", "engines_precompiled", "engines_runtime_compiled", "heuristic");

    /** Parts that only newer ones of cuDNN 9 have. */
    static final List<String> NEWER_CUDNN_PARTS = List.of("engines_tensor_ir", "ext");

    private final String title;
    private final int machine;
    private final String target;

    Platform(String title, int machine, String target) {
        this.title = title;
        this.machine = machine;
        this.target = target;
    }

    /**
     * Returns the platform, if it is one.
     *
     * @param system Java's name of the operating system
     * @param processor Java's name of the processor's architecture
     */
    static Optional<Platform> of(String system, String processor) {
        boolean intel = List.of("amd64", "x86_64").contains(processor.toLowerCase(Locale.ROOT));
        if (system.startsWith("Windows")) {
            return intel ? Optional.of(WINDOWS_X86_64) : Optional.empty();
        }
        if (!system.equals("Linux")) {
            return Optional.empty();
        }
        return intel ? Optional.of(LINUX_X86_64) : Optional.of(LINUX_ARM64).filter(arm -> processor.equals("aarch64"));
    }

    boolean isWindows() {
        return this == WINDOWS_X86_64;
    }

    /** Returns the number by which the header of a library names the processor. */
    int machine() {
        return machine;
    }

    /** Returns what CUDA calls this platform in the names of folders. */
    String target() {
        return target;
    }

    String driver() {
        return isWindows() ? "nvcuda.dll" : "libcuda.so.1";
    }

    /** Returns the file name of cuBLAS for this major version of CUDA. */
    String cublas(int cuda) {
        return isWindows() ? "cublas64_" + cuda + ".dll" : "libcublas.so." + cuda;
    }

    /** Returns the file name of the library that cuBLAS and cuDNN multiply matrices with. */
    String cublasLt(int cuda) {
        return isWindows() ? "cublasLt64_" + cuda + ".dll" : "libcublasLt.so." + cuda;
    }

    /** Returns what {@link #cublasLt} looks like; the group is the major version of CUDA. */
    Pattern anyCublasLt() {
        return Pattern.compile(isWindows() ? "cublasLt64_(\\d+)\\.dll" : "libcublasLt\\.so\\.(\\d+)");
    }

    /** Returns the file name of cuDNN in this major version, which loads its parts. */
    String cudnn(int version) {
        return isWindows() ? "cudnn64_" + version + ".dll" : "libcudnn.so." + version;
    }

    /** Returns the file name of a part of cuDNN 9. */
    String cudnnPart(String part) {
        return isWindows() ? "cudnn_" + part + "64_9.dll" : "libcudnn_" + part + ".so.9";
    }

    /**
     * Returns what the file names of libraries look like that are loaded where they are: CUDA's compiler, with which
     * cuDNN may build kernels as it runs, and what it unpacks itself with on Windows.
     */
    Pattern optional(int cuda) {
        return Pattern.compile(
                isWindows()
                        ? "nvrtc(-builtins)?64_" + cuda + "\\d(_0)?\\.dll|zlibwapi\\.dll"
                        : "libnvrtc(-builtins\\.so\\." + cuda + "\\.\\d+|\\.so\\." + cuda + ")");
    }

    @Override
    public String toString() {
        return title;
    }
}
