package org.precis.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.precis.model.io.RandomCheckpoint;
import org.precis.model.t5.Fixture;

/** The commands around ACROSS besides training. */
class AcrossCommandsTest {
  private static final String ROW =
      "{\"source_url\": \"%s\", \"target_url\": \"u%d\", \"text\": \"%s\", \"summary\": \"%s\"}\n";

  @TempDir private Path folder;

  @Test
  void augmentWritesPairsOfGivenTranslations() throws IOException {
    Path english = write("english-english_train.jsonl", ROW.formatted("u1", 1, "A b. C d.", "c e"));
    Path translations = write("given.tsv", "C d.\tX y.\n");
    Path output = folder.resolve("out.jsonl");
    CommandLineRun run =
        CommandLineRun.of(
            "data",
            "augment",
            english.toString(),
            output.toString(),
            "--language=hausa",
            "--pairs=3",
            "--selection=informative",
            "--translations=" + translations);
    assertEquals(0, run.exitCode(), run.err());
    assertTrue(run.out().contains("1 pairs in hausa"), run.out());
    assertTrue(Files.readString(output).contains("\"text\":\"A b. X y.\""));
  }

  @Test
  void augmentTranslatesWordByWordWithALexiconOutOfEnglish() throws IOException {
    Path pairs =
        write(
            "english.jsonl",
            """
            {"text": "rain", "summary": "pluie", "language": "en"}
            {"text": "rain fell", "summary": "pluie tombait", "language": "en"}
            """);
    Path lexicon = folder.resolve("out-of-english.gz");
    run("data", "lexicon", pairs.toString(), lexicon.toString());
    Path english =
        write("english-english_train.jsonl", ROW.formatted("u1", 1, "A b. Rain fell.", "rain"));
    Path output = folder.resolve("out.jsonl");
    String[] arguments = {
      "data",
      "augment",
      english.toString(),
      output.toString(),
      "--language=french",
      "--pairs=1",
      "--lexicon=" + lexicon
    };
    run(arguments);
    String made = Files.readString(output);
    assertTrue(made.contains("\"text\":\"A b. pluie tombait.\""), made);
    Path reversed = folder.resolve("into-english.gz");
    run(
        "data",
        "lexicon",
        write(
                "french.jsonl",
                "{\"text\": \"pluie\", \"summary\": \"rain\", \"language\": \"fr\"}\n")
            .toString(),
        reversed.toString());
    arguments[arguments.length - 1] = "--lexicon=" + reversed;
    arguments[3] = folder.resolve("other.jsonl").toString();
    CommandLineRun refused = CommandLineRun.of(arguments);
    assertEquals(1, refused.exitCode());
    assertTrue(refused.err().contains("none of English"), refused.err());
  }

  @Test
  void augmentNeedsATranslator() {
    CommandLineRun run =
        CommandLineRun.of("data", "augment", "a.jsonl", "b.jsonl", "--language=x", "--pairs=1");
    assertEquals(2, run.exitCode());
    assertTrue(run.err().contains("--model=DIR | --translations=FILE |"), run.err());
  }

  @Test
  void alignDrawsAMapAndSaysItsFigures() throws IOException {
    StringBuilder english = new StringBuilder();
    StringBuilder french = new StringBuilder();
    for (int i = 0; i < 4; i++) {
      english.append(ROW.formatted("u" + i, i, "River number " + i, "s"));
      french.append(ROW.formatted("f" + i, i, "Fleuve " + i, "s"));
    }
    Path picture = folder.resolve("map.html");
    CommandLineRun run =
        CommandLineRun.of(
            "model",
            "align",
            Fixture.path(Fixture.MT5).toString(),
            write("french-english_test.jsonl", french.toString()).toString(),
            write("english-english_test.jsonl", english.toString()).toString(),
            "--pairs=3",
            "--teacher=" + Fixture.path(Fixture.MT5),
            "--map=" + picture);
    assertEquals(0, run.exitCode(), run.err());
    assertTrue(run.out().startsWith("3 pairs: diagonal "), run.out());
    assertTrue(Files.readString(picture).contains(",[2,2,"), "three rows, three columns");
  }

  /** Summarise, translate the summaries, evaluate them beside another method's. */
  @Test
  void predictionsAreTranslatedAndCompared() throws IOException {
    Path pairs =
        write(
            "french-english_test.jsonl",
            ROW.formatted("f1", 1, "Le fleuve monte. Il pleut.", "The river rises")
                + ROW.formatted("f2", 2, "Il pleut. Le fleuve monte.", "It rains"));
    Path lead = folder.resolve("lead.jsonl");
    Path translated = folder.resolve("translated.jsonl");
    Path given = write("given.tsv", "Le fleuve monte.\tThe river rises.\nIl pleut.\tIt rains.\n");
    predict(pairs, lead, "--lang=fr", "--lead=1");
    assertTrue(Files.readString(lead).contains("\"prediction\":\"Le fleuve monte.\""));
    String[] translate = {
      "data",
      "translate",
      lead.toString(),
      translated.toString(),
      "--field=prediction",
      "--from=fr",
      "--translations=" + given
    };
    run(translate);
    String whole = Files.readString(translated);
    Files.writeString(translated, whole.substring(0, whole.length() - 3));
    run(translate);
    assertEquals(whole, Files.readString(translated));
    assertTrue(whole.contains("\"prediction\":\"It rains.\""), whole);
    Path report = folder.resolve("report");
    String out =
        run(
            "evaluate",
            translated.toString(),
            "--compare=" + lead,
            "--resamples=0",
            "-d",
            report.toString());
    assertTrue(out.contains("## Above lead.jsonl"), out);
    assertTrue(Files.readString(report.resolve("report.html")).contains("\"value\":100.0"));
  }

  @Test
  void modelsAndCentralSentencesPredictToo() throws IOException {
    Path pairs =
        write(
            "english-english_test.jsonl",
            ROW.formatted("u1", 1, "The river rose. Rain fell. The river rose again.", "a b"));
    Path central = folder.resolve("central.jsonl");
    predict(pairs, central, "--lang=en", "--extract=1");
    assertTrue(Files.readString(central).contains("\"prediction\":\"The river rose"));
    Path generated = folder.resolve("generated.jsonl");
    CommandLineRun run =
        predict(
            pairs,
            generated,
            "--lang=en",
            "--model=" + Fixture.path(Fixture.MT5),
            "--generation=max_length=6",
            "--generation=num_beams=2");
    assertTrue(run.out().contains("1 predictions"), run.out());
    assertEquals("", run.err());
    assertEquals(1, Files.readAllLines(generated).size());
  }

  @Test
  void aModelIsGivenTheFirstSentencesOneByOne() throws IOException {
    String one = "The river rose by two metres in one night.";
    String two = "Rain fell on the old dam for three days.";
    Path pairs =
        write(
            "english-english_test.jsonl",
            ROW.formatted("u1", 1, one + " " + two + " Nobody was hurt in the town.", "a")
                + ROW.formatted("u2", 2, one, "b")
                + ROW.formatted("u3", 3, two, "c"));
    Path generated = folder.resolve("generated.jsonl");
    predict(
        pairs,
        generated,
        "--lang=en",
        "--model=" + Fixture.path(Fixture.MT5),
        "--sentences=2",
        "--generation=max_length=6");
    List<String> found = new ArrayList<>();
    for (String line : Files.readAllLines(generated)) {
      found.add(SolrHttp.JSON.readTree(line).path("prediction").asText());
    }
    assertEquals(found.get(1) + " " + found.get(2), found.get(0));
  }

  @Test
  void documentsThatALexiconCannotGlossAreNamed() throws IOException {
    Path model = glossingModel();
    Path pairs = write("pairs.jsonl", ROW.formatted("u1", 1, "La pluie tombe.", "Rain falls."));
    Path generated = folder.resolve("generated.jsonl");
    String[] options = {"--model=" + model, "--generation=max_length=6", "--lang=fr"};
    assertEquals("", predict(pairs, generated, options).err());
    Files.delete(generated);
    options[2] = "--lang=sw";
    String err = predict(pairs, generated, options).err();
    assertTrue(err.contains("has no words of sw"), err);
  }

  @Test
  void alignReadsGlossesAsTrainingDoes() throws IOException {
    String row =
        "{\"document\": \"d%d\", \"language\": \"%s\", \"text\": \"%s\", \"summary\": \"a\"}\n";
    Path french =
        write("fr.jsonl", row.formatted(1, "fr", "pluie") + row.formatted(2, "fr", "pluie pluie"));
    Path english =
        write("en.jsonl", row.formatted(1, "en", "rain") + row.formatted(2, "en", "rain rain"));
    String out =
        run("model", "align", glossingModel().toString(), french.toString(), english.toString());
    assertTrue(out.startsWith("2 pairs: diagonal 1.0000, "), out);
  }

  /** A tiny model whose lexicon has one word. */
  private Path glossingModel() throws IOException {
    Path model = folder.resolve("glossing");
    RandomCheckpoint.write(
        model, RandomCheckpoint.Size.TINY.config(), Fixture.path(Fixture.MT5), 1);
    try (OutputStream lexicon =
        new GZIPOutputStream(Files.newOutputStream(model.resolve("lexicon.tsv.gz")))) {
      lexicon.write("fr\tpluie\train\n".getBytes(StandardCharsets.UTF_8));
    }
    return model;
  }

  private static CommandLineRun predict(Path pairs, Path out, String... options) {
    List<String> arguments =
        new ArrayList<>(List.of("data", "predict", pairs.toString(), out.toString()));
    arguments.addAll(List.of(options));
    CommandLineRun run = CommandLineRun.of(arguments.toArray(String[]::new));
    assertEquals(0, run.exitCode(), run.err());
    return run;
  }

  private static String run(String... arguments) {
    CommandLineRun run = CommandLineRun.of(arguments);
    assertEquals(0, run.exitCode(), run.err());
    return run.out();
  }

  private Path write(String name, String content) throws IOException {
    Path file = folder.resolve(name);
    Files.writeString(file, content);
    return file;
  }
}
