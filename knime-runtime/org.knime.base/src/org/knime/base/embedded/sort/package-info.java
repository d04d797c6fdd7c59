/** Sorts tables by the settings that KNIME 5.8 saves. An invention of the embedded runtime. */
package org.knime.base.embedded.sort;
