package org.seqnet.engine.file;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.MalformedURLException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Optional;

/** Says in words why a file or address could not be read; Java's own exceptions only repeat it, or do not name it. */
public final class Unreadable {

    private Unreadable() {}

    /**
     * Returns a failure whose message names the file, says what is wrong and what to do.
     *
     * @param name what messages call the file: its path or address
     * @param failure what went wrong; returned as it is if its message begins with the name and says more
     */
    public static IOException explained(String name, IOException failure) {
        if (saysMore(name, failure.getMessage())) {
            return failure;
        }
        return new IOException(name + ": " + inWords(name, failure), failure);
    }

    private static boolean saysMore(String name, String message) {
        return message != null && message.startsWith(name) && message.length() > name.length();
    }

    private static String inWords(String name, IOException failure) {
        if (failure instanceof NoSuchFileException || failure instanceof FileNotFoundException) {
            return name.contains("://") ? "file not found. Check the address." : "file not found. Check the path.";
        }
        if (failure instanceof AccessDeniedException) {
            return "no permission to read this file. Ask its owner for access, or read a copy of it.";
        }
        if (failure instanceof UnknownHostException) {
            return "unknown host. Check the address, and that this machine is online.";
        }
        if (failure instanceof ConnectException) {
            return "no connection (" + failure.getMessage() + "). Check the address, and that this machine is online.";
        }
        if (failure instanceof SocketTimeoutException) {
            return "no response in time. Try again later, or increase the timeout in the settings.";
        }
        if (failure instanceof MalformedURLException) {
            return "this address cannot be read (" + failure.getMessage() + "). Check its protocol.";
        }
        var reason = failure instanceof FileSystemException refused ? refused.getReason() : failure.getMessage();
        return "the file cannot be read ("
                + Optional.ofNullable(reason).orElse(failure.getClass().getSimpleName())
                + "). Try again, or read a copy of it.";
    }
}
