/**
 * Images in PNG and JPEG files: the Image File Reader, whose table contains their names, the Image Folder Reader, whose
 * folder has a subfolder per class, and what other nodes need to read image files at paths.
 */
package org.seqnet.knime.image;
