package org.precis.model.io.hub;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ProxySelector;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Pulls from a server with the hub's layout, with faults. */
@Timeout(60)
class ModelHubTest {
  private static final String WEIGHTS = "model.safetensors";
  private static final byte[] CONTENT = new byte[300_000];

  static {
    new SplittableRandom(5).nextBytes(CONTENT);
  }

  @TempDir private Path directory;
  private FakeHub hub;
  private final List<String> heard = new ArrayList<>();

  @BeforeEach
  void start() throws IOException {
    hub =
        new FakeHub()
            .file("config.json", "{\"model_type\":\"t5\"}")
            .file("README.md", "# words")
            .file("tokenizer.json", "{}")
            .largeFile("pytorch_model.bin", new byte[] {1})
            .largeFile(WEIGHTS, CONTENT);
  }

  @AfterEach
  void stop() {
    hub.close();
  }

  private Path target() {
    return directory.resolve("some-model");
  }

  private ModelHub.Pulled pull(Optional<String> token, Duration stall) throws IOException {
    HubOptions options =
        new HubOptions(
            hub.endpoint(), token, ProxySelector.getDefault(), 3, Duration.ofMillis(1), stall);
    return ModelHub.online(options)
        .pull(
            HubModelId.parse(FakeHub.MODEL),
            target(),
            new ModelHub.Listener() {
              @Override
              public void found(String commit, Optional<String> licence) {
                heard.add("licence " + licence.orElse("none"));
              }

              @Override
              public void fetching(String file, long bytes, long size) {
                heard.add(file + " " + bytes + "/" + size);
              }
            });
  }

  private ModelHub.Pulled pull() throws IOException {
    return pull(Optional.empty(), Duration.ofSeconds(20));
  }

  private void assertFails(String... parts) {
    String message = assertThrows(IOException.class, this::pull).getMessage();
    for (String part : parts) {
      assertTrue(message.contains(part), message);
    }
    assertFalse(Files.exists(target()), "nothing appears under the name");
  }

  private void assertComplete() throws IOException {
    assertArrayEquals(CONTENT, Files.readAllBytes(target().resolve(WEIGHTS)));
    try (Stream<Path> left = Files.list(directory)) {
      assertEquals(List.of(target()), left.toList());
    }
  }

  @Test
  void onlyNeededFilesAreFetchedAndSafetensorsPreferred() throws IOException {
    ModelHub.Pulled pulled = pull();
    assertEquals(List.of("config.json", "tokenizer.json", WEIGHTS), pulled.files());
    assertEquals(FakeHub.COMMIT, pulled.commit());
    assertEquals(List.of(), pulled.unchecked());
    assertComplete();
    try (Stream<Path> files = Files.list(target())) {
      assertEquals(3, files.count());
    }
    assertEquals("licence apache-2.0", heard.get(0));
    assertEquals(WEIGHTS + " 300000/300000", heard.get(heard.size() - 1));
    assertEquals(
        "/api/models/someone/some-model/revision/main?blobs=true", hub.seen().get(0).path());
  }

  @Test
  void anExistingDirectoryIsLeftAlone() throws IOException {
    Files.createDirectory(target());
    assertTrue(assertThrows(IOException.class, this::pull).getMessage().contains("exists already"));
    assertEquals(List.of(), hub.seen());
  }

  @Test
  void theTokenGoesToTheHubAlone() throws IOException {
    pull(Optional.of("secret"), Duration.ofSeconds(20));
    assertTrue(hub.seen().stream().anyMatch(seen -> seen.place().equals("store")));
    for (FakeHub.Seen seen : hub.seen()) {
      assertEquals(
          seen.place().equals("hub") ? "Bearer secret" : "null",
          seen.authorization(),
          seen.toString());
    }
  }

  @Test
  void aCutTransferGoesOnWhereItStopped() throws IOException {
    hub.fault(WEIGHTS, FakeHub.cut(100_000));
    pull();
    assertComplete();
    List<FakeHub.Seen> atStore =
        hub.seen(WEIGHTS).stream().filter(seen -> seen.place().equals("store")).toList();
    assertEquals(2, atStore.size());
    int from = Integer.parseInt(atStore.get(1).range().replaceAll("\\D", ""));
    assertTrue(from > 0 && from <= 100_000, atStore.get(1).range());
  }

  @Test
  void aNewPullGoesOnWhereTheLastOneGaveUp() throws IOException {
    FakeHub.Fault down = (exchange, content) -> FakeHub.status(exchange, 503);
    hub.fault(WEIGHTS, FakeHub.cut(200_000), down, down, down);
    assertFails("answered 503 for " + WEIGHTS, "gave up after 3 tries; run the same command");
    int before = hub.seen(WEIGHTS).size();
    pull();
    assertComplete();
    FakeHub.Seen next = hub.seen(WEIGHTS).get(before);
    assertTrue(next.range().startsWith("bytes="), next.range());
    assertEquals(1, hub.seen("config.json").size(), "complete files are not fetched again");
  }

  @Test
  void aServerWithoutRangesStartsAgain() throws IOException {
    hub.fault(
        WEIGHTS, FakeHub.cut(100_000), (exchange, content) -> FakeHub.send(exchange, 200, content));
    pull();
    assertComplete();
  }

  @Test
  void anotherRangeThanAskedForIsNotAppended() throws IOException {
    hub.fault(
        WEIGHTS,
        FakeHub.cut(100_000),
        (exchange, content) -> {
          exchange.getResponseHeaders().add("Content-Range", "bytes 7-299999/300000");
          FakeHub.send(exchange, 206, Arrays.copyOfRange(content, 7, content.length));
        });
    pull();
    assertComplete();
  }

  @Test
  void aPartThatIsTooLongIsThrownAway() throws IOException {
    hub.stateNothing();
    Path work = directory.resolve(".some-model.pull-" + FakeHub.COMMIT.substring(0, 12));
    Files.createDirectories(work);
    Files.write(work.resolve(WEIGHTS + ".part"), new byte[400_000]);
    hub.fault(WEIGHTS, (exchange, content) -> FakeHub.status(exchange, 416));
    ModelHub.Pulled pulled = pull();
    assertEquals(List.of("config.json", "tokenizer.json", WEIGHTS), pulled.unchecked());
    assertComplete();
  }

  @Test
  void wrongLengthsAreRefused() {
    hub.fault(WEIGHTS, (exchange, content) -> FakeHub.send(exchange, 200, new byte[7]));
    assertFails(WEIGHTS + " has 7 bytes by its answer and 300000 by the hub's list");
  }

  @Test
  void anEndlessAnswerIsCutOff() {
    hub.fault(
        "config.json",
        (exchange, content) -> {
          exchange.sendResponseHeaders(200, 0);
          try (OutputStream out = exchange.getResponseBody()) {
            for (int i = 0; i < 1_000; i++) {
              out.write(new byte[1 << 16]);
            }
          }
        });
    assertFails("config.json is longer than 19 bytes");
  }

  @Test
  void wrongChecksumsAreTriedOnceMoreAndRefused() throws IOException {
    byte[] other = CONTENT.clone();
    other[5]++;
    FakeHub.Fault wrong = (exchange, content) -> FakeHub.send(exchange, 200, other);
    hub.fault(WEIGHTS, wrong);
    pull();
    assertComplete();
  }

  @Test
  void wrongChecksumsTwiceAreRefused() {
    byte[] other = "{\"model_type\":\"t6\"}".getBytes(StandardCharsets.UTF_8);
    FakeHub.Fault wrong = (exchange, content) -> FakeHub.send(exchange, 200, other);
    hub.fault("config.json", wrong, wrong);
    assertFails("config.json came twice with another checksum than the hub states");
  }

  @Test
  void checksumsOfHeadersCountWhereTheListHasNone() {
    hub.answer()
        .withArray("siblings")
        .forEach(file -> ((ObjectNode) file).retain(List.of("rfilename")));
    byte[] other = CONTENT.clone();
    other[5]++;
    FakeHub.Fault wrong = (exchange, content) -> FakeHub.send(exchange, 200, other);
    hub.fault(WEIGHTS, wrong, wrong);
    assertFails(WEIGHTS + " came twice with another checksum");
  }

  @Test
  void refusalsSayWhatToDo() {
    hub.fault("api", (exchange, content) -> FakeHub.status(exchange, 404));
    assertFails("has no someone/some-model@main (status 404); check name and revision");
    hub.fault("api", (exchange, content) -> FakeHub.status(exchange, 401));
    assertFails("(status 401): it does not exist or needs a token; give --token or set HF_TOKEN");
    hub.fault("config.json", (exchange, content) -> FakeHub.status(exchange, 403));
    String message =
        assertThrows(IOException.class, () -> pull(Optional.of("secret"), Duration.ofSeconds(20)))
            .getMessage();
    assertTrue(message.contains("the token has no access; accept the model's conditions"), message);
    assertFalse(message.contains("secret"), message);
    assertEquals(3, hub.seen("main?blobs=true").size() + hub.seen("config.json").size() - 1);
  }

  @Test
  void aHubThatAsksToSlowDownIsWaitedFor() throws IOException {
    hub.fault(
        "config.json",
        (exchange, content) -> {
          exchange.getResponseHeaders().add("Retry-After", "1");
          FakeHub.status(exchange, 429);
        });
    long start = System.nanoTime();
    pull();
    assertComplete();
    assertTrue(System.nanoTime() - start >= 1_000_000_000L, "waited for a second");
  }

  @Test
  void aHubThatAsksForTooMuchPatienceIsGivenUp() {
    hub.fault(
        "config.json",
        (exchange, content) -> {
          exchange.getResponseHeaders().add("Retry-After", "86400");
          FakeHub.status(exchange, 429);
        });
    assertFails("asks to slow down (status 429) (asked to wait for 86400 s; try again then)");
  }

  @Test
  void aTransferThatStandsStillIsTriedAgain() throws IOException {
    hub.fault(
        WEIGHTS,
        (exchange, content) -> {
          exchange.sendResponseHeaders(200, content.length);
          exchange.getResponseBody().write(content, 0, 50_000);
          exchange.getResponseBody().flush();
          sleep(3_000);
        });
    pull(Optional.empty(), Duration.ofMillis(300));
    assertComplete();
  }

  private static void sleep(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void redirectsInCirclesAndToOtherSchemesAreRefused() {
    hub.fault(
        "config.json", (exchange, content) -> FakeHub.redirect(exchange, "file:///etc/passwd"));
    assertFails("redirects to an address that is not followed");
    FakeHub.Fault circle =
        (exchange, content) -> FakeHub.redirect(exchange, exchange.getRequestURI().toString());
    hub.fault("config.json", circle, circle, circle, circle, circle, circle);
    assertFails("config.json is redirected more than 5 times");
  }

  @Test
  void shardsAreFetchedByTheirIndex() throws IOException {
    hub.answer().withArray("siblings").remove(4);
    hub.file(
            WEIGHTS + ".index.json",
            "{\"weight_map\":{\"a\":\"model-1.safetensors\",\"b\":\"model-2.safetensors\",\"c\":\"model-1.safetensors\"}}")
        .largeFile("model-1.safetensors", CONTENT)
        .largeFile("model-2.safetensors", new byte[] {2});
    assertEquals(
        List.of(
            "config.json",
            "tokenizer.json",
            WEIGHTS + ".index.json",
            "model-1.safetensors",
            "model-2.safetensors"),
        pull().files());
  }

  @Test
  void maliciousFileNamesAreRefused() throws IOException {
    for (String name : List.of("../../evil.safetensors", "/etc/x.safetensors", "a/b.safetensors")) {
      hub.close();
      hub =
          new FakeHub()
              .file("config.json", "{}")
              .file("../evil", "x")
              .file(WEIGHTS + ".index.json", "{\"weight_map\":{\"a\":\"" + name + "\"}}")
              .file(name, "x");
      assertFails("names the file '" + name + "'; only plain names ending in .safetensors");
    }
    try (Stream<Path> left = Files.walk(directory)) {
      assertTrue(left.noneMatch(path -> path.toString().contains("evil")));
    }
  }

  @Test
  void repositoriesWithoutAModelAreRefused() throws IOException {
    hub.close();
    hub = new FakeHub().file("README.md", "x");
    assertFails("has no config.json; it is no model that can be loaded");
    hub.file("config.json", "{}").file("flax_model.msgpack", "x");
    assertFails("has neither of [model.safetensors, pytorch_model.bin], nor an index of one");
    hub.fault("api", (exchange, content) -> FakeHub.send(exchange, 200, new byte[] {'<'}));
    assertFails("is no JSON; is the address right?");
    hub.answer().put("sha", "../..");
    assertFails("has no commit or no list of files");
  }
}
