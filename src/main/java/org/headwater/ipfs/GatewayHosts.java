// SPDX-License-Identifier: Apache-2.0
package org.headwater.ipfs;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import okhttp3.Dns;

/**
 * Where gateways may be. A name has to lead to public addresses, at every connection anew, and the connection goes to the
 * very address that was looked at, so that changing what a name stands for (DNS rebinding) gains nothing. Whoever means an
 * address of this machine or of a private network says so by the address itself, or by {@code localhost}. Link-local
 * addresses, where clouds keep their secrets, and those of no single host are never connected to.
 */
final class GatewayHosts implements Dns {

    private static final String LOCALHOST = "localhost";

    /** RFC 6890 and RFC 4193: networks that are not public although Java has no word for them. */
    private static final List<Network> SPECIAL = List.of(
            Network.of("0.0.0.0", 8),
            Network.of("100.64.0.0", 10),
            Network.of("192.0.0.0", 24),
            Network.of("192.0.2.0", 24),
            Network.of("198.18.0.0", 15),
            Network.of("198.51.100.0", 24),
            Network.of("203.0.113.0", 24),
            Network.of("240.0.0.0", 4),
            Network.of("64:ff9b::", 96),
            Network.of("64:ff9b:1::", 48),
            Network.of("100::", 64),
            Network.of("2001:db8::", 32),
            Network.of("2002::", 16),
            Network.of("fd00:ec2::254", 128));

    private static final Network UNIQUE_LOCAL = Network.of("fc00::", 7);

    /** Addresses that begin with the same bits. */
    @SuppressWarnings("ArrayRecordComponent")
    private record Network(byte[] address, int bits) {

        static Network of(String literal, int bits) {
            return new Network(parse(literal).getAddress(), bits);
        }

        boolean contains(InetAddress other) {
            byte[] bytes = other.getAddress();
            return bytes.length == address.length && Arrays.mismatch(head(bytes), head(address)) < 0;
        }

        private byte[] head(byte[] bytes) {
            byte[] head = Arrays.copyOf(bytes, (bits + 7) / 8);
            head[head.length - 1] &= (byte) (0xff << (head.length * 8 - bits));
            return head;
        }
    }

    /**
     * @return the address without trailing slashes
     * @throws IllegalArgumentException if it is not an http or https URL, or its host is an address that is never
     *     connected to or is written in an unusual way
     */
    static String require(URI gateway) {
        String address = HttpAddress.of("gateway", gateway);
        String host = gateway.getHost();
        if (isLiteral(host)) {
            InetAddress literal = parse(host);
            if (!isPublic(literal) && !isOwn(literal)) {
                throw refused(gateway, "no link-local or other special address");
            }
            if (!(literal instanceof Inet6Address) && !host.equals(literal.getHostAddress())) {
                throw refused(gateway, "addresses written as " + literal.getHostAddress());
            }
        }
        return address;
    }

    private static IllegalArgumentException refused(URI gateway, String allowed) {
        return new IllegalArgumentException("gateway is '" + gateway + "'; allowed: " + allowed);
    }

    private final Dns names;

    /** @param names tells the addresses of a name */
    GatewayHosts(Dns names) {
        this.names = names;
    }

    @Override
    public List<InetAddress> lookup(String name) throws UnknownHostException {
        List<InetAddress> addresses = names.lookup(name);
        for (InetAddress address : addresses) {
            if (LOCALHOST.equals(name) ? !address.isLoopbackAddress() : !isPublic(address)) {
                throw new UnknownHostException(name + " leads to " + address.getHostAddress()
                        + "; allowed: public addresses (a private one only if it is given itself)");
            }
        }
        return addresses;
    }

    private static boolean isLiteral(String host) {
        return host.startsWith("[") || host.chars().allMatch(c -> c == '.' || Character.isDigit(c));
    }

    private static InetAddress parse(String literal) {
        try {
            return InetAddress.ofLiteral(literal.replaceAll("[\\[\\]]", ""));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "gateway host is '" + literal + "'; allowed: a name or an IP address", e);
        }
    }

    static boolean isPublic(InetAddress address) {
        return !address.isLoopbackAddress()
                && !address.isAnyLocalAddress()
                && !address.isLinkLocalAddress()
                && !address.isSiteLocalAddress()
                && !address.isMulticastAddress()
                && !UNIQUE_LOCAL.contains(address)
                && SPECIAL.stream().noneMatch(network -> network.contains(address));
    }

    private static boolean isOwn(InetAddress address) {
        return address.isLoopbackAddress()
                || address.isSiteLocalAddress()
                || (UNIQUE_LOCAL.contains(address) && SPECIAL.stream().noneMatch(network -> network.contains(address)));
    }
}
