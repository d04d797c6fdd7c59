/** Clean-room stand-in for KNIME's package of this name: exceptions with messages, and how serializers are found. */
package org.knime.core.internal;
