package org.seqnet.exchange.safetensors;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the header of a file says.
 *
 * @param tensors by name, in the order of the header
 * @param metadata what else the file says, by key
 */
record Header(Map<String, Place> tensors, Map<String, String> metadata) {
    Header {
        tensors = Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
        metadata = Map.copyOf(metadata);
    }
}
