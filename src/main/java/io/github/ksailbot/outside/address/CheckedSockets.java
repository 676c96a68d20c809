package io.github.ksailbot.outside.address;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import javax.net.SocketFactory;

/**
 * The last gate: no socket is connected to an address that a rule refuses, however the address was come by. What is checked is
 * what is connected to, so that a name that means something else a moment later leads nowhere.
 */
public final class CheckedSockets extends SocketFactory {
    private final Rule rule;

    /** Says where sockets may be connected to. */
    @FunctionalInterface
    public interface Rule {
        /**
         * @param to with an address; its {@code getHostString()} is the name that was looked up, or the address as text
         * @throws IOException when it may not be connected to
         */
        void check(InetSocketAddress to) throws IOException;
    }

    public CheckedSockets(Rule rule) {
        this.rule = rule;
    }

    @Override
    public Socket createSocket() {
        return new Socket(Proxy.NO_PROXY) {
            @Override
            public void connect(SocketAddress endpoint, int timeout) throws IOException {
                if (!(endpoint instanceof InetSocketAddress address) || address.getAddress() == null) {
                    throw new UnknownHostException("no address");
                }
                rule.check(address);
                super.connect(endpoint, timeout);
            }
        };
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        throw notMade();
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) throws IOException {
        throw notMade();
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        throw notMade();
    }

    @Override
    public Socket createSocket(InetAddress address, int port, InetAddress localAddress, int localPort)
            throws IOException {
        throw notMade();
    }

    private static IOException notMade() {
        return new IOException("sockets are connected after they are made");
    }
}
