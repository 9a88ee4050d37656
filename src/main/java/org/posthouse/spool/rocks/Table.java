package org.posthouse.spool.rocks;

import module java.base;

/// What the store keeps apart: a column family each. New ones are added at the end, for RocksDB
/// numbers them in the order in which they were made.
enum Table {
    META("default"), // the one RocksDB always has
    CONTENT("content"),
    ARRIVING("arriving"),
    ENVELOPE("envelope"),
    RECIPIENT("recipient"),
    DUE("due"),
    REGISTER("register");

    private final String title;

    Table(String title) {
        this.title = title;
    }

    byte[] octets() {
        return title.getBytes(StandardCharsets.US_ASCII);
    }
}
