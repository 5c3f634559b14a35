package org.precis.train.across;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.precis.train.data.TokenStore;
import org.precis.train.data.TokenizedExample;

/**
 * The teacher's documents of a split, and which of them belongs to an example: the one with the
 * same target document. Documents of the same content count once, so that none of them is a
 * negative of another. Immutable and thread-safe.
 */
final class PairedDocuments {
  private final TokenStore store;
  private final List<Integer> examples = new ArrayList<>();
  private final Map<Long, Integer> places = new HashMap<>();

  private PairedDocuments(TokenStore store, int language) {
    this.store = store;
    Map<String, Integer> byContent = new HashMap<>();
    for (int i = 0; i < store.size(); i++) {
      if (store.language(i) == language && !places.containsKey(store.group(i))) {
        String key = lesson(store.get(i)).documentKey();
        Integer place = byContent.putIfAbsent(key, examples.size());
        places.put(store.group(i), place == null ? examples.size() : place);
        if (place == null) {
          examples.add(i);
        }
      }
    }
  }

  /**
   * Joins a split with itself; never joins across splits.
   *
   * @param languages names of the sources' languages
   * @param language the teacher's
   * @throws IllegalArgumentException if there is no document in that language
   */
  static PairedDocuments of(TokenStore store, List<String> languages, String language) {
    int number = languages.indexOf(language);
    PairedDocuments documents = new PairedDocuments(store, number);
    if (number < 0 || documents.size() == 0) {
      throw new IllegalArgumentException(
          "no training pair has the teacher's language '%s' (across.language), so nothing can be aligned with; the languages are %s. Add the file of the teacher's pairs to data.train, or name its language there"
              .formatted(language, languages));
    }
    return documents;
  }

  /** How many there are. */
  int size() {
    return examples.size();
  }

  /** Number of the document that belongs to a target document; empty if there is none. */
  OptionalInt find(long group) {
    Integer place = places.get(group);
    return place == null ? OptionalInt.empty() : OptionalInt.of(place);
  }

  /** A document with its own summary. */
  Lesson lesson(int document) {
    return lesson(store.get(examples.get(document)));
  }

  /** A document with the summary of an example that it belongs to. */
  Lesson lesson(int document, int[] summary) {
    return new Lesson(lesson(document).document(), summary);
  }

  private static Lesson lesson(TokenizedExample example) {
    return new Lesson(example.source(), example.target());
  }
}
