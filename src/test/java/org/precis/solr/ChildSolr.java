package org.precis.solr;

import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicReference;
import javax.servlet.DispatcherType;
import javax.servlet.ServletContextEvent;
import javax.servlet.http.HttpServlet;
import org.apache.solr.core.CoreContainer;
import org.apache.solr.core.SolrCore;
import org.apache.solr.servlet.CoreContainerProvider;
import org.apache.solr.servlet.SolrDispatchFilter;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.servlet.FilterHolder;
import org.eclipse.jetty.servlet.ServletContextHandler;
import org.eclipse.jetty.servlet.ServletHolder;
import org.eclipse.jetty.servlet.Source;

/**
 * A Solr in a JVM of its own, started by {@link PluginFolderTest} with nothing of this project on
 * the class path but this class. Prints {@code READY <port> <class loader of the component>}, and
 * ends when its standard input is closed.
 */
public final class ChildSolr {
  private static final long CORES_LOADED_MILLIS = 60_000;

  private ChildSolr() {}

  /**
   * Starts.
   *
   * @param args the Solr home, and the name of a core that has the component
   */
  public static void main(String[] args) {
    try {
      run(Path.of(args[0]), args[1]);
      // Solr's own threads need not be waited for.
      System.exit(0);
    } catch (Exception e) {
      e.printStackTrace();
      System.exit(1);
    }
  }

  private static void run(Path home, String name) throws Exception {
    Server server = new Server(0);
    AtomicReference<CoreContainer> cores = new AtomicReference<>();
    server.setHandler(solr(home, cores));
    server.start();
    // Cores are loaded after Jetty says that it is ready.
    cores.get().waitForLoadingCoresToFinish(CORES_LOADED_MILLIS);
    try (SolrCore core = cores.get().getCore(name)) {
      ClassLoader loader = core.getSearchComponent("summarize").getClass().getClassLoader();
      int port = ((ServerConnector) server.getConnectors()[0]).getLocalPort();
      System.out.println("READY " + port + " " + loader.getClass().getName());
    }
    waitForEndOfInput();
    server.stop();
  }

  private static void waitForEndOfInput() throws IOException {
    while (System.in.read() >= 0) {
      // The parent sends nothing.
    }
  }

  private static ServletContextHandler solr(Path home, AtomicReference<CoreContainer> cores) {
    ServletContextHandler solr = new ServletContextHandler(ServletContextHandler.SESSIONS);
    solr.setContextPath("/solr");
    solr.addEventListener(
        new CoreContainerProvider() {
          @Override
          public void contextInitialized(ServletContextEvent event) {
            event
                .getServletContext()
                .setAttribute(SolrDispatchFilter.PROPERTIES_ATTRIBUTE, new Properties());
            event
                .getServletContext()
                .setAttribute(SolrDispatchFilter.SOLRHOME_ATTRIBUTE, home.toString());
            super.contextInitialized(event);
          }

          @Override
          protected CoreContainer createCoreContainer(Path solrHome, Properties properties) {
            cores.set(super.createCoreContainer(solrHome, properties));
            return cores.get();
          }
        });
    FilterHolder filter = solr.getServletHandler().newFilterHolder(Source.EMBEDDED);
    filter.setHeldClass(SolrDispatchFilter.class);
    solr.addFilter(filter, "/*", EnumSet.of(DispatcherType.REQUEST));
    solr.addServlet(new ServletHolder("none", new HttpServlet() {}), "/");
    return solr;
  }
}
