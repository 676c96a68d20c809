package io.github.ksailbot.outside.address;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrivateAddressesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.0.0.0",
                "10.255.255.255",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.0.1",
                "100.64.0.1",
                "100.127.255.255",
                "::ffff:10.0.0.1",
                "fc00::1",
                "fd12:3456:789a::1"
            })
    void addressOfAPrivateNetwork_isOne(String address) throws UnknownHostException {
        assertThat(PrivateAddresses.contains(InetAddress.getByName(address))).isTrue();
        assertThat(PublicAddresses.contains(InetAddress.getByName(address))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "0.0.0.0",
                "169.254.169.254",
                "169.254.170.2",
                "172.15.255.255",
                "172.32.0.1",
                "192.167.0.1",
                "100.100.100.200",
                "100.128.0.1",
                "168.63.129.16",
                "192.0.0.192",
                "198.18.0.1",
                "224.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "::10.0.0.1",
                "64:ff9b::a00:1",
                "2002:a00:1::1",
                "fe80::1",
                "fec0::1",
                "fd00:ec2::254",
                "fd00:ec2::23",
                "fd20:ce::254",
                "ff02::1",
                "1.1.1.1",
                "2606:4700::1"
            })
    void addressOfThisMachineItsLinkACloudOrTheInternet_isNone(String address) throws UnknownHostException {
        assertThat(PrivateAddresses.contains(InetAddress.getByName(address))).isFalse();
    }
}
