package org.posthouse.mail;

import module java.base;

/// The recipient list at the top of a letter: addresses, between them commas, ends of lines, or
/// both (docs/nimail.md).
final class JntList {
    private JntList() {}

    /// Takes the list apart where no comment, quoted word or angle bracket is open.
    static List<String> split(String list) {
        var addresses = new ArrayList<String>();
        var one = new StringBuilder();
        int depth = 0;
        boolean quoted = false;
        boolean angled = false;
        for (int i = 0; i < list.length(); i++) {
            char c = list.charAt(i);
            boolean plain = depth == 0 && !quoted;
            if (plain && !angled && (c == ',' || c == '\n')) {
                addresses.add(one.toString());
                one.setLength(0);
                continue;
            }
            one.append(c);
            if (c == '\\' && !plain && i + 1 < list.length()) one.append(list.charAt(++i));
            else if (c == '"' && depth == 0) quoted = !quoted;
            else if (c == '(' && !quoted) depth++;
            else if (c == ')' && depth > 0) depth--;
            else if (plain && c == '<') angled = true;
            else if (plain && c == '>') angled = false;
        }
        addresses.add(one.toString());
        return addresses.stream().map(String::strip).filter(text -> !text.isEmpty()).toList();
    }
}
