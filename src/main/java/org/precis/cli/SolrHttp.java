package org.precis.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A core or collection of a Solr, over HTTP and JSON. Thread-safe. */
final class SolrHttp {
  static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration REQUEST_TIMEOUT = Duration.ofMinutes(2);

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT_TIMEOUT)
          .build();
  private final String base;

  /**
   * @param base address of the core or collection, such as {@code
   *     http://localhost:8983/solr/precis}
   */
  SolrHttp(String base) {
    this.base = base.endsWith("/") ? base.substring(0, base.length() - 1) : base;
  }

  /**
   * Asks a handler.
   *
   * @throws IOException if Solr cannot be reached or answers with an error; the message has Solr's
   */
  JsonNode get(String handler, Map<String, String> parameters) throws IOException {
    String query =
        parameters.entrySet().stream()
            .map(p -> encode(p.getKey()) + "=" + encode(p.getValue()))
            .collect(Collectors.joining("&"));
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(base + handler))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(query + "&wt=json"));
    return send(request);
  }

  /** Adds documents; they are searchable after {@link #commit}. */
  void add(List<? extends JsonNode> documents) throws IOException {
    update("/update", JSON.writeValueAsString(documents));
  }

  /** Makes added documents searchable. */
  void commit() throws IOException {
    update("/update", "{\"commit\":{}}");
  }

  private void update(String handler, String json) throws IOException {
    send(
        HttpRequest.newBuilder(URI.create(base + handler))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(json)));
  }

  private JsonNode send(HttpRequest.Builder builder) throws IOException {
    HttpRequest request = builder.timeout(REQUEST_TIMEOUT).build();
    try {
      var response = client.send(request, BodyHandlers.ofString());
      JsonNode answer = read(response.statusCode(), response.body());
      if (response.statusCode() != 200) {
        String message = answer.at("/error/msg").asText(response.body());
        throw new IOException(
            "Solr answered " + response.statusCode() + " at " + request.uri() + ": " + message);
      }
      return answer;
    } catch (java.net.ConnectException refused) {
      throw new IOException(
          "no Solr answers at " + base + "; start one with 'precis serve' or give --url", refused);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while waiting for " + request.uri(), interrupted);
    }
  }

  private JsonNode read(int status, String body) throws IOException {
    try {
      return JSON.readTree(body);
    } catch (JsonProcessingException notJson) {
      throw new IOException(
          "Solr answered " + status + " at " + base + " without JSON; is the address right?",
          notJson);
    }
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
