package org.posthouse.ports.sockets;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import org.junit.jupiter.api.Test;
import org.posthouse.ports.sockets.InetDiag.End;

/// The codec of sock_diag(7), by octets that a Linux 6.18 on x86-64 sent.
final class InetDiagTest {
    private static final InetDiag LITTLE = new InetDiag(ByteOrder.LITTLE_ENDIAN);

    /// `[::1]:42058`, made with IPV6_V6ONLY; its inode is 0x9b8d2b.
    private static final String ALONE =
            "840000001400020001000000544500000a0a0000a44a00000000000000000000000000000000000100000000"
                + "000000000000000000000000000000008e270000000000000000000000000000800000000000"
                + "00002b8d9b00050008000000000005000b000100000008000f00000000000c00150001000000"
                + "000000000600160012000000";

    /// `[::]:7021`, made without; its inode is 0x9b926d.
    private static final String DUAL =
            "840000001400020001000000544500000a0a00001b6d00000000000000000000000000000000000000000000"
                + "00000000000000000000000000000000e61b0000000000000000000000000000800000000000"
                + "00006d929b00050008000000000005000b000000000008000f00000000000c00150001000000"
                + "000000000600160016000000";

    private static final String DONE = "1400000003000200010000005445000000000000";
    private static final String ERROR =
            "2400000002000000010000005445000000000000".concat("00".repeat(16));

    private final Map<Long, Boolean> told = new HashMap<>();

    private End read(String octets) {
        return LITTLE.read(HexFormat.of().parseHex(octets), told);
    }

    @Test
    void socketsAreToldByTheirInodes() {
        assertThat(read(ALONE + DUAL)).isEqualTo(End.MORE);
        assertThat(told).isEqualTo(Map.of(0x9b8d2bL, true, 0x9b926dL, false));
        assertThat(read(DONE)).isEqualTo(End.DONE);
        assertThat(read(DUAL + DONE)).isEqualTo(End.DONE);
    }

    @Test
    void aRefusalEndsIt() {
        assertThat(read(ERROR)).isEqualTo(End.REFUSED);
        assertThat(read("")).isEqualTo(End.REFUSED);
        assertThat(told).isEmpty();
    }

    @Test
    void aMessageThatIsLongerThanWhatCameIsNone() {
        assertThat(read(ALONE.substring(0, ALONE.length() - 8))).isEqualTo(End.REFUSED);
        assertThat(read("ff" + ALONE.substring(2))).isEqualTo(End.REFUSED);
        assertThat(told).isEmpty();
    }

    /// struct nlmsghdr and struct inet_diag_req_v2, as ss(8) sends them.
    @Test
    void theRequestIsAsTheKernelWantsIt() {
        assertThat(HexFormat.of().formatHex(LITTLE.request(Transport.TCP)))
                .isEqualTo(
                        "4800000014000103010000000000000" + "00a06000000040000" + "00".repeat(48));
        assertThat(HexFormat.of().formatHex(LITTLE.request(Transport.UDP)))
                .isEqualTo(
                        "4800000014000103010000000000000" + "00a11000080000000" + "00".repeat(48));
    }

    @Property(tries = 500)
    void anyOctets(@ForAll byte[] octets) {
        assertThat(LITTLE.read(octets, told)).isNotNull();
    }

    @Property(tries = 500)
    void aMutilatedAnswer(@ForAll Random random) {
        byte[] octets = HexFormat.of().parseHex(ALONE + DUAL + DONE);
        for (int i = 0; i < 4; i++) octets[random.nextInt(octets.length)] = (byte) random.nextInt();
        assertThat(LITTLE.read(octets, told)).isNotNull();
        assertThat(told).hasSizeLessThan(100);
    }
}
