package io.github.ksailbot.outside.fetch;

import io.github.ksailbot.outside.fetch.net.FetchBudget;
import io.github.ksailbot.outside.fetch.net.FetchLimits;
import io.github.ksailbot.outside.fetch.net.Reach;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;

/** Rules that let a test fetch from this machine, which nothing else does. */
public final class Loopback {
    /** This machine's first address, for every name, without TLS. */
    public static final Reach REACH =
            new Reach(host -> List.of(InetAddress.getLoopbackAddress()), Loopback::isHere, true);

    private Loopback() {}

    /** Its other addresses stand for those that are not to be connected to. */
    public static boolean isHere(InetAddress address) {
        return address.getHostAddress().equals("127.0.0.1");
    }

    public static FetchLimits limits() {
        return limits(Duration.ofSeconds(30));
    }

    public static FetchLimits limits(Duration time) {
        return new FetchLimits(
                1 << 20,
                1 << 20,
                1 << 20,
                1_000,
                1 << 20,
                time,
                time,
                3,
                8 << 20,
                Duration.ofMinutes(10),
                FetchBudget.DEFAULT);
    }
}
