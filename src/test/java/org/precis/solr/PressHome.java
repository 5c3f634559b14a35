package org.precis.solr;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;

/** A Solr home with the test configset {@code press}. */
final class PressHome {
  private static final String CONFIGSET = "press";

  private PressHome() {}

  /** The directory of the configset, for a cluster. */
  static Path configset() {
    try {
      return Path.of(PressHome.class.getResource("/solr/" + CONFIGSET + "/conf").toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Makes a home without cores. */
  static Path create(Path home) throws IOException {
    Files.createDirectories(home);
    Files.writeString(
        home.resolve("solr.xml"), "<solr><int name=\"maxBooleanClauses\">1024</int></solr>");
    copy(configset(), home.resolve("configsets").resolve(CONFIGSET).resolve("conf"));
    return home;
  }

  /** Adds a core to a home whose Solr has not been started yet. */
  static void addCore(Path home, String name, Map<String, String> properties) throws IOException {
    Path directory = Files.createDirectories(home.resolve(name));
    Properties core = new Properties();
    core.setProperty("name", name);
    core.setProperty("configSet", CONFIGSET);
    core.putAll(properties);
    try (var writer = Files.newBufferedWriter(directory.resolve("core.properties"))) {
      core.store(writer, null);
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      files.forEach(
          file -> {
            try {
              Path target = to.resolve(from.relativize(file).toString());
              if (Files.isDirectory(file)) {
                Files.createDirectories(target);
              } else {
                Files.copy(file, target);
              }
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
    }
  }
}
