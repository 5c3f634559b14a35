package org.precis.model.io.hub;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A server with the hub's layout: an API that lists files, small files behind {@code /resolve/},
 * large ones redirected to a store of another address. Faults are queued by the file's name and
 * used up one a request.
 */
final class FakeHub implements AutoCloseable {
  static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";
  static final String MODEL = "someone/some-model";

  /** An answer that goes wrong. */
  interface Fault {
    void answer(HttpExchange exchange, byte[] content) throws IOException;
  }

  /** A request that was seen. */
  record Seen(String place, String path, String range, String authorization) {}

  private final HttpServer api;
  private final HttpServer store;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Map<String, byte[]> files = new ConcurrentHashMap<>();
  private final List<String> large = new CopyOnWriteArrayList<>();
  private final Map<String, Queue<Fault>> faults = new ConcurrentHashMap<>();
  private final List<Seen> seen = new CopyOnWriteArrayList<>();
  private final ObjectNode answer = new ObjectMapper().createObjectNode();
  private volatile boolean stated = true;

  FakeHub() throws IOException {
    api = server("hub", this::answerApi);
    store = server("store", this::answerStore);
    answer.put("sha", COMMIT).putObject("cardData").put("license", "apache-2.0");
    answer.putArray("siblings");
  }

  private interface Answering {
    void answer(HttpExchange exchange) throws IOException;
  }

  private HttpServer server(String place, Answering answering) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            seen.add(
                new Seen(
                    place,
                    exchange.getRequestURI().toString(),
                    String.valueOf(exchange.getRequestHeaders().getFirst("Range")),
                    String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"))));
            answering.answer(exchange);
          }
        });
    server.start();
    return server;
  }

  URI endpoint() {
    return URI.create("http://127.0.0.1:" + api.getAddress().getPort());
  }

  /** Another name for the same machine, so that it counts as another host. */
  private String storeAddress() {
    return "http://localhost:" + store.getAddress().getPort();
  }

  /** The API's answer, to be changed. */
  ObjectNode answer() {
    return answer;
  }

  List<Seen> seen() {
    return seen;
  }

  /** Requests for a file, at the hub or its store. */
  List<Seen> seen(String name) {
    return seen.stream().filter(request -> request.path().endsWith("/" + name)).toList();
  }

  FakeHub file(String name, byte[] content) {
    files.put(name, content);
    answer
        .withArray("siblings")
        .addObject()
        .put("rfilename", name)
        .put("size", content.length)
        .put("blobId", sha1(content));
    return this;
  }

  FakeHub file(String name, String content) {
    return file(name, content.getBytes(StandardCharsets.UTF_8));
  }

  FakeHub largeFile(String name, byte[] content) {
    file(name, content);
    large.add(name);
    ObjectNode last =
        (ObjectNode) answer.withArray("siblings").get(answer.withArray("siblings").size() - 1);
    last.putObject("lfs").put("sha256", sha256(content)).put("size", content.length);
    return this;
  }

  /** From now on the API lists bare names, as without {@code blobs=true}, and no ETags are sent. */
  FakeHub stateNothing() {
    stated = false;
    answer.withArray("siblings").forEach(file -> ((ObjectNode) file).retain(List.of("rfilename")));
    return this;
  }

  FakeHub fault(String name, Fault... order) {
    faults.computeIfAbsent(name, any -> new ConcurrentLinkedQueue<>()).addAll(Arrays.asList(order));
    return this;
  }

  private boolean answeredByFault(HttpExchange exchange, String name) throws IOException {
    Queue<Fault> queue = faults.get(name);
    Fault fault = queue == null ? null : queue.poll();
    if (fault == null) {
      return false;
    }
    fault.answer(exchange, files.getOrDefault(name, new byte[0]));
    return true;
  }

  private void answerApi(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    if (path.startsWith("/api/models/" + MODEL + "/revision/")) {
      if (!answeredByFault(exchange, "api")) {
        send(exchange, 200, answer.toString().getBytes(StandardCharsets.UTF_8));
      }
      return;
    }
    String prefix = "/" + MODEL + "/resolve/" + COMMIT + "/";
    String name = path.startsWith(prefix) ? path.substring(prefix.length()) : "";
    if (!files.containsKey(name)) {
      status(exchange, 404);
    } else if (large.contains(name)) {
      if (stated) {
        exchange.getResponseHeaders().add("X-Linked-ETag", '"' + sha256(files.get(name)) + '"');
      }
      redirect(exchange, storeAddress() + "/blob/" + name);
    } else if (!answeredByFault(exchange, name)) {
      if (stated) {
        exchange.getResponseHeaders().add("ETag", '"' + sha1(files.get(name)) + '"');
      }
      sendRanged(exchange, files.get(name));
    }
  }

  private void answerStore(HttpExchange exchange) throws IOException {
    String name = exchange.getRequestURI().getPath().replaceFirst(".*/", "");
    if (!answeredByFault(exchange, name)) {
      exchange.getResponseHeaders().add("ETag", "\"" + "0".repeat(40) + "\"");
      sendRanged(exchange, files.get(name));
    }
  }

  static void sendRanged(HttpExchange exchange, byte[] content) throws IOException {
    String range = exchange.getRequestHeaders().getFirst("Range");
    if (range == null) {
      send(exchange, 200, content);
      return;
    }
    int from = Integer.parseInt(range.replaceAll("\\D", ""));
    exchange
        .getResponseHeaders()
        .add("Content-Range", "bytes %d-%d/%d".formatted(from, content.length - 1, content.length));
    send(exchange, 206, Arrays.copyOfRange(content, from, content.length));
  }

  static void send(HttpExchange exchange, int status, byte[] content) throws IOException {
    exchange.sendResponseHeaders(status, content.length == 0 ? -1 : content.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(content);
    }
  }

  static void status(HttpExchange exchange, int status) throws IOException {
    exchange.sendResponseHeaders(status, -1);
  }

  static void redirect(HttpExchange exchange, String address) throws IOException {
    exchange.getResponseHeaders().add("Location", address);
    exchange.sendResponseHeaders(302, -1);
  }

  /** Promises everything, sends a part and hangs up. */
  static Fault cut(int bytes) {
    return (exchange, content) -> {
      exchange.sendResponseHeaders(200, content.length);
      exchange.getResponseBody().write(content, 0, bytes);
      exchange.getResponseBody().flush();
      exchange.close();
    };
  }

  static String sha256(byte[] content) {
    return HexFormat.of().formatHex(digest("SHA-256").digest(content));
  }

  static String sha1(byte[] content) {
    MessageDigest digest = digest("SHA-1");
    digest.update(("blob " + content.length + "\0").getBytes(StandardCharsets.US_ASCII));
    return HexFormat.of().formatHex(digest.digest(content));
  }

  private static MessageDigest digest(String name) {
    try {
      return MessageDigest.getInstance(name);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    api.stop(0);
    store.stop(0);
    threads.shutdownNow();
  }
}
