package org.precis.train.uotsumm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.precis.model.t5.Fixture;
import org.precis.train.data.SectionedDocument;

/** A folder with a tiny BART of random weights, sectioned documents and a configuration. */
public final class TinySections {
  private static final List<String> WORDS = List.of("ash", "bee", "cod", "dew", "elm", "fox");

  private TinySections() {}

  /**
   * Writes model and documents. The summary repeats the first section and the last one; that
   * between them has nothing to say.
   */
  public static void write(Path folder, int documents) throws IOException {
    Path model = Files.createDirectories(folder.resolve("model"));
    for (String name :
        List.of(
            "config.json",
            "generation_config.json",
            "model.safetensors",
            "tokenizer.json",
            "tokenizer_config.json")) {
      Files.copy(Fixture.path("bart").resolve(name), model.resolve(name));
    }
    SplittableRandom random = new SplittableRandom(3);
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < documents; i++) {
      lines.add(document("d" + i, random).toLine());
    }
    Files.write(folder.resolve("documents.jsonl"), lines);
  }

  private static SectionedDocument document(String id, SplittableRandom random) {
    String first = WORDS.get(random.nextInt(WORDS.size()));
    String last = WORDS.get(random.nextInt(WORDS.size()));
    return new SectionedDocument(
        id,
        List.of(
            new SectionedDocument.Section("One", "a " + first + "\na " + first),
            new SectionedDocument.Section("Two", "so it is and so it was for ever"),
            new SectionedDocument.Section("Three", "the " + last + "\nthe " + last)),
        List.of("a " + first, "the " + last, "the " + last + " " + last),
        List.of(0, 2, 2));
  }

  /** Writes a configuration, whose output is its name with {@code -out} behind it. */
  public static Path config(Path folder, String name, String more) throws IOException {
    Path file = folder.resolve(name + ".yaml");
    Files.writeString(
        file,
        """
        model: model
        output: %s-out
        objective: uotsumm
        seed: 3
        threads: 1
        data: {train: documents.jsonl, cache: cache, drop_duplicates: false, max_target_ratio: 2}
        """
                .formatted(name)
            + more);
    return file;
  }
}
