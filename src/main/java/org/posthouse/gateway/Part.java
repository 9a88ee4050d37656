package org.posthouse.gateway;

import module java.base;

/// A part of a message, as a first walk through it found it. Leaves and letters are numbered in the
/// order in which they stand, so that a second walk knows them again.
sealed interface Part {
    /// @param size octets, their transfer encoding undone
    /// @param utf8 whether they are UTF-8
    /// @param blank whether there is nothing to see in them
    record Leaf(int number, Description description, long size, boolean utf8, boolean blank)
            implements Part {}

    /// A message in a message (RFC 2046 section 5.2.1).
    record Letter(int number, Part body) implements Part {}

    /// @param subtype of `multipart`
    record Several(String subtype, List<Part> parts) implements Part {
        public Several {
            parts = List.copyOf(parts);
        }
    }

    /// What a part's header says of it.
    ///
    /// @param type media type in lower case
    /// @param flowed whether a space at the end of a line continues it (RFC 3676)
    /// @param delSp whether that space is then to go
    /// @param attached whether it is to be kept apart from the text (RFC 2183)
    /// @param file its name; empty if it has none
    record Description(
            String type,
            String charset,
            boolean flowed,
            boolean delSp,
            boolean attached,
            String file) {
        static Description of(String type, Header header) {
            var content = structured(header, "Content-Type");
            var disposition = structured(header, "Content-Disposition");
            String file = disposition.parameter("filename");
            return new Description(
                    type,
                    content.parameter("charset"),
                    content.parameter("format").equalsIgnoreCase("flowed"),
                    content.parameter("delsp").equalsIgnoreCase("yes"),
                    disposition.value().equals("attachment"),
                    file.isEmpty() ? content.parameter("name") : file);
        }

        private static HeaderField.Structured structured(Header header, String name) {
            return header.first(name)
                    .map(HeaderField::structured)
                    .orElse(new HeaderField.Structured("", Map.of()));
        }

        boolean isText() {
            return type.startsWith("text/")
                    || type.equals("message/delivery-status")
                    || type.equals("message/disposition-notification");
        }

        boolean isHtml() {
            return type.equals("text/html");
        }
    }
}
