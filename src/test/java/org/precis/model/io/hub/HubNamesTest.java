package org.precis.model.io.hub;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names of models, proxies, and the cache of other tools. */
class HubNamesTest {
  @TempDir private Path directory;

  @Test
  void namesAreReadWithTheirRevision() {
    HubModelId id = HubModelId.parse("google/mt5-small");
    assertEquals("google/mt5-small@main", id.toString());
    assertEquals("mt5-small", id.name());
    assertEquals("refs/pr/3", HubModelId.parse("a/b@refs/pr/3").revision());
    assertEquals("t5-small", HubModelId.parse("t5-small").repository());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "a/b/c",
        "../x",
        "a/..",
        "a/b@",
        "a/b@../x",
        "a b/c",
        "a/b?x",
        "-a/b",
        "a/b@-x"
      })
  void otherNamesAreRefused(String text) {
    String message =
        assertThrows(IllegalArgumentException.class, () -> HubModelId.parse(text)).getMessage();
    assertTrue(message.contains("this is '"), message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ftp://x", "huggingface.co", "https:///x", "https://x?y=1"})
  void otherEndpointsAreRefused(String address) {
    assertThrows(
        IllegalArgumentException.class,
        () -> HubOptions.of(URI.create(address), Optional.empty(), ProxySelector.getDefault()));
  }

  private static String proxy(Map<String, String> environment, String address) {
    ProxySelector none = ProxySelector.of(null);
    Proxy proxy = new EnvironmentProxy(environment, none).select(URI.create(address)).get(0);
    return proxy.type() == Proxy.Type.DIRECT
        ? "direct"
        : ((InetSocketAddress) proxy.address()).getHostString()
            + ":"
            + ((InetSocketAddress) proxy.address()).getPort();
  }

  @Test
  void proxiesAreThoseOfTheEnvironment() {
    Map<String, String> both =
        Map.of("HTTPS_PROXY", "http://p:3128", "http_proxy", "q", "NO_PROXY", "in.example, .z");
    assertEquals("p:3128", proxy(both, "https://hub.example/x"));
    assertEquals("q:80", proxy(both, "http://hub.example/x"));
    assertEquals("direct", proxy(both, "https://in.example/x"));
    assertEquals("direct", proxy(both, "https://a.in.example/x"));
    assertEquals("p:3128", proxy(both, "https://login.example/x"));
    assertEquals("direct", proxy(both, "https://a.z/x"));
    assertEquals("direct", proxy(both, "http://localhost:8080/x"));
    assertEquals("a:1", proxy(Map.of("ALL_PROXY", "http://a:1"), "https://x.example/"));
    assertEquals("direct", proxy(Map.of("ALL_PROXY", "a", "no_proxy", "*"), "https://x.example/"));
    assertEquals("direct", proxy(Map.of(), "https://x.example/"));
    assertThrows(
        IllegalArgumentException.class,
        () -> proxy(Map.of("ALL_PROXY", "socks5://a:1"), "https://x.example/"));
    ProxySelector java = ProxySelector.of(InetSocketAddress.createUnresolved("j", 9));
    assertEquals(
        "j",
        ((InetSocketAddress)
                new EnvironmentProxy(both, java)
                    .select(URI.create("https://x.example/"))
                    .get(0)
                    .address())
            .getHostString());
  }

  private final ModelHub.Listener silent =
      new ModelHub.Listener() {
        @Override
        public void found(String commit, Optional<String> licence) {}

        @Override
        public void fetching(String file, long bytes, long size) {}
      };

  private ModelHub.Pulled pull(String id) throws IOException {
    return ModelHub.offline(directory).pull(HubModelId.parse(id), directory.resolve("out"), silent);
  }

  @Test
  void theCacheOfOtherToolsIsReadWithoutANetwork() throws IOException {
    Path model = directory.resolve("models--someone--thing");
    Path snapshot = Files.createDirectories(model.resolve("snapshots/" + FakeHub.COMMIT));
    Files.createDirectories(model.resolve("blobs"));
    Files.createDirectories(model.resolve("refs"));
    Files.writeString(model.resolve("refs/main"), FakeHub.COMMIT);
    Files.writeString(snapshot.resolve("config.json"), "{}");
    byte[] weights = {1, 2, 3};
    Path blob = Files.write(model.resolve("blobs/" + FakeHub.sha256(weights)), weights);
    Path link = snapshot.resolve("pytorch_model.bin");
    Files.createSymbolicLink(link, Path.of("../../blobs").resolve(blob.getFileName()));
    ModelHub.Pulled pulled = pull("someone/thing");
    assertEquals(List.of("config.json"), pulled.unchecked());
    assertArrayEquals(weights, Files.readAllBytes(directory.resolve("out/pytorch_model.bin")));
    assertTrue(Files.isRegularFile(directory.resolve("out/pytorch_model.bin")));

    Files.move(directory.resolve("out"), directory.resolve("old"));
    Files.write(blob, new byte[] {1, 2, 4});
    String message =
        assertThrows(IOException.class, () -> pull("someone/thing@" + FakeHub.COMMIT)).getMessage();
    assertTrue(message.contains("has another checksum than its name says"), message);
    assertTrue(
        assertThrows(IOException.class, () -> pull("someone/else"))
            .getMessage()
            .contains("fetch it once without --offline"));
  }
}
