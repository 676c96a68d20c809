package io.github.ksailbot.outside.fetch.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ksailbot.outside.fetch.Loopback;
import io.github.ksailbot.outside.fetch.LoopbackServer;
import io.github.ksailbot.outside.fetch.net.AllowedHosts;
import io.github.ksailbot.outside.fetch.net.OutsideClient;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.eclipse.jgit.transport.http.HttpConnection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class GitConnectionsTest {
    @Test
    void answerThatNobodyReads_isClosedWithTheOthers() throws Exception {
        try (LoopbackServer server = LoopbackServer.start()
                .serve("/org/repo.git/info/refs", "001e# service".getBytes(StandardCharsets.UTF_8))) {
            OutsideClient client =
                    new OutsideClient(AllowedHosts.of(List.of(server.authority())), Loopback.REACH, Loopback.limits());
            InputStream unread;
            try (GitConnections connections = new GitConnections(
                    client, Loopback.limits(), Loopback.limits().time())) {
                HttpConnection connection = connections.create(
                        URI.create(server.url("/org/repo.git/info/refs")).toURL());
                assertThat(connection.getResponseCode()).isEqualTo(200);
                unread = connection.getInputStream();
                assertThat(unread.read()).isEqualTo('0');
            }
            assertThatThrownBy(unread::read).isInstanceOf(IOException.class);
        }
    }
}
