package org.precis.solr;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.precis.solr.PressSearch.all;
import static org.precis.solr.PressSearch.query;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.apache.solr.client.solrj.SolrClient;
import org.apache.solr.client.solrj.impl.Http2SolrClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Installs the plugin as the handbook says: jars in {@code SOLR_HOME/lib} of a Solr that knows
 * nothing of this project.
 */
class PluginFolderTest {
  /** What of the test's class path belongs into the plugin folder. */
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

  /** What belongs to tests only. */
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

  private static final String CORE = "press";

  @TempDir private Path directory;

  @Test
  void aStockSolrFindsTheComponentInItsLibFolder() throws Exception {
    Path home = PressHome.create(directory.resolve("home"));
    PressHome.addCore(home, CORE, Map.of());
    Path lib = Files.createDirectories(home.resolve("lib"));
    jar(lib.resolve("precis.jar"), root(SummaryComponent.class), "");
    List<String> classPath = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      if (isIn(PLUGIN, entry)) {
        Files.createSymbolicLink(lib.resolve(Path.of(entry).getFileName()), Path.of(entry));
      } else if (entry.endsWith(".jar") && !isIn(TESTING, entry)) {
        classPath.add(entry);
      }
    }
    Path launcher = directory.resolve("launcher.jar");
    jar(launcher, root(ChildSolr.class), ChildSolr.class.getName().replace('.', '/'));
    classPath.add(launcher.toString());

    Process process = start(home, classPath);
    try (BufferedReader output =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      String[] ready = readyLine(output).split(" ", 3);
      assertEquals("java.net.FactoryURLClassLoader", ready[2]);
      try (SolrClient solr =
          new Http2SolrClient.Builder("http://localhost:" + ready[1] + "/solr")
              .useHttp1_1(true)
              .build()) {
        PressDocs.index(solr, CORE, 3);
        assertEquals(Collections.nCopies(3, "ok"), all(solr.query(CORE, query()), "status"));
      }
      process.getOutputStream().close();
      assertTrue(process.waitFor(60, TimeUnit.SECONDS), "the server does not end");
      assertEquals(0, process.exitValue());
    } finally {
      process.destroyForcibly();
    }
  }

  private Process start(Path home, List<String> classPath) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx512m",
            "-Djava.security.manager=allow",
            "-Dai.djl.offline=true",
            "-Dsolr.install.dir=" + directory.resolve("install"),
            "-Dsolr.log.dir=" + Files.createDirectories(directory.resolve("logs")),
            "-cp",
            String.join(File.pathSeparator, classPath),
            ChildSolr.class.getName(),
            home.toString(),
            CORE)
        .redirectError(directory.resolve("stderr.txt").toFile())
        .start();
  }

  private String readyLine(BufferedReader output) throws IOException {
    StringBuilder seen = new StringBuilder();
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      if (line.startsWith("READY ")) {
        return line;
      }
      seen.append(line).append('\n');
    }
    throw new AssertionError(
        "Solr ended early:\n" + seen + Files.readString(directory.resolve("stderr.txt")));
  }

  private static boolean isIn(List<String> folders, String entry) {
    String path = entry.replace(File.separatorChar, '/');
    return folders.stream().anyMatch(path::contains);
  }

  /** The folder that a class of this project was compiled into. */
  private static Path root(Class<?> type) throws Exception {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
  }

  /** Packs the files below a folder whose names begin with {@code prefix}. */
  private static void jar(Path jar, Path folder, String prefix) throws IOException {
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream entries = new JarOutputStream(out);
        Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String name = folder.relativize(file).toString().replace(File.separatorChar, '/');
        if (name.startsWith(prefix)) {
          entries.putNextEntry(new JarEntry(name));
          Files.copy(file, entries);
          entries.closeEntry();
        }
      }
    }
  }
}
