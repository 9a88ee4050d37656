package org.posthouse.ports.sockets;

import module java.base;

/// Where Linux shows its processes and sockets (proc(5)), and what is needed to read it. Tests make
/// trees of their own, in which they are privileged or not as they please.
///
/// @param root `/proc`
/// @param passwd names of users (passwd(5))
/// @param order of the octets in an address of `/proc/net/tcp`, which are printed as words
record ProcTree(Path root, Path passwd, ByteOrder order) {
    static final ProcTree LIVE =
            new ProcTree(Path.of("/proc"), Path.of("/etc/passwd"), ByteOrder.nativeOrder());

    String file(String name) {
        return root + "/" + name;
    }

    /// The number in a link such as `socket:[4711]` or `net:[4026531840]`; negative if it is no
    /// such link.
    static long number(String link, String kind) {
        int digits = kind.length() + 2;
        if (!link.startsWith(kind) || !link.startsWith(":[", kind.length())) return -1;
        long number = 0;
        for (int i = digits; i < link.length() - 1; i++) {
            int digit = link.charAt(i) - '0';
            if (digit < 0 || digit > 9 || number > Long.MAX_VALUE / 10 - 1) return -1;
            number = number * 10 + digit;
        }
        return link.length() > digits + 1 && link.endsWith("]") ? number : -1;
    }

    /// The processes there are.
    ///
    /// @throws Unreadable when the tree is not there
    int[] processes() throws Unreadable {
        String[] names = root.toFile().list();
        if (names == null)
            throw new Unreadable(root + " cannot be read; is it mounted and may you list it?");
        return Arrays.stream(names)
                .filter(ProcTree::isProcess)
                .mapToInt(Integer::parseInt)
                .sorted()
                .toArray();
    }

    /// Whether a process that shows nothing is there all the same, rather than ended: a zombie has
    /// nothing left to show.
    boolean hides(int process) {
        var file = new ProcFile();
        if (!file.read(file(process + "/stat"))) return false;
        String stat = file.text();
        int state = stat.lastIndexOf(')') + 2;
        return state >= stat.length() || "ZXx".indexOf(stat.charAt(state)) < 0;
    }

    private static boolean isProcess(String name) {
        if (name.length() > 9 || name.charAt(0) == '0') return false;
        return name.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
