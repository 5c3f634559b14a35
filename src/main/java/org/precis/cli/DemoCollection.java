package org.precis.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The bundled collection: news in many languages and long English reports, written for Précis. */
final class DemoCollection {
  private static final String ROOT = "/demo/";

  private DemoCollection() {}

  /** All documents, in the order of {@code demo/files.txt}. */
  static List<DocumentFile> documents() throws IOException {
    List<DocumentFile> documents = new ArrayList<>();
    for (String file : lines("files.txt")) {
      documents.addAll(DocumentFile.read(file.substring(file.indexOf('/') + 1), resource(file)));
    }
    return documents;
  }

  /** Searches that show the collection, one a line of {@code demo/queries.txt}. */
  static List<String> queries() throws IOException {
    return lines("queries.txt");
  }

  private static List<String> lines(String name) throws IOException {
    return resource(name).lines().filter(l -> !l.isBlank()).toList();
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = DemoCollection.class.getResourceAsStream(ROOT + name)) {
      if (in == null) {
        throw new IOException("the jar lacks " + ROOT + name + "; build it anew");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
