package org.precis.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads JSON Lines of which every row has certain texts. Not thread-safe. */
final class RowReader implements Closeable {
  private final Path file;
  private final String[] fields;
  private final BufferedReader lines;
  private int number;

  private RowReader(Path file, String[] fields, BufferedReader lines) {
    this.file = file;
    this.fields = fields;
    this.lines = lines;
  }

  static RowReader open(Path file, String... fields) throws IOException {
    return new RowReader(file, fields, Files.newBufferedReader(file));
  }

  /**
   * The next row; null behind the last.
   *
   * @throws IOException if a line is no object with the texts
   */
  ObjectNode next() throws IOException {
    String line = lines.readLine();
    if (line == null) {
      return null;
    }
    number++;
    if (!(SolrHttp.JSON.readTree(line) instanceof ObjectNode row)) {
      throw new IOException("%s:%d is no JSON object".formatted(file, number));
    }
    for (String field : fields) {
      if (!row.path(field).isTextual()) {
        throw new IOException(
            "%s:%d has no text '%s'; each line is a JSON object with it"
                .formatted(file, number, field));
      }
    }
    return row;
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
