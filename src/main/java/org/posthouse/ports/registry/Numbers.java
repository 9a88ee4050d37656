package org.posthouse.ports.registry;

/// A run of port numbers with one entry, mostly of a single number.
///
/// @param low the first, 0 to 65535
/// @param high the last
public record Numbers(int low, int high) {
    /// The greatest port number: the field has 16 bits (RFC 6335 section 6).
    public static final int MAX = 65_535;

    public Numbers {
        if (low < 0 || high < low || high > MAX)
            throw new IllegalArgumentException(low + "-" + high);
    }

    public static Numbers of(int port) {
        return new Numbers(port, port);
    }

    /// @param text `57` or `8-9`, digits only, within 0 to 65535
    static Numbers parse(String text) {
        int dash = text.indexOf('-');
        return dash < 0
                ? of(Integer.parseInt(text))
                : new Numbers(
                        Integer.parseInt(text.substring(0, dash)),
                        Integer.parseInt(text.substring(dash + 1)));
    }

    public boolean covers(int port) {
        return low <= port && port <= high;
    }

    public boolean isRun() {
        return high > low;
    }

    /// `57` or `8-9`.
    @Override
    public String toString() {
        return isRun() ? low + "-" + high : Integer.toString(low);
    }

    /// A key of a [Table], in the order of the numbers.
    String key() {
        return isRun() ? digits(low) + "-" + digits(high) : digits(low);
    }

    /// Five of them; without a formatter, since a listing asks for a key ten thousand times.
    private static String digits(int number) {
        return Integer.toString(100_000 + number).substring(1);
    }
}
