/**
 * The way into networks on NVIDIA's graphics cards. The engine finds its class by name, and everything else behind the
 * engine's own interfaces, so that this bundle may be missing.
 */
package org.seqnet.cudnn;
