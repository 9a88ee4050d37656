package org.posthouse.control;

import module java.base;

import org.posthouse.mail.MailPath;
import org.posthouse.mail.Notify;
import org.posthouse.mail.OriginalRecipient;
import org.posthouse.mail.Reporting;
import org.posthouse.mail.Request;
import org.posthouse.mail.Xtext;

import tools.jackson.databind.node.ObjectNode;

/// What a sender has asked for as members of a JSON object, each of them there only if he has, with
/// the values that SMTP writes (RFC 3461 section 4).
final class RequestJson {
    private RequestJson() {}

    static void write(Reporting reporting, ObjectNode json) {
        reporting.ret().ifPresent(ret -> json.put("ret", ret.name()));
        reporting.envid().ifPresent(envid -> json.put("envid", envid.encoded()));
        if (reporting.acknowledgeTo().isEmpty()) return;
        var paths = json.putArray("acknowledge-to");
        reporting.acknowledgeTo().forEach(path -> paths.add(PathText.write(path)));
    }

    static Reporting readReporting(Fields json) throws Unreadable {
        var acknowledge = new ArrayList<MailPath>();
        if (json.find("acknowledge-to").isPresent())
            for (String path : json.texts("acknowledge-to")) acknowledge.add(PathText.read(path));
        Optional<String> ret = json.textIf("ret");
        Optional<String> envid = json.textIf("envid");
        return new Reporting(
                ret.isPresent() ? Optional.of(ret(ret.get())) : Optional.empty(),
                envid.isPresent() ? Optional.of(xtext(envid.get())) : Optional.empty(),
                acknowledge);
    }

    static void write(Request request, ObjectNode json) {
        request.wanted().written().ifPresent(value -> json.put("notify", value));
        request.original().ifPresent(one -> json.put("orcpt", one.written()));
    }

    static Request readRequest(Fields json) throws Unreadable {
        Optional<String> wanted = json.textIf("notify");
        Optional<String> original = json.textIf("orcpt");
        return new Request(
                wanted.isPresent() ? wanted(wanted.get()) : new Notify.Unsaid(),
                original.isPresent() ? Optional.of(original(original.get())) : Optional.empty());
    }

    static Reporting.Ret ret(String text) throws Unreadable {
        for (Reporting.Ret ret : Reporting.Ret.values()) if (ret.name().equals(text)) return ret;
        throw new Unreadable("ret is FULL or HDRS, not \"" + text + "\"");
    }

    static Xtext xtext(String text) throws Unreadable {
        return Xtext.read(text)
                .orElseThrow(
                        () -> new Unreadable("\"" + text + "\" is no xtext (RFC 3461 section 4)"));
    }

    static Notify wanted(String text) throws Unreadable {
        return Notify.parse(text)
                .orElseThrow(
                        () ->
                                new Unreadable(
                                        "notify is NEVER, or some of SUCCESS,FAILURE,DELAY, not \""
                                                + text
                                                + "\""));
    }

    static OriginalRecipient original(String text) throws Unreadable {
        return OriginalRecipient.parse(text)
                .orElseThrow(
                        () ->
                                new Unreadable(
                                        "orcpt is a type and an address in xtext, such as"
                                                + " rfc822;joe@x.example, not \""
                                                + text
                                                + "\""));
    }
}
