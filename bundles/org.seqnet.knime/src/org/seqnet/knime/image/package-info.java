/** The Image File Reader: images in PNG and JPEG files, whose names a table contains. */
package org.seqnet.knime.image;
