package org.posthouse.nimail.niftp;

import module java.base;

/// The value of an attribute: the four formats of the qualifier's bits 30 (docs/niftp.md, level 0).
public sealed interface Value {
    /// 00: the attribute is not known to who says so.
    record Unknown() implements Value {}

    /// 10: there is no value.
    record None() implements Value {}

    /// 20: two octets, the high one first.
    record Number(int number) implements Value {
        public Number {
            if (number < 0 || number > 0xffff)
                throw new IllegalArgumentException("not two octets: " + number);
        }
    }

    /// 30: a length octet and the octets, read as ISO 8859-1.
    record Text(String text) implements Value {
        public Text {
            if (text.length() > 255) text = text.substring(0, 255); // as unix-niftp cuts them
        }
    }
}
