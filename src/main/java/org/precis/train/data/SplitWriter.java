package org.precis.train.data;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;

/**
 * Writes the examples of a split: all token ids one after another, and a table of where each
 * example lies ({@link TokenStore} has the format). Not thread-safe.
 */
final class SplitWriter implements Closeable {
  private final DataOutputStream tokens;
  private final DataOutputStream index;
  private final LengthStatistics sources = new LengthStatistics();
  private final LengthStatistics targets = new LengthStatistics();
  private final TreeMap<String, Long> languages = new TreeMap<>();
  private long position;
  private long count;

  SplitWriter(Path directory, Split split) throws IOException {
    tokens = open(TokenStore.tokens(directory, split));
    index = open(TokenStore.index(directory, split));
  }

  private static DataOutputStream open(Path file) throws IOException {
    return new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file), 1 << 16));
  }

  void add(TokenizedExample example, String language) throws IOException {
    index.writeLong(position);
    index.writeLong(example.group());
    index.writeInt(example.source().length);
    index.writeInt(example.target().length);
    index.writeInt(example.language());
    for (int id : example.source()) {
      tokens.writeInt(id);
    }
    for (int id : example.target()) {
      tokens.writeInt(id);
    }
    position += example.source().length + example.target().length;
    count++;
    sources.add(example.source().length);
    targets.add(example.target().length);
    languages.merge(language, 1L, Long::sum);
  }

  /** What was written, in numbers. */
  void describe(ObjectNode json) {
    json.put("examples", count).put("tokens", position);
    json.set("source_tokens", sources.json());
    json.set("target_tokens", targets.json());
    ObjectNode byLanguage = json.putObject("languages");
    languages.forEach(byLanguage::put);
  }

  @Override
  public void close() throws IOException {
    try (tokens;
        index) {
      tokens.flush();
      index.flush();
    }
  }
}
