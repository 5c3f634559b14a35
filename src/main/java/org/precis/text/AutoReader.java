package org.precis.text;

import java.util.Map;
import java.util.Optional;

/** Reads a source in the format that it seems to be written in, as plain text at worst. */
final class AutoReader implements FormatReader {
  private static final FormatReader PLAIN = new PlainReader();

  private final Map<TextFormat, FormatReader> readers;

  /**
   * @param readers the formats to try besides plain text
   */
  AutoReader(Map<TextFormat, FormatReader> readers) {
    this.readers = Map.copyOf(readers);
  }

  @Override
  public Optional<Document> read(String source, Metadata caller) {
    FormatReader reader = readers.getOrDefault(FormatSniffer.sniff(source), PLAIN);
    return reader.read(source, caller);
  }
}
