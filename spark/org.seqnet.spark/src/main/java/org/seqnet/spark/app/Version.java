package org.seqnet.spark.app;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** Tells the version that the application's jar states. */
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        var stated = Optional.ofNullable(Version.class.getPackage().getImplementationVersion());
        return new String[] {"Sequence Networks " + stated.orElse("(development)")};
    }
}
