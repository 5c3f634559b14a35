package org.precis.train.augment;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntConsumer;
import org.precis.text.Sentence;
import org.precis.text.SentenceSplitter;
import org.precis.text.sentence.MultilingualSentenceSplitter;
import org.precis.train.data.BadRows;
import org.precis.train.data.DataFile;
import org.precis.train.data.PairReader;
import org.precis.train.data.RawExample;

/**
 * Makes pseudo-pairs: of an English document some sentences are translated and put back in their
 * places, the summary stays. The row keeps the document's {@code target_url}, by which the
 * teacher's document, the untouched one, is found. Give it training pairs only.
 *
 * <p>An interrupted run is continued by the same call: rows that are complete stay. Not
 * thread-safe.
 */
public final class DataAugmentation {
  /** Documents whose sentences are translated together, and whose rows are written at once. */
  private static final int DOCUMENTS_AT_ONCE = 16;

  private static final String ENGLISH = "en";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final AugmentationSettings settings;
  private final Translator translator;
  private final SentenceSplitter splitter = new MultilingualSentenceSplitter();

  /** Augmentation with a translator. */
  public DataAugmentation(AugmentationSettings settings, Translator translator) {
    this.settings = settings;
    this.translator = translator;
  }

  /** A document's sentences and which of them are translated. */
  private record Chosen(RawExample pair, int number, List<String> sentences, BitSet translated) {}

  /**
   * Writes pseudo-pairs.
   *
   * @param english pairs to make them of
   * @param output JSON Lines; beside it lies a file {@code .settings} with what made it
   * @param progress told how many rows are written
   * @return how many rows the output has
   * @throws IOException if a file cannot be read or written, or the output was made with other
   *     settings
   */
  public int run(Path english, Path output, IntConsumer progress) throws IOException {
    List<RawExample> pairs = new ArrayList<>();
    PairReader.read(DataFile.of(english), pairs::add, new BadRows());
    if (pairs.isEmpty()) {
      throw new IOException(english + " has no pair that can be read");
    }
    int[] order = order(pairs.size());
    int done = prepared(english, output);
    try (BufferedWriter out =
        Files.newBufferedWriter(output, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      while (done < order.length) {
        int to = Math.min(order.length, done + DOCUMENTS_AT_ONCE);
        List<Chosen> chosen = new ArrayList<>();
        for (int i = done; i < to; i++) {
          chosen.add(choose(pairs.get(order[i]), order[i]));
        }
        for (String row : rows(chosen)) {
          out.write(row);
          out.write('\n');
        }
        out.flush();
        done = to;
        progress.accept(done);
      }
    }
    return done;
  }

  /** The first of all numbers in random order. */
  private int[] order(int count) {
    SplittableRandom random = new SplittableRandom(settings.seed());
    List<Integer> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      all.add(i);
    }
    for (int i = count - 1; i > 0; i--) {
      Collections.swap(all, i, random.nextInt(i + 1));
    }
    return all.stream().limit(settings.pairs()).mapToInt(Integer::intValue).toArray();
  }

  /** Checks an output's settings, cuts an unfinished row off; how many rows are complete. */
  private int prepared(Path english, Path output) throws IOException {
    Path made = output.resolveSibling(output.getFileName() + ".settings");
    List<String> lines = new ArrayList<>(settings.lines());
    lines.add("%s, %d bytes".formatted(english.getFileName(), Files.size(english)));
    if (!Files.exists(output)) {
      Files.write(made, lines);
      return 0;
    }
    if (!Files.exists(made) || !Files.readAllLines(made).equals(lines)) {
      throw new IOException(
          "%s was made with other settings (%s); remove both, or name another output"
              .formatted(output, made));
    }
    return ContinuedLines.count(output);
  }

  private Chosen choose(RawExample pair, int number) {
    List<String> sentences =
        splitter.split(pair.source(), ENGLISH).stream().map(Sentence::text).toList();
    BitSet translated =
        settings
            .selection()
            .choose(
                sentences,
                settings.percent(),
                sentence -> settings.measure().of(pair.target(), sentence),
                settings.seed() * 1_000_003L + number);
    return new Chosen(pair, number, sentences, translated);
  }

  private List<String> rows(List<Chosen> chosen) throws IOException {
    List<String> sources = new ArrayList<>();
    for (Chosen document : chosen) {
      document.translated().stream().mapToObj(document.sentences()::get).forEach(sources::add);
    }
    List<String> translations = translator.translate(sources);
    List<String> rows = new ArrayList<>();
    int next = 0;
    for (Chosen document : chosen) {
      List<String> mixed = new ArrayList<>(document.sentences());
      for (int i = document.translated().nextSetBit(0);
          i >= 0;
          i = document.translated().nextSetBit(i + 1)) {
        mixed.set(i, translations.get(next++));
      }
      rows.add(row(document, String.join(" ", mixed)));
    }
    return rows;
  }

  private String row(Chosen document, String text) throws IOException {
    ObjectNode row = JsonNodeFactory.instance.objectNode();
    row.put("source_url", "augmented:%s:%d".formatted(settings.language(), document.number()));
    row.put("target_url", document.pair().document());
    row.put("language", settings.language());
    row.put("text", text).put("summary", document.pair().target());
    return JSON.writeValueAsString(row);
  }
}
