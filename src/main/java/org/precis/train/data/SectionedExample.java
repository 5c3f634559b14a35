package org.precis.train.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A sectioned document and the sentences of its summary as token ids.
 *
 * @param group key of the document
 * @param language number of its language; see {@link PreparedData#languages}
 * @param sections ids of each section, special tokens included
 * @param sentences ids of each sentence, the token that ends it included, none before it
 * @param alignment section of each sentence where the data say it, {@link #UNKNOWN} elsewhere
 */
public record SectionedExample(
    long group, int language, List<int[]> sections, List<int[]> sentences, int[] alignment) {
  /** Stands for a section that the data do not name. */
  public static final int UNKNOWN = -1;

  /** More sections than anyone wants; packing has room for no more. */
  static final int MOST_SECTIONS = 1_000;

  /** Above the ids of all special tokens. */
  private static final int ID_BITS = 20;

  private static final int ID_MASK = (1 << ID_BITS) - 1;

  public SectionedExample {
    sections = List.copyOf(sections);
    sentences = List.copyOf(sentences);
    if (alignment.length != sentences.size()) {
      throw new IllegalArgumentException(
          "%d sentences and sections of %d".formatted(sentences.size(), alignment.length));
    }
  }

  /**
   * As one sequence of sections and one of sentences, so that stores and batches need not know of
   * either. The last id of a section or sentence, a special token, is told from the others by being
   * negative: −1 − (id + 2²⁰·k), where k is 0 for a section and one more than the section that it
   * belongs to for a sentence.
   *
   * @throws IllegalArgumentException if one ends with an id that is no special token's
   */
  public TokenizedExample packed() {
    int[] none = new int[sections.size()];
    int[] tags = IntStream.of(alignment).map(section -> section + 1).toArray();
    return new TokenizedExample(group, language, packed(sections, none), packed(sentences, tags));
  }

  private static int[] packed(List<int[]> parts, int[] tags) {
    int[] all = parts.stream().flatMapToInt(Arrays::stream).toArray();
    int last = -1;
    for (int i = 0; i < tags.length; i++) {
      last += parts.get(i).length;
      if (all[last] > ID_MASK) {
        throw new IllegalArgumentException(
            "a section or sentence ends with the id %d; it needs a special token, of which no id is above %d"
                .formatted(all[last], ID_MASK));
      }
      all[last] = -1 - (all[last] | tags[i] << ID_BITS);
    }
    return all;
  }

  /**
   * What {@link #packed} packed.
   *
   * @throws IllegalArgumentException if the example is a plain pair
   */
  public static SectionedExample of(TokenizedExample example) {
    List<Integer> sentenceTags = new ArrayList<>();
    return new SectionedExample(
        example.group(),
        example.language(),
        parts(example.source(), new ArrayList<>()),
        parts(example.target(), sentenceTags),
        sentenceTags.stream().mapToInt(tag -> tag - 1).toArray());
  }

  private static List<int[]> parts(int[] all, List<Integer> tags) {
    if (all.length == 0 || all[all.length - 1] >= 0) {
      throw new IllegalArgumentException("the example is a pair, not a sectioned document");
    }
    List<int[]> parts = new ArrayList<>();
    int from = 0;
    for (int i = 0; i < all.length; i++) {
      if (all[i] < 0) {
        int[] part = Arrays.copyOfRange(all, from, i + 1);
        int last = -1 - all[i];
        part[i - from] = last & ID_MASK;
        parts.add(part);
        tags.add(last >>> ID_BITS);
        from = i + 1;
      }
    }
    return parts;
  }
}
