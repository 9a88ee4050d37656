package org.posthouse.mail;

import module java.base;

/// Where one sees what is being transferred at this moment.
public interface Transfers {
    Transfers NONE = List::of;

    /// Each as it is now, the oldest first.
    List<Transfer> underWay();
}
