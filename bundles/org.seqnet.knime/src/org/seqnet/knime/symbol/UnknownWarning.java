package org.seqnet.knime.symbol;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.seqnet.engine.sequence.UnknownSymbols;

/** Warns about symbols that a network does not know. */
public final class UnknownWarning {
    private UnknownWarning() {}

    /** Returns the warning, if there are any; {@code table} is what it calls the table. */
    public static Optional<String> of(UnknownSymbols symbols, String table) {
        if (symbols.unknown() == 0) {
            return Optional.empty();
        }
        var examples = symbols.examples().isEmpty()
                ? "they are missing"
                : "for example "
                        + symbols.examples().stream()
                                .map(symbol -> "'" + symbol + "'")
                                .collect(Collectors.joining(", "));
        return Optional.of(String.format(
                Locale.ROOT,
                "%,d of %,d symbols of the %s are not in the network's vocabulary: %s.",
                symbols.unknown(),
                symbols.all(),
                table,
                examples));
    }
}
