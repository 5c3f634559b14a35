package org.precis.cli;

import java.io.BufferedWriter;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * Lays out a Solr home from the files of {@code solr-conf}, which are in this program's jar.
 * Stateless.
 */
public final class SolrHome {
  /** Name of the core. */
  public static final String CORE = "precis";

  private static final String FILES = "/solr-conf";

  private SolrHome() {}

  /**
   * Makes a Solr home with the core {@link #CORE}. In a home that exists already, the configuration
   * is written anew and the index is left alone.
   *
   * @param home its directory; made if there is none
   * @return {@code home}
   */
  public static Path create(Path home) throws IOException {
    return create(home, Map.of());
  }

  /**
   * The same with properties of the core, which {@code ${…}} in its configuration stands for.
   *
   * @param properties names and values
   */
  static Path create(Path home, Map<String, String> properties) throws IOException {
    copy("", home, 1);
    return addCore(home, CORE, properties);
  }

  /**
   * Adds a core with the project's configset to a Solr home whose Solr is not running.
   *
   * @param name name of the core and of its directory
   * @return {@code home}
   */
  public static Path addCore(Path home, String name) throws IOException {
    return addCore(home, name, Map.of());
  }

  private static Path addCore(Path home, String name, Map<String, String> properties)
      throws IOException {
    Path core = Files.createDirectories(home.resolve(name));
    Properties all = new Properties();
    all.putAll(properties);
    all.setProperty("name", name);
    try (BufferedWriter file = Files.newBufferedWriter(core.resolve("core.properties"))) {
      all.store(file, null);
    }
    copyConfigset(core.resolve("conf"));
    return home;
  }

  /** Writes the files of the configset into a directory, which is made if there is none. */
  public static void copyConfigset(Path directory) throws IOException {
    copy("/precis/conf", directory, Integer.MAX_VALUE);
  }

  /** Copies the files of a directory under solr-conf, down to some depth. */
  private static void copy(String directory, Path to, int depth) throws IOException {
    URL resource = SolrHome.class.getResource(FILES + directory);
    if (resource == null) {
      throw new IOException(
          String.format("%s%s is missing from the class path: build with Maven", FILES, directory));
    }
    URI uri = URI.create(resource.toString());
    if (uri.getScheme().equals("jar")) {
      Path jar = Path.of(URI.create(uri.getSchemeSpecificPart().replaceFirst("!.*", "")));
      try (FileSystem files = FileSystems.newFileSystem(jar, Map.of())) {
        copy(files.getPath(FILES + directory), to, depth);
      }
    } else {
      copy(Path.of(uri), to, depth);
    }
  }

  private static void copy(Path from, Path to, int depth) throws IOException {
    List<Path> files;
    try (Stream<Path> walk = Files.walk(from, depth)) {
      files = walk.filter(Files::isRegularFile).toList();
    }
    for (Path file : files) {
      Path target = to.resolve(from.relativize(file).toString());
      Files.createDirectories(target.getParent());
      Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
