package org.posthouse.nimail.niftp;

/// A point of the data to which a transfer can go back.
///
/// @param number in full; on the line it has 8 bits in data and 16 in attribute 0B
/// @param position in octets of what is stored
/// @param decoder the state of the text's decoder there
public record Mark(int number, long position, int decoder) {
    public static final Mark START = new Mark(0, 0, 0);
}
