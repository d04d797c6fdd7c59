package org.bytedeco.opencl.presets;

/** Takes the place of the class of JavaCPP's bindings of OpenCL that those of oneDNN name. */
public final class OpenCL {
    private OpenCL() {}
}
