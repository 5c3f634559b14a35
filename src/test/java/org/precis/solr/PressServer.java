package org.precis.solr;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Properties;
import org.apache.solr.client.solrj.SolrClient;
import org.apache.solr.client.solrj.impl.Http2SolrClient;
import org.apache.solr.embedded.JettyConfig;
import org.apache.solr.embedded.JettySolrRunner;

/** A standalone Solr on a real Jetty, with cores of the test configset. Stop it at the end. */
final class PressServer {
  private final JettySolrRunner jetty;
  private final SolrClient client;
  private final HttpClient http = HttpClient.newHttpClient();

  private PressServer(JettySolrRunner jetty) {
    this.jetty = jetty;
    this.client = new Http2SolrClient.Builder(jetty.getBaseUrl().toString()).build();
  }

  /** Starts the cores of a home. */
  static PressServer start(Path home) throws Exception {
    JettySolrRunner jetty =
        new JettySolrRunner(home.toString(), new Properties(), JettyConfig.builder().build());
    jetty.start();
    return new PressServer(jetty);
  }

  /** Closed when the server is stopped. */
  SolrClient client() {
    return client;
  }

  JettySolrRunner jetty() {
    return jetty;
  }

  /** An answer as it comes over the wire. */
  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(URI.create(jetty.getBaseUrl() + path)).build();
    return http.send(request, HttpResponse.BodyHandlers.ofString());
  }

  /** A path with parameters; names and values in turn. */
  static String path(String handler, String... params) {
    StringBuilder path = new StringBuilder(handler);
    for (int i = 0; i < params.length; i += 2) {
      path.append(i == 0 ? '?' : '&')
          .append(params[i])
          .append('=')
          .append(URLEncoder.encode(params[i + 1], StandardCharsets.UTF_8));
    }
    return path.toString();
  }

  void stop() throws Exception {
    client.close();
    jetty.stop();
  }
}
