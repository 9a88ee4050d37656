package org.posthouse.control;

import module java.base;

import tools.jackson.databind.node.ObjectNode;

/// The last line of every answer: how it went, and the result if it is a single one.
final class Answer {
    static final String STATUS = "status";
    static final String DONE = "done";
    static final String GONE = "gone";
    static final String REFUSED = "refused";
    static final String FAILED = "failed";
    private static final String WHY = "why";

    private Answer() {}

    static ObjectNode done() {
        return Json.object().put(STATUS, DONE);
    }

    /// The message asked for is not there.
    static ObjectNode gone() {
        return Json.object().put(STATUS, GONE);
    }

    /// The question cannot be understood.
    static ObjectNode refused(String why) {
        return Json.object().put(STATUS, REFUSED).put(WHY, why);
    }

    /// The store failed.
    static ObjectNode failed(String why) {
        return Json.object().put(STATUS, FAILED).put(WHY, why);
    }

    static boolean isLast(Fields line) {
        return line.find(STATUS).isPresent();
    }

    /// @return whether what was asked for is there
    /// @throws IOException when it went wrong
    static boolean found(Fields last) throws IOException, Unreadable {
        String status = last.text(STATUS);
        return switch (status) {
            case DONE -> true;
            case GONE -> false;
            case REFUSED, FAILED -> throw new IOException("the server says: " + last.text(WHY));
            default -> throw new Unreadable("\"status\" is not known: " + status);
        };
    }
}
