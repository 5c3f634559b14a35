package org.precis.model.io.hub;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * Fetches one file to {@code NAME.part}, going on where an earlier try stopped, and gives it its
 * name when size and checksum are right. Not thread-safe.
 */
final class HubDownload {
  private static final int BUFFER_BYTES = 1 << 16;

  /** Of files that are read into memory; larger ones than any known. */
  private static final long MAX_SMALL_BYTES = 100_000_000;

  private final HubHttp http;
  private final HubOptions options;
  private final HubFile file;
  private final URI address;
  private final Path part;
  private final LongConsumer progress;
  private Optional<Checksum> checksum;
  private long available;

  /**
   * @param progress gets the bytes that the file has so far
   */
  HubDownload(
      HubHttp http,
      HubOptions options,
      HubFile file,
      URI address,
      Path directory,
      LongConsumer progress) {
    this.http = http;
    this.options = options;
    this.file = file;
    this.address = address;
    this.part = directory.resolve(file.name() + ".part");
    this.progress = progress;
    this.checksum = file.checksum();
  }

  /**
   * Fetches the file.
   *
   * @return true if a checksum was stated and is right, false if none was stated
   * @throws IOException if it cannot be had; what came of it stays for the next try
   */
  boolean run() throws IOException {
    Path done = part.resolveSibling(file.name());
    if (Files.exists(done) && (checksum.isEmpty() || checksum.get().matches(done))) {
      progress.accept(Files.size(done));
      return checksum.isPresent();
    }
    Patience patience = new Patience(options);
    int mismatches = 0;
    while (true) {
      long before = size();
      try {
        transfer(before);
        if (checksum.isEmpty() || checksum.get().matches(part)) {
          Files.move(part, done, StandardCopyOption.REPLACE_EXISTING);
          return checksum.isPresent();
        }
        Files.delete(part);
        if (++mismatches == 2) {
          throw HubAnswerException.lasting(
              "%s came twice with another checksum than the hub states; nothing was kept"
                  .formatted(file.name()));
        }
      } catch (IOException e) {
        if (size() > before) {
          patience.progress();
        }
        patience.afterFailure(e);
      }
    }
  }

  private long size() throws IOException {
    return Files.exists(part) ? Files.size(part) : 0;
  }

  private void transfer(long have) throws IOException {
    if (have > 0 && file.size().isPresent() && have == file.size().getAsLong()) {
      return;
    }
    Map<String, String> headers = have > 0 ? Map.of("Range", "bytes=" + have + "-") : Map.of();
    try (HubHttp.Answer answer = http.get(address, headers, file.name())) {
      checksum = checksum.or(answer::checksum);
      if (answer.status() == 416) {
        Files.deleteIfExists(part);
        throw new HubAnswerException(
            file.name() + " is shorter than what is here of it", true, Optional.empty());
      }
      long from = answer.status() == 206 ? have : 0;
      long length = answer.header().firstValueAsLong("content-length").orElse(-1);
      checkAnswer(answer, from, length);
      copy(answer.body(), from);
    }
    long size = size();
    long expected = file.size().orElse(available);
    if (expected >= 0 && size != expected) {
      throw new IOException(
          "%s broke off after %d of %d bytes".formatted(file.name(), size, expected));
    }
  }

  private void checkAnswer(HubHttp.Answer answer, long from, long length) throws IOException {
    if (answer.status() == 206) {
      String range = answer.header().firstValue("content-range").orElse("");
      if (!range.startsWith("bytes " + from + "-")) {
        Files.deleteIfExists(part);
        throw new HubAnswerException(
            "%s was asked for from byte %d and came as '%s'".formatted(file.name(), from, range),
            true,
            Optional.empty());
      }
    }
    available = length < 0 ? -1 : from + length;
    if (file.size().isPresent() && available >= 0 && available != file.size().getAsLong()) {
      throw HubAnswerException.lasting(
          "%s has %d bytes by its answer and %d by the hub's list"
              .formatted(file.name(), available, file.size().getAsLong()));
    }
  }

  private long limit() {
    long most = HubListing.isWeights(file.name()) ? Long.MAX_VALUE : MAX_SMALL_BYTES;
    return Math.min(most, file.size().orElse(most));
  }

  private void copy(InputStream body, long from) throws IOException {
    StandardOpenOption start =
        from > 0 ? StandardOpenOption.APPEND : StandardOpenOption.TRUNCATE_EXISTING;
    long most = limit();
    long at = from;
    try (StallGuard guard = StallGuard.watch(body, options.stallTimeout());
        OutputStream out =
            Files.newOutputStream(
                part, StandardOpenOption.CREATE, StandardOpenOption.WRITE, start)) {
      byte[] buffer = new byte[BUFFER_BYTES];
      for (int count = body.read(buffer); count >= 0; count = body.read(buffer)) {
        at += count;
        if (at > most) {
          throw HubAnswerException.lasting(
              "%s is longer than %d bytes; it was given up".formatted(file.name(), most));
        }
        out.write(buffer, 0, count);
        guard.alive();
        progress.accept(at);
      }
    }
  }
}
