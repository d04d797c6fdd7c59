package org.knime.node.parameters;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/** Hides a layout part or a field until the user asks for advanced settings. */
@Retention(RetentionPolicy.RUNTIME)
public @interface Advanced {}
