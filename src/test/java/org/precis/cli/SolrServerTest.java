package org.precis.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.solr.client.solrj.SolrQuery;
import org.apache.solr.client.solrj.impl.Http2SolrClient;
import org.apache.solr.common.util.ObjectReleaseTracker;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SolrServerTest {
  @TempDir Path directory;

  @AfterAll
  static void nothingIsLeftOpen() {
    assertNull(ObjectReleaseTracker.clearObjectTrackerAndCheckEmpty());
  }

  private static HttpResponse<String> get(String url) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void servesTheCoresOfAHomeUntilItIsClosed() throws Exception {
    String url;
    try (SolrServer server = SolrServer.start(SolrHome.create(directory), 0)) {
      url = server.url();
      server.awaitCore(SolrHome.CORE);
      assertTrue(url.matches("http://127\\.0\\.0\\.1:[1-9]\\d+/solr"), url);
      assertEquals(200, get(url + "/precis/admin/ping").statusCode());
      assertEquals(404, get(url + "/nowhere/select").statusCode());
      try (Http2SolrClient client = new Http2SolrClient.Builder(url).build()) {
        assertEquals(0, client.query("precis", new SolrQuery("*:*")).getResults().getNumFound());
      }
      IOException unknown = assertThrows(IOException.class, () -> server.awaitCore("news"));
      assertTrue(unknown.getMessage().contains("no core 'news', only [precis]"));
    }
    assertThrows(IOException.class, () -> get(url + "/precis/admin/ping"));
  }

  @Test
  void saysWhyACoreCannotBeLoaded() throws Exception {
    SolrHome.create(directory);
    Path config = directory.resolve("precis/conf/solrconfig.xml");
    Files.writeString(
        config, Files.readString(config).replace("\"maxSections\"", "\"maxSection\""));
    try (SolrServer server = SolrServer.start(directory, 0)) {
      String message =
          assertThrows(IOException.class, () -> server.awaitCore("precis")).getMessage();
      assertTrue(
          message.contains("core 'precis' could not be loaded")
              && message.contains("unknown setting 'maxSection'; known are body.fl, "),
          message);
    }
  }

  @Test
  void refusesADirectoryThatIsNoSolrHome() {
    String message =
        assertThrows(IOException.class, () -> SolrServer.start(directory, 0)).getMessage();
    assertTrue(message.contains("has none; see SolrHome.create"), message);
  }

  @Test
  void saysWhySolrCannotBeStarted() throws Exception {
    Files.writeString(directory.resolve("solr.xml"), "<solr>");
    String message =
        assertThrows(IOException.class, () -> SolrServer.start(directory, 0)).getMessage();
    assertTrue(
        message.contains(directory + " could not be started") && message.contains("XML document"),
        message);
  }

  @Test
  void saysThatAPortIsTaken() throws Exception {
    SolrHome.create(directory);
    try (ServerSocket other = new ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress())) {
      int port = other.getLocalPort();
      String message =
          assertThrows(IOException.class, () -> SolrServer.start(directory, port)).getMessage();
      assertTrue(message.contains(":" + port) && message.contains("in use"), message);
    }
  }
}
