package org.precis.train.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reading, filtering, splitting, caching of pairs. */
class PreparedDataTest {
  @TempDir private Path folder;

  @Test
  void pairsOfCrossSumBecomeTokens() throws IOException {
    Path file = folder.resolve("arabic-english_train.jsonl");
    Files.writeString(
        file,
        """
        {"source_url": "a", "target_url": "x", "text": "one two three", "summary": "one"}
        {"source_url": "b", "target_url": "x", "text": "four five six", "summary": "six"}
        """);
    PreparedData data = open(settings(file).build());
    assertEquals(2, data.train().size());
    TokenizedExample first = data.train().get(0);
    assertArrayEquals(WordTokenizer.ids("one two three"), first.source());
    assertArrayEquals(WordTokenizer.ids("one"), first.target());
    assertEquals(first.group(), data.train().group(1));
    assertEquals(List.of("arabic"), data.languages());
  }

  @Test
  void badRowsAreCountedAndNamed() throws IOException {
    Path file = folder.resolve("pairs.jsonl");
    Files.writeString(
        file,
        """
        {"text": "one two three", "summary": "one"}
        {"text": 5, "summary": "one"}
        nonsense
        {"text": "one two", "summary": " "}
        """);
    PreparedData data = open(settings(file).maxBadShare(0.8).build());
    assertEquals(1, data.train().size());
    assertEquals(3, data.report().get("bad_rows").asLong());
    assertTrue(
        data.report()
            .get("first_bad_rows")
            .get(0)
            .asText()
            .endsWith("pairs.jsonl:2: 'text' must be a string; the row has NUMBER"));
    IOException refused =
        assertThrows(IOException.class, () -> open(settings(file).maxBadShare(0.1).build()));
    assertTrue(refused.getMessage().startsWith("3 of 4 rows cannot be read"));
  }

  @Test
  void filtersSayWhatTheyDropped() throws IOException {
    Path file = folder.resolve("pairs.tsv");
    Files.writeString(
        file,
        "a b c d e\ta b\na b c d e\ta b\na\tb\na b c d\ta b c d e f g h\na b c d e f g h i\tz\n");
    PreparedData data =
        open(settings(file).minSourceTokens(3).maxSourceTokens(7).maxTargetRatio(1).build());
    assertEquals(2, data.train().size());
    assertEquals(
        "{\"duplicate\":1,\"source too short\":1,\"target too long for its source\":1}",
        data.report().get("dropped").toString());
    int[] cut = data.train().get(1).source();
    assertEquals(7, cut.length);
    assertEquals(WordTokenizer.END, cut[6]);
  }

  @Test
  void aDocumentIsOnOneSideOnly() throws IOException {
    Path file = folder.resolve("pairs.jsonl");
    StringBuilder rows = new StringBuilder();
    for (int i = 0; i < 400; i++) {
      rows.append(
          "{\"text\": \"t%d a b\", \"summary\": \"s%d\", \"document\": \"d%d\"}\n"
              .formatted(i, i, i / 2));
    }
    Files.writeString(file, rows);
    PreparedData data = open(settings(file).validationShare(0.2).testShare(0.1).build());
    assertEquals(80, data.validation().size(), 30);
    assertEquals(40, data.test().size(), 24);
    assertEquals(400, data.train().size() + data.validation().size() + data.test().size());
    Set<Long> train = groups(data.train());
    assertFalse(groups(data.validation()).stream().anyMatch(train::contains));
    assertFalse(groups(data.test()).stream().anyMatch(train::contains));
  }

  @Test
  void otherSettingsMakeOtherFolders() throws IOException {
    Path file = folder.resolve("pairs.tsv");
    Files.writeString(file, "a b c\ta\n");
    PreparedData data = open(settings(file).build());
    assertEquals(data.directory(), open(settings(file).build()).directory());
    assertFalse(
        data.directory().equals(open(settings(file).maxSourceTokens(9).build()).directory()));
    Files.writeString(file, "a b c\ta\nd e f\td\n");
    assertEquals(2, open(settings(file).build()).train().size());
  }

  @Test
  void anEpochHasEveryExampleOnceWithinTheBudget() throws IOException {
    TokenStore store = store(500);
    BatchOrder order = new BatchOrder(store, 64, 6, 3);
    List<int[]> epoch = order.epoch(0);
    int[] all = epoch.stream().flatMapToInt(Arrays::stream).sorted().toArray();
    assertArrayEquals(IntStream.range(0, 500).toArray(), all);
    for (int[] batch : epoch) {
      int source = Arrays.stream(batch).map(store::sourceLength).max().orElseThrow();
      int target = Arrays.stream(batch).map(store::targetLength).max().orElseThrow();
      assertTrue(batch.length == 1 || batch.length * (source + target) <= 64);
      assertTrue(batch.length <= 6);
    }
  }

  @Test
  void theOrderIsAFunctionOfSeedAndEpoch() throws IOException {
    TokenStore store = store(100);
    BatchOrder order = new BatchOrder(store, 64, 6, 3);
    assertTrue(same(order.epoch(1), new BatchOrder(store, 64, 6, 3).epoch(1)));
    assertFalse(same(order.epoch(0), order.epoch(1)));
    assertFalse(same(order.epoch(0), new BatchOrder(store, 64, 6, 4).epoch(0)));
  }

  @Test
  void aStreamGoesOnFromItsPosition() throws IOException {
    BatchOrder order = new BatchOrder(store(60), 64, 6, 3);
    BatchStream whole = new BatchStream(order, BatchPosition.START);
    int rounds = whole.batchesOfEpoch() + 5;
    BatchPosition middle = BatchPosition.START;
    List<Batch> expected = List.of();
    for (int i = 0; i < rounds; i++) {
      middle = whole.position();
      expected = whole.next(2);
    }
    List<Batch> resumed = new BatchStream(order, middle).next(2);
    assertArrayEquals(expected.get(1).sources().get(0), resumed.get(1).sources().get(0));
    assertEquals(2, middle.epoch());
  }

  private static boolean same(List<int[]> one, List<int[]> other) {
    return Arrays.deepEquals(one.toArray(), other.toArray());
  }

  private TokenStore store(int count) throws IOException {
    Path file = folder.resolve("many.tsv");
    StringBuilder rows = new StringBuilder();
    for (int i = 0; i < count; i++) {
      rows.append("w" + i + " x".repeat(3 + i % 17) + "\ty" + " z".repeat(i % 3) + "\n");
    }
    Files.writeString(file, rows);
    return open(settings(file).build()).train();
  }

  private static Set<Long> groups(TokenStore store) {
    Set<Long> groups = new HashSet<>();
    for (int i = 0; i < store.size(); i++) {
      groups.add(store.group(i));
    }
    return groups;
  }

  private PreparedData open(DataSettings settings) throws IOException {
    return PreparedData.open(settings, new WordTokenizer(), folder.resolve("cache"), rows -> {});
  }

  private static DataSettings.Builder settings(Path file) {
    return DataSettings.builder().train(List.of(DataFile.of(file)));
  }
}
