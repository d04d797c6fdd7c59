/**
 * What JavaCPP's bindings of oneDNN want to load beside oneDNN, which needs none of it to compute on a processor: the
 * bindings of OpenCL would bring the loader of its drivers.
 */
package org.bytedeco.opencl.presets;
