package org.precis.train.data;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import org.precis.token.Tokenizer;

/**
 * Token ids of all pairs, split and filtered, in a folder of their own below a cache directory. The
 * folder's name is a hash of everything that decides its content. Thread-safe.
 *
 * @param directory the folder
 * @param report what was read, left out and kept; see {@link DataPreparation}
 * @param train examples to train on
 * @param validation examples to validate on
 * @param test examples kept for the end
 */
public record PreparedData(
    Path directory, ObjectNode report, TokenStore train, TokenStore validation, TokenStore test) {
  /** Changes whenever the files or what is in them changes. */
  static final String FORMAT = "2";

  static final String REPORT = "report.json";

  /**
   * Opens prepared data, preparing them first where they are absent.
   *
   * @param cache where prepared data are kept
   * @param progress told the number of rows read so far, while preparing
   * @throws IOException if a file cannot be read or written, or too many rows are bad
   */
  public static PreparedData open(
      DataSettings settings, Tokenizer tokenizer, Path cache, LongConsumer progress)
      throws IOException {
    Path directory = cache.resolve(DataKey.of(settings, tokenizer.hash()));
    if (!Files.exists(directory.resolve(REPORT))) {
      prepare(settings, tokenizer, progress, directory);
    }
    JsonNode report = new ObjectMapper().readTree(directory.resolve(REPORT).toFile());
    return new PreparedData(
        directory,
        (ObjectNode) report,
        TokenStore.open(directory, Split.TRAIN),
        TokenStore.open(directory, Split.VALIDATION),
        TokenStore.open(directory, Split.TEST));
  }

  private static void prepare(
      DataSettings settings, Tokenizer tokenizer, LongConsumer progress, Path directory)
      throws IOException {
    RowFormat<?> format =
        settings.sections().isPresent()
            ? new SectionRows(settings, settings.sections().get(), tokenizer)
            : new PairRows(settings, tokenizer);
    new DataPreparation<>(settings, format, tokenizer.hash(), progress).write(directory);
  }

  /** Names of the sources' languages; a {@link TokenizedExample} has a number of this list. */
  public List<String> languages() {
    List<String> languages = new ArrayList<>();
    report.path("languages").forEach(name -> languages.add(name.asText()));
    return languages;
  }
}
