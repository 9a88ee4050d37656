#!/usr/bin/env python3
"""An MTP receiver, written from RFC 780 and RFC 772 alone; shares nothing with the one it checks.

Prints `LISTENING port`, then serves until it is ended. What it takes goes to a directory: `journal`
with one event on a line (`S` what came, `R` what was answered, `TEXT n from`, `TO n path`,
`ABORTED`, `VIOLATION what` where the sender broke the protocol) and the texts as `text-n`.
"""

import argparse
import os
import select
import socket
import threading

from mtp_grammar import COMMAND, REPLY, TEXT, Path, without_telnet


class Journal:
    """What happened, on disk as it happens."""

    def __init__(self, directory):
        os.makedirs(directory, exist_ok=True)
        self.directory, self.lock, self.texts = directory, threading.Lock(), 0
        self.file = open(os.path.join(directory, "journal"), "a", encoding="latin-1", newline="\n")

    def say(self, *words):
        with self.lock:
            self.file.write(" ".join(str(word) for word in words) + "\n")
            self.file.flush()

    def keep(self, sender, text):
        with self.lock:
            self.texts += 1
            number = self.texts
        with open(os.path.join(self.directory, "text-%d" % number), "wb") as file:
            file.write(text)
        self.say("TEXT", number, sender)
        return number


class Faults:
    """Failures to give: `step=code` or `step=codexTIMES`."""

    def __init__(self, wanted):
        self.left, self.lock = {}, threading.Lock()
        for one in wanted:
            step, code = one.rsplit("=", 1)
            code, _, times = code.partition("x")
            self.left[step] = [code, int(times or 1000000)]

    def at(self, *steps):
        with self.lock:
            for step in steps:
                fault = self.left.get(step)
                if fault and fault[1] > 0:
                    fault[1] -= 1
                    return fault[0]
        return None


class Session:
    """One conversation."""

    def __init__(self, channel, options, journal, faults):
        self.channel, self.options, self.journal, self.faults = channel, options, journal, faults
        self.buffer = b""
        self.scheme, self.names, self.stored = None, [], None
        self.held = None  # what CONT would do (RFC 780 3.1)

    # the line

    def receive(self):
        while b"\r\n" not in self.buffer:
            octets = self.channel.recv(65536)
            if not octets:
                raise EOFError
            self.buffer += octets
        line, self.buffer = self.buffer.split(b"\r\n", 1)
        return without_telnet(line) if self.options.dialect == "772" else line

    def violation(self, what):
        self.journal.say("VIOLATION", what)

    def nothing_waits(self, when):
        # RFC 780 5.3: the sender waits for the reply before it sends further commands.
        if self.buffer or select.select([self.channel], [], [], 0)[0]:
            try:
                ahead = self.buffer or self.channel.recv(100, socket.MSG_PEEK)
            except ConnectionError:
                return
            if self.options.dialect == "772":
                ahead = without_telnet(ahead)  # an answer to an option is no command
            if ahead:
                self.violation("sent something " + when)

    def reply(self, code, text):
        lines = ["%s %s" % (code, text)]
        if self.options.wordy:
            # RFC 780 appendix E; RFC 772 needs no code on lines between.
            between = ["Second line", "  234 A line beginning with numbers"]
            if self.options.dialect == "780":
                between = [code + "-Second line", code + "-234 text beginning with numbers"]
            lines = [code + "-" + text] + between + lines
        if self.options.noise:
            lines.insert(0, "The system goes down for maintenance on Friday")
        for line in lines:
            if self.options.full:
                line = line.ljust(REPLY - 2, ".")
            assert len(line) <= REPLY - 2, line
            self.journal.say("R", line)
        octets = "".join(line + "\r\n" for line in lines).encode("ascii")
        if self.options.noise:
            octets = bytes([255, 241]) + octets[:5] + bytes([255, 251, 1]) + octets[5:]
        self.channel.sendall(octets)

    # the dialogue

    def run(self):
        if not self.greet():
            return
        while True:
            line = self.receive()
            self.nothing_waits("before the reply to a command")
            if any(octet > 127 for octet in line):
                self.violation("high-order bit set in a command")
            command = bytes(octet & 127 for octet in line).decode("ascii")
            self.journal.say("S", command)
            if len(line) + 2 > COMMAND and not self.options.wide:
                self.violation("command of %d characters" % (len(line) + 2))
            if not self.obey(command):
                return

    def greet(self):
        kind = self.faults.at("greeting") or self.options.greeting
        host = self.options.host
        if select.select([self.channel], [], [], 0.05)[0]:
            if self.channel.recv(1, socket.MSG_PEEK):
                self.violation("sent something before the greeting")
        if kind == "421":
            self.reply("421", host + " Service not available")
            return False
        if kind == "120":
            self.reply("120", host + " Service ready in 001 minutes")
            if self.options.dialect == "780":
                answer = self.receive().decode("ascii", "replace")
                self.journal.say("S", answer)
                if answer.upper() == "ABRT":
                    self.reply("201", "Command okay, action aborted")
                    return True
                if answer.upper() != "CONT":
                    self.violation("neither CONT nor ABRT after 120")
        self.reply("220", host + " Service ready")
        return True

    def obey(self, command):
        word, _, argument = command.partition(" ")
        word, argument = word.upper(), argument.lstrip(" ")
        held, self.held = self.held, None
        if held and word not in ("CONT", "ABRT"):
            self.violation("neither CONT nor ABRT after 15x")
        if word in self.options.without.split(","):
            self.reply("502", "Command not implemented")
        elif word == "QUIT":
            self.reply("221", self.options.host + " Service closing transmission channel")
            return False
        elif word == "NOOP":
            self.reply("200", "Command okay")
        elif word == "HELP":
            self.reply("214", "MAIL MRSQ MRCP HELP QUIT NOOP")
        elif word == "MAIL":
            return self.mail(argument)
        elif word == "MRSQ":
            return self.mrsq(argument)
        elif word == "MRCP":
            return self.mrcp(argument)
        elif word in ("CONT", "ABRT") and self.options.dialect == "780":
            return self.answered(word, held)
        else:
            self.violation("unknown command " + word)
            self.reply("500", "Syntax error, command unrecognized")
        return True

    def answered(self, word, held):
        if not held:
            self.violation(word + " with nothing held")
            self.reply("500", "Nothing is held")
            return True
        fault = self.faults.at(word.lower())
        if fault:
            return self.fail(fault)
        if word == "CONT":
            return held()
        self.journal.say("ABORTED")
        self.reply("201", "Command okay, action aborted")
        return True

    def fail(self, code):
        if code == "close":
            return False
        host = self.options.host + " " if code == "421" else ""
        self.reply(code, host + "Failing as asked")
        return code != "421"

    def reset(self):
        self.names, self.stored = [], None

    def mrsq(self, argument):
        self.reset()  # whatever the reply (4.1)
        fault = self.faults.at("mrsq" + argument.upper(), "mrsq")
        if fault:
            return self.fail(fault)
        if not argument:
            self.scheme = None
            self.reply("200", "OK, no scheme selected")
        elif argument == "?":
            preferred = self.options.schemes[0]
            self.reply("215", (preferred.lower() if self.options.lower else preferred) + " please")
        elif argument.upper() in self.options.schemes and len(argument) == 1:
            self.scheme = argument.upper()
            self.reply("200", "OK, using that scheme")
        elif argument.upper() in ("R", "T"):
            self.reply("504" if self.options.dialect == "780" else "501", "Cannot use that scheme")
        else:
            self.violation("no scheme: " + argument)
            self.reply("501", "No scheme")
        return True

    def path(self, written, role):
        path = Path.parse(written, self.options.dialect)
        if path is None:
            self.violation("%s-path %r breaks the grammar" % (role, written))
            return None
        if not self.options.wide:
            for limit in path.too_long():
                self.violation("%s of %s is too long" % (limit, path))
        if role == "sender" and path.hosts and self.options.dialect == "772":
            self.violation("a route in the sender of RFC 772")
        return path

    def mail(self, argument):
        before, middle, to = argument.partition(" TO:")
        sender = self.path(before[5:], "sender") if before.upper().startswith("FROM:") else None
        receiver = self.path(to, "receiver") if middle and to else None
        if sender is None or (middle and to and receiver is None):
            self.violation("malformed MAIL " + argument)
            self.reply("501", "Syntax error in parameters")
            return True
        if receiver is None:
            if self.scheme is None or (self.scheme == "R" and not self.names):
                self.reply("550", "Null recipient")
                return True
            fault = self.faults.at("mail")
            if fault:
                self.names = []
                return self.fail(fault)
            return self.text(sender, list(self.names))
        self.reset()  # a normal MAIL resets (4.2)
        return self.proposed(receiver, "mail", lambda: self.text(sender, [receiver]))

    def mrcp(self, argument):
        if self.scheme is None:
            self.violation("MRCP without a scheme")
            self.reply("503", "No scheme specified yet; use MRSQ")
            return True
        receiver = self.path(argument[3:], "receiver") if argument.upper().startswith("TO:") else None
        if receiver is None:
            self.reply("501", "Syntax error in parameters")
            return True
        if self.scheme == "T":
            if self.stored is None:
                self.violation("MRCP without a text")
                self.reply("550", "No text")
                return True
            return self.proposed(receiver, "mrcp", lambda: self.deliver(receiver))
        if len(self.names) >= self.options.table:
            self.reply("452", "Recipient table full, this name not stored")
            return True
        return self.proposed(receiver, "mrcp", lambda: self.remember(receiver))

    def proposed(self, receiver, step, action):
        """Refuses, proposes or does what was asked for."""
        user = receiver.user_itself()
        fault = self.faults.at(step + ":" + user, step)
        if fault:
            return self.fail(fault)
        ours = self.options.host.upper()
        first = (receiver.hosts or [receiver.host])[0].upper()
        if first != ours:
            self.reply("550", "Not for this host")
            return True
        for proposal in self.options.propose:
            whom, code = proposal.split("=", 1)
            if whom == user and not receiver.hosts:
                code, _, mailbox = code.partition(":")
                self.reply(code, "User not local; will forward to " + mailbox if mailbox
                           else "User unknown; mail will be forwarded by the operator")
                if self.options.dialect == "772":
                    return action()
                self.held = action
                return True
        return action()

    def remember(self, receiver):
        self.names.append(receiver)
        self.reply("200", "OK, name stored")
        return True

    def deliver(self, receiver):
        self.journal.say("TO", self.stored, receiver)
        self.reply("250", "Stored mail sent")
        return True

    def text(self, sender, receivers):
        self.reply("354", "Start mail input; end with <CRLF>.<CRLF>")
        lines = []
        while True:
            line = self.receive()
            if len(line) + 2 > TEXT and not self.options.wide:
                self.violation("text line of %d characters" % (len(line) + 2))
            if any(octet > 127 for octet in line):
                self.violation("high-order bit set in the text")
            if b"\r" in line or b"\n" in line:
                self.violation("a CR or LF within a line")
            if line == b".":
                break
            lines.append(line[1:] if line.startswith(b".") else line)
        self.nothing_waits("before the reply to the text")
        self.names = []
        fault = self.faults.at("text")
        if fault:
            self.journal.say("REFUSED", len(lines))
            return self.fail(fault)
        number = self.journal.keep(sender, b"".join(line + b"\r\n" for line in lines))
        for receiver in receivers:
            self.journal.say("TO", number, receiver)
        if not receivers:
            self.stored = number
        self.reply("250", "Mail sent" if receivers else "Mail stored")
        return True


def serve(channel, options, journal, faults):
    channel.settimeout(60)
    journal.say("OPEN")
    try:
        with channel:
            Session(channel, options, journal, faults).run()
    except (EOFError, OSError):
        pass
    journal.say("CLOSED")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--host", default="PEER")
    parser.add_argument("--directory", required=True)
    parser.add_argument("--dialect", choices=["780", "772"], default="780")
    parser.add_argument("--schemes", default="RT", help="RT, TR, R or T, the preferred one first")
    parser.add_argument("--without", default="", help="commands that are 502, such as MRSQ,MRCP")
    parser.add_argument("--table", type=int, default=1000, help="names before 452")
    parser.add_argument("--propose", action="append", default=[], help="user=151:user@host, user=152")
    parser.add_argument("--greeting", choices=["220", "120", "421"], default="220")
    parser.add_argument("--fail", action="append", default=[], help="step=code[xTIMES]")
    parser.add_argument("--wordy", action="store_true", help="replies of several lines")
    parser.add_argument("--noise", action="store_true", help="RFC 772: messages without code, TELNET")
    parser.add_argument("--full", action="store_true", help="reply lines of 65 characters")
    parser.add_argument("--lower", action="store_true", help="the 215's scheme in lower case")
    parser.add_argument("--wide", action="store_true", help="no limits of 5.5.3")
    options = parser.parse_args()
    journal, faults = Journal(options.directory), Faults(options.fail)
    with socket.create_server(("127.0.0.1", options.port)) as listener:
        print("LISTENING", listener.getsockname()[1], flush=True)
        while True:
            channel, _ = listener.accept()
            threading.Thread(
                target=serve, args=(channel, options, journal, faults), daemon=True
            ).start()


if __name__ == "__main__":
    main()
