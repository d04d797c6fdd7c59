/** Files of safetensors with the state dictionary of a recurrent network of PyTorch. */
package org.seqnet.exchange.safetensors;
