package org.precis.cli;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Solr in a JVM of its own that has no class of this project on its class path but {@link
 * SolrServer}: it finds the plugin in the lib folder of its home, as any Solr does. Closing stops
 * it; it stops too when this JVM ends. Thread-safe.
 */
public final class SolrProcess implements AutoCloseable {
  private static final int STOP_TIMEOUT_SECONDS = 60;

  private final Process process;
  private final String url;

  private SolrProcess(Process process, String url) {
    this.process = process;
    this.url = url;
  }

  /**
   * Starts Solr and waits until all its cores answer. What it prints goes to {@code
   * logs/console.txt} of its home.
   *
   * @param home the Solr home, with the plugin's jars in its lib folder
   * @param serverJars Solr and Jetty
   * @param port where to listen; 0 for any free port
   * @param jvmOptions options of the JVM
   * @throws IOException if it, or one of its cores, cannot start; the message says why
   */
  public static SolrProcess start(
      Path home, List<Path> serverJars, int port, List<String> jvmOptions) throws IOException {
    Path console = Files.createDirectories(home.resolve("logs")).resolve("console.txt");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(jvmOptions);
    command.add("-D" + SolrServer.STOP_AT_END_OF_INPUT + "=true");
    command.add("-cp");
    command.add(classPath(launcher(home.resolve("launcher")), serverJars));
    command.add(SolrServer.class.getName());
    command.add(home.toString());
    command.add(Integer.toString(port));
    Process process = new ProcessBuilder(command).redirectError(console.toFile()).start();
    try {
      return new SolrProcess(process, awaitReady(process, console));
    } catch (IOException e) {
      process.destroyForcibly();
      throw e;
    }
  }

  private static String classPath(Path launcher, List<Path> serverJars) {
    List<String> entries = new ArrayList<>(List.of(launcher.toString()));
    serverJars.forEach(jar -> entries.add(jar.toString()));
    return String.join(File.pathSeparator, entries);
  }

  /** Writes the class files of the server into a directory. */
  private static Path launcher(Path directory) throws IOException {
    List<Class<?>> classes = new ArrayList<>(List.of(SolrServer.class));
    Collections.addAll(classes, SolrServer.class.getDeclaredClasses());
    for (Class<?> type : classes) {
      String name = type.getName().replace('.', '/') + ".class";
      Path file = directory.resolve(name);
      Files.createDirectories(file.getParent());
      try (InputStream bytes = type.getClassLoader().getResourceAsStream(name)) {
        Files.write(file, bytes.readAllBytes());
      }
    }
    return directory;
  }

  /** The address in the line that the server prints when it answers. */
  private static String awaitReady(Process process, Path console) throws IOException {
    BufferedReader output =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      if (line.startsWith(SolrServer.READY)) {
        return line.substring(SolrServer.READY.length());
      }
    }
    throw new IOException("Solr did not start:\n" + Files.readString(console));
  }

  /** Where Solr answers, for example {@code http://127.0.0.1:8983/solr}. */
  public String url() {
    return url;
  }

  /**
   * Stops Solr; returns when it has.
   *
   * @throws IOException if it had to be killed
   */
  @Override
  public void close() throws IOException {
    try {
      process.getOutputStream().close();
      if (process.waitFor(STOP_TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    process.destroyForcibly();
    throw new IOException("Solr at " + url + " did not stop and was killed");
  }
}
