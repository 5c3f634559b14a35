package org.precis.train.data;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongConsumer;

/**
 * Reads, filters, splits and tokenizes pairs, or other rows. Which split a row of {@code train}
 * goes to depends on a hash of its document, so a document is never on both sides, whatever files
 * are added later. Not thread-safe; tokenizing itself uses all processors.
 *
 * @param <R> a row
 */
final class DataPreparation<R> {
  /** Rows that are tokenized side by side. */
  private static final int ROWS_AT_ONCE = 512;

  private final DataSettings settings;
  private final RowFormat<R> format;
  private final String tokenizerHash;
  private final LongConsumer progress;
  private final BadRows bad = new BadRows();
  private final Map<String, Long> dropped = new TreeMap<>();
  private final Map<String, Integer> languages = new TreeMap<>();
  private final List<String> languageNames = new ArrayList<>();
  private final Set<Long> seen = new HashSet<>();
  private final Map<Split, SplitWriter> writers = new EnumMap<>(Split.class);
  private final List<Placed<R>> waiting = new ArrayList<>();
  private long rows;
  private long truncatedSources;
  private long truncatedTargets;

  private record Placed<R>(R row, Split split) {}

  DataPreparation(
      DataSettings settings, RowFormat<R> format, String tokenizerHash, LongConsumer progress) {
    this.settings = settings;
    this.format = format;
    this.tokenizerHash = tokenizerHash;
    this.progress = progress;
  }

  /**
   * Prepares everything; the directory appears when it is complete.
   *
   * @throws IOException if a file cannot be read or written, or too many rows are bad
   */
  void write(Path directory) throws IOException {
    Path partial = directory.resolveSibling(directory.getFileName() + ".part");
    deleteFiles(partial);
    Files.createDirectories(partial);
    try {
      for (Split split : Split.values()) {
        writers.put(split, new SplitWriter(partial, split));
      }
      for (Split split : Split.values()) {
        for (DataFile file : settings.files(split)) {
          format.read(file, row -> take(row, split), bad);
        }
      }
      flush();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    } finally {
      for (SplitWriter writer : writers.values()) {
        writer.close();
      }
    }
    checkBadRows();
    new ObjectMapper()
        .writerWithDefaultPrettyPrinter()
        .writeValue(partial.resolve(PreparedData.REPORT).toFile(), report());
    move(partial, directory);
  }

  private void take(R row, Split given) {
    rows++;
    progress.accept(rows);
    if (settings.dropDuplicates() && !seen.add(DataKey.hash(format.content(row)))) {
      drop("duplicate");
      return;
    }
    waiting.add(new Placed<>(row, given == Split.TRAIN ? splitOf(row) : given));
    if (waiting.size() == ROWS_AT_ONCE) {
      flush();
    }
  }

  private Split splitOf(R row) {
    return Split.of(
        format.document(row),
        settings.validation().isEmpty() ? settings.validationShare() : 0,
        settings.test().isEmpty() ? settings.testShare() : 0);
  }

  private void flush() {
    List<RowFormat.Tokens> tokens =
        waiting.parallelStream().map(placed -> format.tokenize(placed.row())).toList();
    for (int i = 0; i < waiting.size(); i++) {
      keep(waiting.get(i), tokens.get(i));
    }
    waiting.clear();
  }

  private void keep(Placed<R> placed, RowFormat.Tokens tokens) {
    if (tokens.sourceLength() < settings.minSourceTokens()) {
      drop("source too short");
    } else if (tokens.targetLength() < settings.minTargetTokens()) {
      drop("target too short");
    } else if (tokens.targetLength() > settings.maxTargetRatio() * tokens.sourceLength()) {
      drop("target too long for its source");
    } else {
      R row = placed.row();
      int language = languages.computeIfAbsent(format.language(row), this::newLanguage);
      truncatedSources += tokens.source().length == tokens.sourceLength() ? 0 : 1;
      truncatedTargets += tokens.target().length == tokens.targetLength() ? 0 : 1;
      TokenizedExample example =
          new TokenizedExample(
              DataKey.hash(format.document(row)), language, tokens.source(), tokens.target());
      try {
        writers.get(placed.split()).add(example, format.language(row));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private int newLanguage(String name) {
    languageNames.add(name);
    return languageNames.size() - 1;
  }

  private void drop(String reason) {
    dropped.merge(reason, 1L, Long::sum);
  }

  private void checkBadRows() throws IOException {
    long all = rows + bad.count();
    if (bad.count() > settings.maxBadShare() * all) {
      throw new IOException(
          "%d of %d rows cannot be read, more than the allowed share of %s (data.max_bad_share): %s"
              .formatted(bad.count(), all, settings.maxBadShare(), String.join("; ", bad.first())));
    }
  }

  private ObjectNode report() {
    ObjectNode report = JsonNodeFactory.instance.objectNode();
    report.put("format", PreparedData.FORMAT);
    report.put("tokenizer", tokenizerHash);
    report.put("settings", settings.toString());
    report.put("rows", rows).put("bad_rows", bad.count());
    bad.first().forEach(report.putArray("first_bad_rows")::add);
    dropped.forEach(report.putObject("dropped")::put);
    report.put("truncated_sources", truncatedSources).put("truncated_targets", truncatedTargets);
    format.describe(report);
    languageNames.forEach(report.putArray("languages")::add);
    ObjectNode splits = report.putObject("splits");
    writers.forEach((split, writer) -> writer.describe(splits.putObject(split.fileName())));
    return report;
  }

  private static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(from, to);
    }
  }

  /** Removes what an interrupted preparation left. */
  private static void deleteFiles(Path directory) throws IOException {
    if (Files.isDirectory(directory)) {
      try (var files = Files.list(directory)) {
        for (Path file : files.toList()) {
          Files.delete(file);
        }
      }
    }
  }
}
