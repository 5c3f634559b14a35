package org.precis.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LexiconCommandsTest {
  private static final String ROW =
      """
      {"text":"%s","summary":"%s","language":"de","id":"%d"}
      """;

  @TempDir private Path folder;

  private Path rows(String... pairs) throws IOException {
    StringBuilder rows = new StringBuilder();
    for (int i = 0; i < pairs.length; i += 2) {
      rows.append(ROW.formatted(pairs[i], pairs[i + 1], i));
    }
    return Files.writeString(folder.resolve("rows.jsonl"), rows);
  }

  private CommandLineRun data(String... arguments) {
    String[] all = new String[arguments.length + 1];
    all[0] = "data";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    return CommandLineRun.of(all);
  }

  private String path(String name) {
    return folder.resolve(name).toString();
  }

  @Test
  void aLexiconGlossesRowsAndKeepsTheirOtherFields() throws IOException {
    String rows = rows("das Haus", "the house", "das Boot", "the boat").toString();
    CommandLineRun learned = data("lexicon", rows, path("lexicon.tsv.gz"));
    assertEquals("de 3 words\n", learned.out(), learned.err());
    CommandLineRun run =
        data("gloss", rows, path("glossed.jsonl"), "--lexicon", path("lexicon.tsv.gz"));
    assertEquals(0, run.exitCode(), run.err());
    assertEquals(
        List.of(
            ROW.formatted("the house", "the house", 0).strip(),
            ROW.formatted("the boat", "the boat", 2).strip()),
        Files.readAllLines(folder.resolve("glossed.jsonl")));
  }

  @Test
  void inFoldsNoRowIsGlossedByWhatItTeaches() throws IOException {
    String[] pairs = new String[40];
    for (int i = 0; i < pairs.length; i += 2) {
      pairs[i] = "das Wort" + (char) ('a' + i / 2);
      pairs[i + 1] = "the word" + (char) ('a' + i / 2);
    }
    String rows = rows(pairs).toString();
    CommandLineRun run = data("gloss", rows, path("glossed.jsonl"), "--folds", "4");
    assertEquals(0, run.exitCode(), run.err());
    List<String> glossed = Files.readAllLines(folder.resolve("glossed.jsonl"));
    assertEquals(20, glossed.size());
    for (int i = 0; i < glossed.size(); i++) {
      String own = "\"the word" + (char) ('a' + i) + "\",\"summary\"";
      assertTrue(glossed.get(i).contains("\"text\":\"the "), glossed.get(i));
      assertTrue(!glossed.get(i).contains("\"text\":" + own), glossed.get(i));
    }
  }

  @Test
  void englishIsPutBackIntoGlosses() throws IOException {
    String rows = rows("home", "the home", "boat", "the boat", "home", "the home").toString();
    Path english = folder.resolve("english.jsonl");
    Files.writeString(english, "{\"id\":1,\"summary\":\"the boat\",\"text\":\"boot\"}\n");
    CommandLineRun run =
        data("back-gloss", rows, english.toString(), path("out.jsonl"), "--copies", "2");
    assertEquals(0, run.exitCode(), run.err());
    String expected = "{\"id\":1,\"summary\":\"the boat\",\"text\":\"boat\",\"language\":\"en\"}";
    assertEquals(List.of(expected, expected), Files.readAllLines(folder.resolve("out.jsonl")));
  }

  @Test
  void backGlossingNeedsGlossesAndCopies() throws IOException {
    String none = Files.createFile(folder.resolve("none.jsonl")).toString();
    CommandLineRun run = data("back-gloss", none, none, path("out.jsonl"));
    assertEquals(1, run.exitCode());
    assertTrue(run.err().contains("none.jsonl: no rows; back-gloss needs"), run.err());
    run = data("back-gloss", none, none, path("out.jsonl"), "--copies", "0");
    assertEquals(1, run.exitCode());
    assertTrue(run.err().contains("--copies must be 1 or more, got 0"), run.err());
  }

  @Test
  void aRowWithoutLanguageIsNamed() throws IOException {
    Path rows = Files.writeString(folder.resolve("bad.jsonl"), "{\"text\":\"a\"}\n");
    CommandLineRun run = data("gloss", rows.toString(), path("out.jsonl"), "--folds", "2");
    assertEquals(1, run.exitCode());
    assertTrue(run.err().contains("bad.jsonl:1 has no text 'language'"), run.err());
  }
}
