package org.precis.model.io.hub;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Requests to a hub. Redirects are followed here and not by the client, so that the token goes to
 * the hub alone and never to the storage that it points to. Thread-safe.
 */
final class HubHttp {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(20);
  private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(60);
  private static final int MAX_REDIRECTS = 5;
  private static final int OK = 200;
  private static final int PARTIAL = 206;
  private static final int RANGE_NOT_SATISFIABLE = 416;

  private final HubOptions options;
  private final HttpClient client;

  /**
   * An answer; whoever asked closes its body.
   *
   * @param status 200, 206 or 416
   * @param header what headers say
   * @param checksum of the whole file, where the hub itself states it
   * @param body the content
   */
  record Answer(
      int status, java.net.http.HttpHeaders header, Optional<Checksum> checksum, InputStream body)
      implements AutoCloseable {
    @Override
    public void close() throws IOException {
      body.close();
    }
  }

  HubHttp(HubOptions options) {
    this.options = options;
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(CONNECT_TIMEOUT)
            .proxy(options.proxy())
            .build();
  }

  /** The address of a path below the endpoint; the path is taken as it is. */
  URI address(String path) {
    String base = options.endpoint().toString();
    return URI.create((base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + path);
  }

  /**
   * Asks once, following redirects.
   *
   * @param what is fetched, for messages
   * @throws HubAnswerException if the answer is an error
   * @throws IOException if there is none
   */
  Answer get(URI address, Map<String, String> headers, String what) throws IOException {
    URI at = address;
    Optional<Checksum> checksum = Optional.empty();
    for (int hop = 0; hop <= MAX_REDIRECTS; hop++) {
      HttpResponse<InputStream> response = send(at, headers);
      if (isEndpoint(at) && checksum.isEmpty()) {
        checksum = checksum(response);
      }
      Optional<String> location = response.headers().firstValue("location");
      boolean redirect = response.statusCode() / 100 == 3 && location.isPresent();
      if (!redirect) {
        return checked(response, checksum, what);
      }
      response.body().close();
      at = next(at, location.get());
    }
    throw HubAnswerException.lasting(
        "%s is redirected more than %d times".formatted(what, MAX_REDIRECTS));
  }

  private static URI next(URI from, String location) throws IOException {
    try {
      URI to = from.resolve(location);
      boolean web = "https".equals(to.getScheme()) || "http".equals(to.getScheme());
      boolean downgrade = "https".equals(from.getScheme()) && !"https".equals(to.getScheme());
      if (web && !downgrade && to.getHost() != null) {
        return to;
      }
    } catch (IllegalArgumentException e) {
      throw HubAnswerException.lasting(from + " redirects to what is no address");
    }
    throw HubAnswerException.lasting(
        from.getHost() + " redirects to an address that is not followed");
  }

  private boolean isEndpoint(URI address) {
    URI endpoint = options.endpoint();
    return endpoint.getScheme().equals(address.getScheme())
        && endpoint.getHost().equalsIgnoreCase(address.getHost())
        && endpoint.getPort() == address.getPort();
  }

  private HttpResponse<InputStream> send(URI address, Map<String, String> headers)
      throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address).timeout(ANSWER_TIMEOUT).header("User-Agent", "precis");
    headers.forEach(request::header);
    if (isEndpoint(address)) {
      options.token().ifPresent(token -> request.header("Authorization", "Bearer " + token));
    }
    try {
      return client.send(request.GET().build(), BodyHandlers.ofInputStream());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      InterruptedIOException stopped = new InterruptedIOException("interrupted while downloading");
      stopped.initCause(e);
      throw stopped;
    } catch (IOException e) {
      throw new IOException(
          "%s cannot be reached: %s"
              .formatted(
                  address.getHost(),
                  e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage()),
          e);
    }
  }

  private static Optional<Checksum> checksum(HttpResponse<?> response) {
    return response
        .headers()
        .firstValue("x-linked-etag")
        .or(() -> response.headers().firstValue("etag"))
        .flatMap(Checksum::find);
  }

  private Answer checked(
      HttpResponse<InputStream> response, Optional<Checksum> checksum, String what)
      throws IOException {
    int status = response.statusCode();
    if (status == OK || status == PARTIAL || status == RANGE_NOT_SATISFIABLE) {
      return new Answer(status, response.headers(), checksum, response.body());
    }
    response.body().close();
    throw new HubAnswerException(
        message(status, what),
        status == 408 || status == 429 || status >= 500,
        response.headers().firstValue("retry-after").flatMap(HubHttp::seconds));
  }

  private String message(int status, String what) {
    String hub = options.endpoint().getHost();
    return switch (status) {
      case 401, 403 ->
          "%s refuses %s (status %d): %s"
              .formatted(
                  hub,
                  what,
                  status,
                  options.token().isPresent()
                      ? "the token has no access; accept the model's conditions on its page, or check the name"
                      : "it does not exist or needs a token; give --token or set HF_TOKEN");
      case 404 -> "%s has no %s (status 404); check name and revision".formatted(hub, what);
      case 429 -> "%s asks to slow down (status 429)".formatted(hub);
      default -> "%s answered %d for %s".formatted(hub, status, what);
    };
  }

  /** Seconds or a date (RFC 9110, section 10.2.3). */
  private static Optional<Duration> seconds(String retryAfter) {
    try {
      if (retryAfter.strip().matches("\\d{1,9}")) {
        return Optional.of(Duration.ofSeconds(Long.parseLong(retryAfter.strip())));
      }
      ZonedDateTime date =
          ZonedDateTime.parse(
              retryAfter.strip(), DateTimeFormatter.RFC_1123_DATE_TIME.withLocale(Locale.ROOT));
      Duration wait = Duration.between(ZonedDateTime.now(date.getZone()), date);
      return Optional.of(wait.isNegative() ? Duration.ZERO : wait);
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
