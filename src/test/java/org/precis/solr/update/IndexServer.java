package org.precis.solr.update;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.apache.solr.client.solrj.SolrClient;
import org.apache.solr.client.solrj.impl.Http2SolrClient;
import org.precis.cli.SolrHome;
import org.precis.cli.SolrServer;

/** A standalone Solr with the project's own configset. Close it at the end. */
final class IndexServer implements AutoCloseable {
  /** The core with the configset as it is. */
  static final String CORE = SolrHome.CORE;

  private final SolrServer server;
  private final SolrClient client;
  private final HttpClient http = HttpClient.newHttpClient();

  private IndexServer(SolrServer server) {
    this.server = server;
    this.client = new Http2SolrClient.Builder(server.url()).build();
  }

  /** Starts Solr with {@link #CORE} alone. */
  static IndexServer start(Path home) throws IOException {
    return start(home, Map.of());
  }

  /**
   * Starts Solr with more cores.
   *
   * @param cores what becomes of solrconfig.xml and of schema.xml, by the core's name
   */
  static IndexServer start(Path home, Map<String, UnaryOperator<String>> cores) throws IOException {
    edit(SolrHome.create(home).resolve(CORE).resolve("conf"), UnaryOperator.identity());
    for (Map.Entry<String, UnaryOperator<String>> core : cores.entrySet()) {
      SolrHome.addCore(home, core.getKey());
      edit(home.resolve(core.getKey()).resolve("conf"), core.getValue());
    }
    IndexServer solr = new IndexServer(SolrServer.start(home, 0));
    try {
      solr.server.awaitCore(CORE);
      for (String core : cores.keySet()) {
        solr.server.awaitCore(core);
      }
    } catch (IOException e) {
      solr.close();
      throw e;
    }
    return solr;
  }

  /**
   * Changes a configset's solrconfig.xml and schema.xml, and adds the handler that {@link
   * IndexedDocs} asks: it shows roots and sections, of which the project's own handlers hide one or
   * the other.
   */
  static Path edit(Path configset, UnaryOperator<String> change) throws IOException {
    Path config = configset.resolve("solrconfig.xml");
    String handler =
        "<requestHandler name=\"" + IndexedDocs.HANDLER + "\" class=\"solr.SearchHandler\"/>";
    String changed = change.apply(Files.readString(config));
    Path schema = configset.resolve("schema.xml");
    Files.writeString(schema, change.apply(Files.readString(schema)));
    Files.writeString(config, changed.replace("</config>", handler + "\n</config>"));
    return configset;
  }

  /** A core, for what is asked of it over SolrJ. */
  IndexedDocs docs(String core) {
    return new IndexedDocs(client, core);
  }

  /** An answer as it comes over the wire; {@code params} are names and values in turn. */
  HttpResponse<String> get(String path, String... params) throws Exception {
    return http.send(HttpRequest.newBuilder(uri(path, params)).build(), BodyHandlers.ofString());
  }

  /** Sends an update as it is; {@code params} are names and values in turn. */
  HttpResponse<String> post(String path, String type, String content, String... params)
      throws Exception {
    return http.send(
        HttpRequest.newBuilder(uri(path, params))
            .header("Content-Type", type)
            .POST(BodyPublishers.ofString(content))
            .build(),
        BodyHandlers.ofString());
  }

  private URI uri(String path, String... params) {
    StringBuilder query = new StringBuilder();
    for (int i = 0; i < params.length; i += 2) {
      query
          .append(i == 0 ? '?' : '&')
          .append(params[i])
          .append('=')
          .append(URLEncoder.encode(params[i + 1], StandardCharsets.UTF_8));
    }
    return URI.create(server.url() + path + query);
  }

  @Override
  public void close() throws IOException {
    client.close();
    server.close();
  }
}
