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
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongConsumer;
import org.precis.token.Encoding;
import org.precis.token.Tokenizer;

/**
 * Reads, filters, splits and tokenizes pairs. Which split a pair of {@code train} goes to depends
 * on a hash of its document, so a document is never on both sides, whatever files are added later.
 * Not thread-safe; tokenizing itself uses all processors.
 */
final class DataPreparation {
  /** Rows that are tokenized side by side. */
  private static final int ROWS_AT_ONCE = 512;

  private final DataSettings settings;
  private final Tokenizer tokenizer;
  private final LongConsumer progress;
  private final BadRows bad = new BadRows();
  private final Map<String, Long> dropped = new TreeMap<>();
  private final Map<String, Integer> languages = new TreeMap<>();
  private final List<String> languageNames = new ArrayList<>();
  private final Set<Long> seen = new HashSet<>();
  private final Map<Split, SplitWriter> writers = new EnumMap<>(Split.class);
  private final List<Placed> waiting = new ArrayList<>();
  private long rows;
  private long truncatedSources;
  private long truncatedTargets;

  private record Placed(RawExample pair, Split split) {}

  private record Tokens(Encoding source, Encoding target) {}

  DataPreparation(DataSettings settings, Tokenizer tokenizer, LongConsumer progress) {
    this.settings = settings;
    this.tokenizer = tokenizer;
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
          PairReader.read(file, pair -> take(pair, split), bad);
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

  private void take(RawExample pair, Split given) {
    rows++;
    progress.accept(rows);
    long key = DataKey.hash(pair.source() + '\0' + pair.target());
    if (settings.dropDuplicates() && !seen.add(key)) {
      drop("duplicate");
      return;
    }
    waiting.add(new Placed(pair, given == Split.TRAIN ? splitOf(pair) : given));
    if (waiting.size() == ROWS_AT_ONCE) {
      flush();
    }
  }

  /** The document's hash as a number from 0 to 1 decides. */
  private Split splitOf(RawExample pair) {
    double place = (DataKey.hash("split " + pair.document()) >>> 11) * 0x1p-53;
    double validation = settings.validation().isEmpty() ? settings.validationShare() : 0;
    double test = settings.test().isEmpty() ? settings.testShare() : 0;
    if (place < validation) {
      return Split.VALIDATION;
    }
    return place < validation + test ? Split.TEST : Split.TRAIN;
  }

  private void flush() {
    List<Tokens> tokens =
        waiting.parallelStream()
            .map(placed -> placed.pair())
            .map(
                pair ->
                    new Tokens(
                        tokenizer.encode(pair.source(), pair.language()),
                        tokenizer.encode(pair.target(), settings.targetLanguage())))
            .toList();
    for (int i = 0; i < waiting.size(); i++) {
      keep(waiting.get(i), tokens.get(i));
    }
    waiting.clear();
  }

  private void keep(Placed placed, Tokens tokens) {
    int sourceLength = tokens.source().ids().length;
    int targetLength = tokens.target().ids().length;
    if (sourceLength < settings.minSourceTokens()) {
      drop("source too short");
    } else if (targetLength < settings.minTargetTokens()) {
      drop("target too short");
    } else if (targetLength > settings.maxTargetRatio() * sourceLength) {
      drop("target too long for its source");
    } else {
      RawExample pair = placed.pair();
      int language = languages.computeIfAbsent(pair.language(), this::newLanguage);
      int[] source = cut(tokens.source(), settings.maxSourceTokens());
      int[] target = cut(tokens.target(), settings.maxTargetTokens());
      truncatedSources += source.length == sourceLength ? 0 : 1;
      truncatedTargets += target.length == targetLength ? 0 : 1;
      TokenizedExample example =
          new TokenizedExample(DataKey.hash(pair.document()), language, source, target);
      try {
        writers.get(placed.split()).add(example, pair.language());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private int newLanguage(String name) {
    languageNames.add(name);
    return languageNames.size() - 1;
  }

  /** At most {@code most} tokens; special tokens behind the text stay, for they end it. */
  private static int[] cut(Encoding encoding, int most) {
    int[] ids = encoding.ids();
    if (ids.length <= most) {
      return ids;
    }
    int[] kept = Arrays.copyOf(ids, most);
    int suffix = Math.min(encoding.suffix(), most);
    System.arraycopy(ids, ids.length - suffix, kept, most - suffix, suffix);
    return kept;
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
    report.put("tokenizer", tokenizer.hash());
    report.put("settings", settings.toString());
    report.put("rows", rows).put("bad_rows", bad.count());
    bad.first().forEach(report.putArray("first_bad_rows")::add);
    dropped.forEach(report.putObject("dropped")::put);
    report.put("truncated_sources", truncatedSources).put("truncated_targets", truncatedTargets);
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
