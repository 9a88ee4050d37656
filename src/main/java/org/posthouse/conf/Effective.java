package org.posthouse.conf;

import module java.base;

/// Writes the settings in force as TOML that can be read again.
final class Effective {
    private static final Pattern BARE = Pattern.compile("[A-Za-z0-9_-]+");

    private Effective() {}

    /// Values first, then tables, since a value after a table's header would belong to the table.
    static String toml(Section root) {
        var out = new StringBuilder();
        values(root, out);
        below(root, "", out);
        return out.toString();
    }

    private static void values(Section section, StringBuilder out) {
        section.answers()
                .values()
                .forEach(
                        (key, answer) -> {
                            String name = bare(key);
                            switch (answer.source()) {
                                case FILE -> line(out, name + " = " + answer.toml());
                                case DEFAULT ->
                                        line(out, name + " = " + answer.toml() + "  # default");
                                case NOWHERE -> line(out, "# " + name + " is not set");
                            }
                        });
    }

    private static void below(Section section, String prefix, StringBuilder out) {
        section.answers()
                .sections()
                .forEach(
                        (key, children) -> {
                            String name = prefix + bare(key);
                            boolean list = section.answers().isList(key);
                            for (Section child : children) {
                                if (!child.answers().values().isEmpty()) {
                                    line(out, "");
                                    line(out, list ? "[[" + name + "]]" : "[" + name + "]");
                                    values(child, out);
                                }
                                below(child, name + ".", out);
                            }
                        });
    }

    private static String bare(String key) {
        return BARE.matcher(key).matches() ? key : Values.toml(key);
    }

    private static void line(StringBuilder out, String line) {
        out.append(line).append('\n');
    }
}
