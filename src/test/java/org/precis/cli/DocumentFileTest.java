package org.precis.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.precis.text.TextFormat;

class DocumentFileTest {
  @TempDir Path directory;

  @Test
  void theEndingTellsTheFormat() throws IOException {
    assertEquals(TextFormat.MARKDOWN, DocumentFile.read("a.md", "# A").get(0).format());
    assertEquals(TextFormat.HTML, DocumentFile.read("a.HTML", "<p>A").get(0).format());
    assertEquals(TextFormat.JATS, DocumentFile.read("a.xml", "<article/>").get(0).format());
    assertEquals(TextFormat.AUTO, DocumentFile.read("a", "A").get(0).format());
  }

  @Test
  void aLineOfJsonIsADocument() throws IOException {
    String lines =
        """
        {"id": "x", "title": "T", "language": "de", "body": "B", "published": "2026-02-03"}

        {"body": "C"}
        """;
    List<DocumentFile> documents = DocumentFile.read("d.jsonl", lines);
    assertEquals(2, documents.size());
    assertEquals("2026-02-03T00:00:00Z", documents.get(0).toSolr().path("published").asText());
    assertEquals("de", documents.get(0).toSolr().path("lang").asText());
    assertEquals("d.jsonl#3", documents.get(1).id());
  }

  @Test
  void aJsonFileWithSectionsIsReadByTheParser() throws IOException {
    String json = "{\"sections\": [{\"heading\": \"H\", \"text\": \"T\"}]}";
    DocumentFile document = DocumentFile.read("d.json", json).get(0);
    assertEquals(TextFormat.JSON, document.format());
    assertEquals(json, document.body());
  }

  @Test
  void badJsonIsSaidWithItsLine() {
    IOException broken =
        assertThrows(
            IOException.class, () -> DocumentFile.read("d.jsonl", "{\"body\": \"B\"}\n{\"bo"));
    assertTrue(broken.getMessage().startsWith("d.jsonl line 2"), broken.getMessage());
    IOException bare = assertThrows(IOException.class, () -> DocumentFile.read("d.json", "{}"));
    assertTrue(bare.getMessage().contains("'body' or 'sections'"), bare.getMessage());
  }

  @Test
  void aFolderIsAllItsFilesInOrderOfTheirNames() throws IOException {
    Files.writeString(directory.resolve("b.txt"), "B");
    Files.writeString(directory.resolve("a.txt"), "A");
    List<String> ids =
        DocumentFile.read(List.of(directory)).stream().map(DocumentFile::id).toList();
    assertEquals(List.of("a.txt", "b.txt"), ids);
  }

  @Test
  void theBundledCollectionIsWhatTheReadmeSays() throws IOException {
    List<DocumentFile> documents = DemoCollection.documents();
    assertEquals(55, documents.size());
    Set<String> languages =
        documents.stream()
            .map(DocumentFile::language)
            .filter(language -> !language.isEmpty())
            .collect(Collectors.toSet());
    assertEquals(18, languages.size());
    assertEquals(55, documents.stream().map(DocumentFile::id).distinct().count());
    assertTrue(DemoCollection.queries().size() >= 5);
  }
}
