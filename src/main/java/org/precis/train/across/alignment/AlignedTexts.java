package org.precis.train.across.alignment;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.precis.train.data.BadRows;
import org.precis.train.data.DataFile;
import org.precis.train.data.PairReader;
import org.precis.train.data.RawExample;

/**
 * Documents in a language and the same documents in English.
 *
 * @param foreign documents
 * @param english documents in the same order
 */
public record AlignedTexts(List<RawExample> foreign, List<RawExample> english) {
  public AlignedTexts {
    foreign = List.copyOf(foreign);
    english = List.copyOf(english);
  }

  /**
   * Joins two files by target document and draws some of the pairs.
   *
   * @param foreignFile such as CrossSum's {@code french-english_test.jsonl}
   * @param englishFile such as {@code english-english_test.jsonl}
   * @param count how many pairs, at most
   * @param seed of the draw
   * @throws IOException if a file cannot be read, or fewer than 2 documents are in both
   */
  public static AlignedTexts read(Path foreignFile, Path englishFile, int count, long seed)
      throws IOException {
    Map<String, RawExample> byDocument = new HashMap<>();
    for (RawExample row : rows(englishFile)) {
      byDocument.putIfAbsent(row.document(), row);
    }
    List<RawExample> joined = new ArrayList<>(rows(foreignFile));
    joined.removeIf(row -> !byDocument.containsKey(row.document()));
    if (joined.size() < 2) {
      throw new IOException(
          "%d documents of %s are in %s; at least 2 are needed. Are both of the same split?"
              .formatted(joined.size(), foreignFile, englishFile));
    }
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = joined.size() - 1; i > 0; i--) {
      Collections.swap(joined, i, random.nextInt(i + 1));
    }
    List<RawExample> drawn = joined.subList(0, Math.min(count, joined.size()));
    return new AlignedTexts(
        drawn, drawn.stream().map(row -> byDocument.get(row.document())).toList());
  }

  private static List<RawExample> rows(Path file) throws IOException {
    List<RawExample> rows = new ArrayList<>();
    PairReader.read(DataFile.of(file), rows::add, new BadRows());
    return rows;
  }
}
