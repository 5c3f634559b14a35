package org.precis.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Properties;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.servlet.DispatcherType;
import javax.servlet.ServletContextEvent;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.apache.solr.core.CoreContainer;
import org.apache.solr.core.SolrCore;
import org.apache.solr.servlet.CoreContainerProvider;
import org.apache.solr.servlet.SolrDispatchFilter;
import org.eclipse.jetty.http2.server.HTTP2CServerConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.gzip.GzipHandler;
import org.eclipse.jetty.servlet.FilterHolder;
import org.eclipse.jetty.servlet.ServletContextHandler;
import org.eclipse.jetty.servlet.ServletHolder;
import org.eclipse.jetty.servlet.Source;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * Solr over HTTP in this JVM, from the class path. Closing stops it and frees what it holds.
 * Thread-safe.
 *
 * <p>The plugin is found on the class path, or in the lib folder of the Solr home; for the latter
 * {@link SolrProcess} starts another JVM that has no class of ours but this one, which therefore
 * uses no other. Solr runs standalone, or in a cluster if the system property {@code zkHost} (or
 * {@code zkRun}) says so.
 */
public final class SolrServer implements AutoCloseable {
  /** What {@link #main} prints before the address once Solr answers. */
  static final String READY = "Solr is ready at ";

  /** System property: {@link #main} stops when its standard input ends, as with its parent. */
  static final String STOP_AT_END_OF_INPUT = "precis.solr.stopAtEndOfInput";

  private static final String HOST = System.getProperty("solr.jetty.host", "127.0.0.1");
  private static final String CONTEXT = "/solr";
  private static final String LOG_CONFIG = "log4j2.configurationFile";
  private static final int DEFAULT_PORT = 8983;
  private static final int MAX_THREADS = 200;
  private static final int MIN_THREADS = 8;
  private static final int MAX_HEADER_BYTES = 32 * 1024;
  private static final int IDLE_TIMEOUT_MILLIS = 120_000;
  private static final Duration CORE_TIMEOUT = Duration.ofMinutes(5);

  /** Warns of optional classes that Solr does without; held here, or its level would be lost. */
  private static final Logger JERSEY =
      Logger.getLogger("org.glassfish.jersey.message.internal.MessagingBinders");

  private final Server jetty;
  private final Container container;
  private final int port;

  private SolrServer(Server jetty, Container container, int port) {
    this.jetty = jetty;
    this.container = container;
    this.port = port;
  }

  /**
   * Starts Solr. Its cores may still be loading then, see {@link #awaitCore}.
   *
   * @param home the Solr home, with a solr.xml
   * @param port where to listen; 0 for any free port
   * @throws IOException if it cannot start; the message says why
   */
  public static SolrServer start(Path home, int port) throws IOException {
    Path directory = home.toAbsolutePath().normalize();
    if (!Files.isRegularFile(directory.resolve("solr.xml"))) {
      throw new IOException(
          "a Solr home has a solr.xml, " + directory + " has none; see SolrHome.create");
    }
    JERSEY.setLevel(Level.SEVERE);
    setUnlessSet("solr.install.dir", directory.resolve("install"));
    setUnlessSet("solr.log.dir", Files.createDirectories(directory.resolve("logs")));
    if (Files.exists(directory.resolve("log4j2.xml"))) {
      setUnlessSet(LOG_CONFIG, directory.resolve("log4j2.xml"));
    }

    Server jetty = new Server(new QueuedThreadPool(MAX_THREADS, MIN_THREADS));
    ServerConnector connector = connector(jetty, port);
    try {
      connector.open();
      Container container = new Container(directory, connector.getLocalPort());
      jetty.setHandler(handler(directory, container));
      jetty.start();
      if (container.cores == null) {
        throw new IOException("Solr could not load its home " + directory, container.failure);
      }
      return new SolrServer(jetty, container, connector.getLocalPort());
    } catch (Exception | LinkageError e) {
      stopQuietly(jetty, e);
      throw new IOException(
          String.format(
              "Solr with the home %s could not be started at %s:%d: %s",
              directory, HOST, port, rootMessage(e)),
          e);
    }
  }

  private static void setUnlessSet(String property, Path value) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, value.toString());
    }
  }

  private static ServerConnector connector(Server jetty, int port) {
    HttpConfiguration http = new HttpConfiguration();
    http.setSendServerVersion(false);
    http.setRequestHeaderSize(MAX_HEADER_BYTES);
    // Solr's nodes, and its Java client, speak HTTP/2 without TLS to each other.
    ServerConnector connector =
        new ServerConnector(
            jetty, new HttpConnectionFactory(http), new HTTP2CServerConnectionFactory(http));
    connector.setHost(HOST);
    connector.setPort(port);
    connector.setIdleTimeout(IDLE_TIMEOUT_MILLIS);
    jetty.addConnector(connector);
    return connector;
  }

  private static GzipHandler handler(Path home, Container container) {
    ServletContextHandler solr = new ServletContextHandler(ServletContextHandler.NO_SESSIONS);
    solr.setContextPath(CONTEXT);
    solr.setResourceBase(home.toString());
    solr.addEventListener(container);
    FilterHolder filter = solr.getServletHandler().newFilterHolder(Source.EMBEDDED);
    filter.setHeldClass(SolrDispatchFilter.class);
    solr.addFilter(filter, "/*", EnumSet.of(DispatcherType.REQUEST));
    solr.addServlet(new ServletHolder("not-found", new NotFound()), "/");
    GzipHandler gzip = new GzipHandler();
    gzip.setHandler(solr);
    return gzip;
  }

  /** Where Solr answers, for example {@code http://127.0.0.1:8983/solr}. */
  public String url() {
    return "http://" + HOST + ":" + port + CONTEXT;
  }

  /**
   * Waits until a core answers.
   *
   * @throws IOException if there is no such core, or it cannot be loaded; the message says why
   */
  public void awaitCore(String name) throws IOException {
    CoreContainer cores = container.cores;
    cores.waitForLoadingCore(name, CORE_TIMEOUT.toMillis());
    try (SolrCore core = cores.getCore(name)) {
      if (core == null) {
        throw new IOException(
            String.format(
                "Solr at %s has no core '%s', only %s", url(), name, cores.getAllCoreNames()));
      }
    } catch (RuntimeException e) {
      throw new IOException("core '" + name + "' could not be loaded: " + rootMessage(e), e);
    }
  }

  private void awaitAllCores() throws IOException {
    container.cores.waitForLoadingCoresToFinish(CORE_TIMEOUT.toMillis());
    for (String failed : container.cores.getCoreInitFailures().keySet()) {
      awaitCore(failed);
    }
  }

  private static String rootMessage(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root.getMessage();
  }

  /** Stops Solr; returns when it has. */
  @Override
  public void close() throws IOException {
    try {
      jetty.stop();
    } catch (Exception e) {
      throw new IOException("Solr at " + url() + " did not stop cleanly", e);
    }
  }

  private static void stopQuietly(Server jetty, Throwable failure) {
    try {
      jetty.stop();
    } catch (Exception e) {
      failure.addSuppressed(e);
    }
  }

  /**
   * Starts Solr and runs it until it is interrupted.
   *
   * @param args the Solr home, and the port if it is not 8983
   */
  public static void main(String[] args) throws Exception {
    if (args.length < 1 || args.length > 2) {
      System.err.println("Usage: SolrServer HOME [PORT]");
      System.exit(2);
    }
    SolrServer server;
    try {
      server = start(Path.of(args[0]), args.length > 1 ? Integer.parseInt(args[1]) : DEFAULT_PORT);
      server.awaitAllCores();
    } catch (IOException | NumberFormatException e) {
      System.err.println(e.getMessage());
      System.exit(1);
      return;
    }
    server.jetty.setStopAtShutdown(true);
    System.out.println(READY + server.url());
    if (Boolean.getBoolean(STOP_AT_END_OF_INPUT)) {
      System.in.transferTo(OutputStream.nullOutputStream());
      server.close();
    }
    server.jetty.join();
    System.exit(0);
  }

  /** Solr's container, and what went wrong with it: Solr itself only logs that. */
  private static final class Container extends CoreContainerProvider {
    private final Path home;
    private final int port;
    private volatile CoreContainer cores;
    private volatile Throwable failure;

    Container(Path home, int port) {
      this.home = home;
      this.port = port;
    }

    @Override
    public void contextInitialized(ServletContextEvent event) {
      Properties node = new Properties();
      node.setProperty("hostPort", Integer.toString(port));
      node.setProperty("hostContext", CONTEXT);
      event.getServletContext().setAttribute(SolrDispatchFilter.PROPERTIES_ATTRIBUTE, node);
      event
          .getServletContext()
          .setAttribute(SolrDispatchFilter.SOLRHOME_ATTRIBUTE, home.toString());
      super.contextInitialized(event);
    }

    @Override
    protected CoreContainer createCoreContainer(Path solrHome, Properties node) {
      try {
        cores = super.createCoreContainer(solrHome, node);
        return cores;
      } catch (RuntimeException | Error e) {
        failure = e;
        throw e;
      }
    }
  }

  /** Answers what Solr's filter leaves. */
  private static final class NotFound extends HttpServlet {
    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      response.sendError(HttpServletResponse.SC_NOT_FOUND);
    }
  }
}
