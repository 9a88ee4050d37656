package org.posthouse.cli;

import module java.base;

import picocli.CommandLine.IVersionProvider;

/// Which build this is: the version, the commit it was made from and the Java it runs on. The build
/// writes the first two into `build.properties` (a build outside a repository has no commit).
final class BuildVersion implements IVersionProvider {
    @Override
    public String[] getVersion() throws IOException {
        Properties build = new Properties();
        try (InputStream in =
                Objects.requireNonNull(
                        BuildVersion.class.getResourceAsStream("build.properties"))) {
            build.load(in);
        }
        return new String[] {
            "posthouse "
                    + build.getProperty("version")
                    + " ("
                    + build.getProperty("commit")
                    + ", Java "
                    + Runtime.version()
                    + ")"
        };
    }
}
