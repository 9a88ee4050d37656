package org.posthouse.ports;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import org.junit.jupiter.api.Test;
import org.posthouse.ports.sockets.Coverage;
import org.posthouse.ports.sockets.IpAddress;
import org.posthouse.ports.sockets.Listing;
import org.posthouse.ports.sockets.LocalSocket;
import org.posthouse.ports.sockets.Namespace;
import org.posthouse.ports.sockets.Owner;
import org.posthouse.ports.sockets.Owners;
import org.posthouse.ports.sockets.Transport;

/// What became of a listener between two looks.
final class ChangeTest {
    private static LocalSocket at(int port, Namespace namespace, long inode, int... pids) {
        List<Owner> owners = new ArrayList<>();
        for (int pid : pids)
            owners.add(
                    new Owner(
                            pid,
                            1,
                            "x",
                            Optional.empty(),
                            List.of(),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty()));
        return new LocalSocket(
                Transport.TCP,
                IpAddress.v4(0),
                port,
                Coverage.IPV4,
                namespace,
                inode,
                Optional.empty(),
                pids.length == 0
                        ? new Owners.Hidden(Owners.Lacking.ROOT)
                        : new Owners.Known(owners));
    }

    private static LocalSocket at(int port, long inode, int... pids) {
        return at(port, Namespace.OWN, inode, pids);
    }

    private static List<String> between(List<LocalSocket> before, List<LocalSocket> after) {
        return Change.between(
                        new Listing(Instant.EPOCH, before, List.of()),
                        new Listing(Instant.EPOCH, after, List.of()))
                .stream()
                .map(change -> change.getClass().getSimpleName() + " " + change.socket().port())
                .toList();
    }

    @Test
    void openedAndClosed() {
        assertThat(between(List.of(at(1, 10, 5)), List.of(at(2, 11, 5))))
                .containsExactly("Closed 1", "Opened 2");
        assertThat(between(List.of(at(1, 10, 5)), List.of(at(1, 10, 5)))).isEmpty();
    }

    @Test
    void anotherSocketAtTheSamePlaceIsAReplacement() {
        assertThat(between(List.of(at(1, 10, 5)), List.of(at(1, 11, 5))))
                .containsExactly("Replaced 1");
        assertThat(between(List.of(at(1, 10)), List.of(at(1, 11)))).containsExactly("Replaced 1");
    }

    @Test
    void aSocketHandedToAnotherProcessIsAReplacement() {
        assertThat(between(List.of(at(1, 10, 5)), List.of(at(1, 10, 6))))
                .containsExactly("Replaced 1");
        assertThat(between(List.of(at(1, 0, 5)), List.of(at(1, 0, 6))))
                .as("systems without inodes")
                .containsExactly("Replaced 1");
    }

    @Test
    void aChildMoreOrLessIsNone() {
        assertThat(between(List.of(at(1, 10, 5)), List.of(at(1, 10, 5, 6)))).isEmpty();
        assertThat(between(List.of(at(1, 10, 5, 6)), List.of(at(1, 10, 6)))).isEmpty();
        assertThat(between(List.of(at(1, 10, 5)), List.of(at(1, 10)))).isEmpty();
        assertThat(between(List.of(at(1, 0, 5)), List.of(at(1, 0, 5)))).isEmpty();
    }

    @Test
    void oneOfSeveralThatShareAPortIsNone() {
        assertThat(
                        between(
                                List.of(at(1, 10, 5), at(1, 11, 6)),
                                List.of(at(1, 11, 6), at(1, 12, 7))))
                .isEmpty();
    }

    @Test
    void anotherNamespaceIsAnotherPlace() {
        Namespace other = new Namespace.Other(7, 70);
        assertThat(between(List.of(at(1, 10, 5)), List.of(at(1, 10, 5), at(1, other, 20, 70))))
                .containsExactly("Opened 1");
    }
}
