package org.seqnet.cudnn.card;

import static org.seqnet.cudnn.card.CardException.require;

import org.seqnet.cudnn.binding.Driver;

/** A piece of a card's memory. */
public final class DeviceMemory {
    private final long bytes;
    private long address;

    private DeviceMemory(long address, long bytes) {
        this.address = address;
        this.bytes = bytes;
    }

    static DeviceMemory allocate(Card card, long bytes) {
        var address = new long[1];
        int status = Driver.cuMemAlloc_v2(address, bytes);
        if (status == Driver.OUT_OF_MEMORY) {
            throw CardException.outOfMemory(bytes, card.freeBytes());
        }
        require(status, "cuMemAlloc");
        return new DeviceMemory(address[0], bytes);
    }

    /** Returns where it begins. */
    public long address() {
        return address;
    }

    /** Returns how large it is. */
    public long bytes() {
        return bytes;
    }

    void free() {
        if (address != 0) {
            Driver.cuMemFree_v2(address);
            address = 0;
        }
    }
}
