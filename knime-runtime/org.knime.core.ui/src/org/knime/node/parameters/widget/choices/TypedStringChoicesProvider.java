package org.knime.node.parameters.widget.choices;

/** Lists names together with types. */
public non-sealed interface TypedStringChoicesProvider extends ChoicesStateProvider<TypedStringChoice> {}
