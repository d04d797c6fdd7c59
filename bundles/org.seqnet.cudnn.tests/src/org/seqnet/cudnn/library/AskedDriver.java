package org.seqnet.cudnn.library;

import java.nio.file.Path;

/** A process of its own that asks a driver twice, and prints what it said. */
final class AskedDriver {
    private AskedDriver() {}

    /** @param arguments the driver's library, and how many seconds it has */
    public static void main(String[] arguments) {
        var driver = new LoadedDriver(Long.parseLong(arguments[1]));
        for (int i = 0; i < 2; i++) {
            try {
                System.out.println(driver.ask(Path.of(arguments[0]), 0));
            } catch (ShortcomingException e) {
                System.out.println(e.finding());
            }
        }
    }
}
