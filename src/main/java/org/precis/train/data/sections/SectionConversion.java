package org.precis.train.data.sections;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.precis.text.SentenceSplitter;
import org.precis.train.data.BadRows;
import org.precis.train.data.DataLines;
import org.precis.train.data.SectionedDocument;

/**
 * Reads a collection document by document, however large it is, and reports what it left out. Not
 * thread-safe; for one collection.
 */
public final class SectionConversion {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final SectionFormat format;
  private final SectionCleaning cleaning;
  private final int maxSections;
  private final BadRows bad = new BadRows();
  private long read;
  private long kept;
  private long merged;
  private long sections;
  private long sentences;
  private long aligned;

  /**
   * A conversion.
   *
   * @param splitter cuts paragraphs
   * @param maxSections neighbours of more sections are put together
   */
  public SectionConversion(SectionFormat format, SentenceSplitter splitter, int maxSections) {
    this.format = format;
    this.cleaning = new SectionCleaning(format, splitter);
    this.maxSections = maxSections;
  }

  /**
   * Reads a file of rows, or all {@code .json} files of a folder, each a document.
   *
   * @param input JSON Lines, perhaps gzipped, or a folder
   * @param sink gets what is left of each document, if it is enough
   * @throws IOException if a file cannot be read
   */
  public void read(Path input, Consumer<SectionedDocument> sink) throws IOException {
    if (!Files.isDirectory(input)) {
      DataLines.read(input, line -> take(line, sink), bad);
      return;
    }
    List<Path> files;
    try (Stream<Path> all = Files.walk(input)) {
      files = all.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    for (Path file : files) {
      try {
        take(Files.readString(file), sink);
      } catch (IllegalArgumentException e) {
        bad.add(file.toString(), e.getMessage());
      }
    }
  }

  private void take(String text, Consumer<SectionedDocument> sink) {
    read++;
    JsonNode row;
    try {
      row = JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("no JSON: " + e.getOriginalMessage(), e);
    }
    Optional<SectionedDocument> cleaned = cleaning.clean(format.read(row));
    if (cleaned.isPresent()) {
      SectionedDocument whole = cleaned.get();
      SectionedDocument document = whole.merged(maxSections);
      merged += document.sections().size() < whole.sections().size() ? 1 : 0;
      kept++;
      sections += document.sections().size();
      sentences += document.summary().size();
      aligned += document.alignment().stream().filter(section -> section >= 0).count();
      sink.accept(document);
    }
  }

  /** What was read, kept and left out so far. */
  public ObjectNode report() {
    ObjectNode report = JsonNodeFactory.instance.objectNode();
    report.put("documents", read).put("kept", kept).put("bad_rows", bad.count());
    bad.first().forEach(report.putArray("first_bad_rows")::add);
    cleaning.dropped().forEach(report.putObject("dropped")::put);
    report.put("documents_with_merged_sections", merged);
    report.put("sections", sections).put("summary_sentences", sentences);
    return report.put("aligned_sentences", aligned);
  }
}
