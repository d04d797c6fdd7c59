package org.seqnet.engine.idx;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Authenticator;
import java.net.InetSocketAddress;
import java.net.PasswordAuthentication;
import java.net.ProxySelector;
import java.net.URI;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.seqnet.engine.download.LoopbackMirror.Answer;

/** Downloads go through the proxy that Java is set to use. */
class DownloadProxyTest extends MirrorScenario {

    @Test
    void the_proxy_that_java_is_set_to_use_is_used() throws Exception {
        throughAProxy(() ->
                assertThat(obtain(URI.create("http://nowhere.invalid/file.gz"))).hasBinaryContent(content));

        assertThat(mirror.requests()).containsExactly("whole");
    }

    @Test
    void a_proxy_that_asks_for_a_name_gets_the_one_that_java_is_set_to_give() throws Exception {
        mirror.once(Answer.of("HTTP/1.1 407 Who are you\r\nContent-Length: 0\r\nConnection: close\r\n"
                + "Proxy-Authenticate: Basic realm=\"office\"\r\n\r\n"));
        var asked = new ArrayList<String>();
        var usual = Authenticator.getDefault();
        Authenticator.setDefault(new Authenticator() {
            @Override
            protected PasswordAuthentication getPasswordAuthentication() {
                asked.add(getRequestorType() + " " + getRequestingPrompt());
                return new PasswordAuthentication("ada", "secret".toCharArray());
            }
        });
        try {
            throughAProxy(() -> assertThat(obtain(URI.create("http://nowhere.invalid/file.gz")))
                    .hasBinaryContent(content));
        } finally {
            Authenticator.setDefault(usual);
        }
        assertThat(asked).containsExactly("PROXY office");
        assertThat(mirror.requests()).containsExactly("whole", "whole");
    }

    @Test
    void a_proxy_that_nobody_gives_a_name_is_told() throws Exception {
        mirror.once(Answer.of("HTTP/1.1 407 Who are you\r\nContent-Length: 0\r\nProxy-Authenticate: NTLM\r\n\r\n"));

        throughAProxy(() -> assertUnavailable(
                "http://nowhere.invalid/file.gz: the proxy requires a user name and a password (HTTP status "
                        + "407); only Basic authentication is supported",
                URI.create("http://nowhere.invalid/file.gz")));
    }

    private interface Action {
        void run() throws Exception;
    }

    /** Lets the mirror be the proxy for all addresses while something runs. */
    private void throughAProxy(Action action) throws Exception {
        var usual = ProxySelector.getDefault();
        ProxySelector.setDefault(ProxySelector.of(
                new InetSocketAddress(mirror.uri().getHost(), mirror.uri().getPort())));
        try {
            action.run();
        } finally {
            ProxySelector.setDefault(usual);
        }
    }
}
