package org.precis.cli;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/**
 * Sorts the test's class path as the package phase does: what goes into the plugin folder, what a
 * Solr has, what belongs to tests only.
 */
final class PluginFolder {
  private static final List<String> PLUGIN =
      List.of(
          "/ai/djl/",
          "/com/google/code/gson/",
          "/com/ibm/icu/",
          "/info/picocli/",
          "/net/java/dev/jna/",
          "/org/apache/commons/commons-compress/",
          "/org/apache/lucene/lucene-analysis-icu/",
          "/org/apache/lucene/lucene-analysis-morfologik/",
          "/org/apache/lucene/lucene-analysis-smartcn/",
          "/org/apache/opennlp/",
          "/org/carrot2/",
          "/org/commonmark/",
          "/org/jsoup/",
          "/ua/net/nlp/");

  private static final List<String> TESTING =
      List.of(
          "/com/carrotsearch/randomizedtesting/",
          "/com/tngtech/",
          "/junit/",
          "/org/apache/lucene/lucene-test-framework/",
          "/org/apache/maven/",
          "/org/apache/solr/solr-test-framework/",
          "/org/junit/",
          "/org/opentest4j/");

  private PluginFolder() {}

  /** Fills a lib folder with the plugin; returns the jars of a Solr that knows nothing of it. */
  static List<Path> install(Path lib) throws Exception {
    Files.createDirectories(lib);
    Path classes =
        Path.of(Precis.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    jar(lib.resolve("precis.jar"), classes);
    List<Path> solr = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      Path path = Path.of(entry);
      if (isIn(PLUGIN, entry)) {
        Files.createSymbolicLink(lib.resolve(path.getFileName()), path);
      } else if (entry.endsWith(".jar") && !isIn(TESTING, entry)) {
        solr.add(path);
      }
    }
    return solr;
  }

  private static boolean isIn(List<String> folders, String entry) {
    String path = entry.replace(File.separatorChar, '/');
    return folders.stream().anyMatch(path::contains);
  }

  private static void jar(Path jar, Path folder) throws IOException {
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream entries = new JarOutputStream(out);
        Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String name = folder.relativize(file).toString().replace(File.separatorChar, '/');
        entries.putNextEntry(new JarEntry(name));
        Files.copy(file, entries);
        entries.closeEntry();
      }
    }
  }
}
