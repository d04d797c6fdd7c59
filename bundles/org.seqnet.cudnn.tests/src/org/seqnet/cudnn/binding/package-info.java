/** Tests of what calls functions of native libraries: the library that does it, and the platforms it does it on. */
package org.seqnet.cudnn.binding;
