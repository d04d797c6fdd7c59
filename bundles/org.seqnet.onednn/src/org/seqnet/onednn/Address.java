package org.seqnet.onednn;

import org.bytedeco.javacpp.Pointer;

/** An address as JavaCPP's functions take it. */
final class Address extends Pointer {
    Address at(long newAddress) {
        address = newAddress;
        return this;
    }
}
