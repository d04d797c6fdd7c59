/**
 * The file systems behind KNIME's file locations: this machine, a workflow's data area, a URL. An invention of the
 * embedded runtime; nodes see them as {@code java.nio} paths.
 */
package org.knime.filehandling.core.embedded;
