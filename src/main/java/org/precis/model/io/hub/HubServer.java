package org.precis.model.io.hub;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.LongConsumer;

/** A hub over HTTP. Thread-safe. */
final class HubServer implements ModelSource {
  private static final int MAX_ANSWER_BYTES = 50_000_000;

  private final HubOptions options;
  private final HubHttp http;

  HubServer(HubOptions options) {
    this.options = options;
    this.http = new HubHttp(options);
  }

  @Override
  public HubListing listing(HubModelId id) throws IOException {
    // A slash in a branch's name is no step of the address.
    String revision = id.revision().replace("/", "%2F");
    String path = "/api/models/" + id.repository() + "/revision/" + revision + "?blobs=true";
    Patience patience = new Patience(options);
    while (true) {
      try {
        return HubListing.of(ask(path, id.toString()), id);
      } catch (IOException e) {
        patience.afterFailure(e);
      }
    }
  }

  private JsonNode ask(String path, String what) throws IOException {
    try (HubHttp.Answer answer = http.get(http.address(path), Map.of(), what);
        StallGuard guard = StallGuard.watch(answer.body(), options.stallTimeout())) {
      byte[] body = answer.body().readNBytes(MAX_ANSWER_BYTES + 1);
      guard.alive();
      if (body.length > MAX_ANSWER_BYTES) {
        throw HubAnswerException.lasting("the hub's answer about " + what + " is too long");
      }
      return ModelHub.json(body, "the hub's answer about " + what);
    }
  }

  @Override
  public boolean fetch(
      HubModelId id, HubListing listing, HubFile file, Path directory, LongConsumer progress)
      throws IOException {
    String path = "/" + id.repository() + "/resolve/" + listing.commit() + "/" + file.name();
    return new HubDownload(http, options, file, http.address(path), directory, progress).run();
  }
}
