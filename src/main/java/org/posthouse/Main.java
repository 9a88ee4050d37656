package org.posthouse;

/// The program's entry point.
public final class Main {
    private Main() {}

    /// @param args the words of the command line
    public static void main(String... args) {
        System.out.println("posthouse");
    }
}
