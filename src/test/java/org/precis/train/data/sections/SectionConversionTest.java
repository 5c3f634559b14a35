package org.precis.train.data.sections;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.precis.text.sentence.MultilingualSentenceSplitter;
import org.precis.train.data.SectionedDocument;

class SectionConversionTest {
  private static final String LONG =
      "The agency reviewed its programme over several years and found that the costs had risen"
          + " steadily while the number of people served had stayed about the same in every region.";

  @TempDir private Path folder;
  private ObjectNode report;

  @Test
  void sumPubMedIsAlignedByHeading() throws IOException {
    SectionedDocument document =
        read(
                SectionFormat.SUMPUBMED,
                """
                {"id": 7, "sections": [
                  {"heading": "BACKGROUND", "paragraphs": ["p. syringae is a pathogen, e.g. of tomato plants. it spreads with rain; cells are carried far."]},
                  {"heading": "RESULTS", "paragraphs": ["methods", "the gene was deleted in all strains. the mutants grew more slowly than others."]}],
                 "abstract_sections": [
                  {"heading": "BACKGROUND", "paragraphs": ["the pathogen spreads with rain."]},
                  {"heading": "RESULTS", "paragraphs": ["deletion of the gene slowed growth."]}]}
                """)
            .get(0);
    assertEquals("7", document.id());
    assertEquals(
        List.of(
            "p. syringae is a pathogen, e.g. of tomato plants.",
            "it spreads with rain;",
            "cells are carried far."),
        document.sections().get(0).sentences());
    assertEquals(2, document.sections().get(1).sentences().size());
    assertEquals(List.of(0, 1), document.alignment());
    assertEquals(1, report.path("dropped").path("section sentences").asInt());
    assertEquals(2, report.path("aligned_sentences").asInt());
  }

  @Test
  void cohansRowsLoseTagsAndBackMatter() throws IOException {
    List<SectionedDocument> documents =
        read(
            SectionFormat.COHAN,
            """
            {"article_id": "a", "abstract_text": ["<S> the first finding is a large effect . </S>", "<S> the second finding is none . </S>"],
             "section_names": ["introduction", "acknowledgements", "results"],
             "sections": [["we study an effect of some size .", "it is known for long ."], ["we thank all who helped us ."],
               ["the effect was large in all groups .", "other effects were not seen anywhere ."]]}
            {"article_id": "b", "abstract_text": ["<S> only one sentence is here . </S>"], "section_names": [""],
             "sections": [["we study an effect of some size ."]]}
            {"text": "no such row"}
            """);
    assertEquals(1, documents.size());
    assertEquals(
        List.of("introduction", "results"),
        documents.get(0).sections().stream().map(SectionedDocument.Section::heading).toList());
    assertEquals("the first finding is a large effect .", documents.get(0).summary().get(0));
    assertEquals(List.of(), documents.get(0).alignment());
    assertEquals(1, report.path("bad_rows").asInt());
    assertTrue(report.path("first_bad_rows").get(0).asText().contains("'section_names'"));
    assertEquals(
        1, report.path("dropped").path("documents: fewer than 2 summary sentences").asInt());
  }

  @Test
  void everyListOfParagraphsOfAReportIsASection() throws IOException {
    String crs =
        """
        {"id": "R1", "summary": ["Costs have risen for years. The number of people served has not."],
         "reports": {"section_title": "", "paragraphs": [], "subsections": [
           {"section_title": "Introduction", "paragraphs": ["LONG", "Figure 1. A caption."], "subsections": [
             {"section_title": "History", "paragraphs": ["LONG LONG"], "subsections": []}]},
           {"section_title": "Outlook", "paragraphs": ["LONG LONG"], "subsections": []}]}}
        """
            .replace("LONG", LONG);
    List<SectionedDocument> documents = read(SectionFormat.GOVREPORT, crs.replace("\n", " "));
    assertEquals(
        List.of("Introduction", "History", "Outlook"),
        documents.get(0).sections().stream().map(SectionedDocument.Section::heading).toList());
    assertEquals(List.of(LONG), documents.get(0).sections().get(0).sentences());
    assertEquals(2, documents.get(0).summary().size());
  }

  @Test
  void theLetterOfTheGaoIsLeftOutButNotWhatIsBelowIt() throws IOException {
    String gao =
        """
        {"id": "GAO-1", "report": [
           {"section_title": "Letter", "paragraphs": ["LONG"], "subsections": [
             {"section_title": "Background", "paragraphs": ["LONG LONG"], "subsections": []},
             {"section_title": "Findings", "paragraphs": ["LONG LONG"], "subsections": []}]}],
         "highlight": [{"section_title": "What GAO Found", "paragraphs": ["Costs have risen for years. People served have not."], "subsections": []}]}
        """
            .replace("LONG", LONG);
    Path reports = Files.createDirectories(folder.resolve("gao"));
    Files.writeString(reports.resolve("GAO-1.json"), gao);
    List<SectionedDocument> documents = read(SectionFormat.GOVREPORT, reports, 25);
    assertEquals(
        List.of("Background", "Findings"),
        documents.get(0).sections().stream().map(SectionedDocument.Section::heading).toList());
  }

  @Test
  void moreSectionsAreMergedAndSaid() throws IOException {
    StringBuilder row = new StringBuilder("{\"id\": \"x\", \"human_summary\": [");
    row.append("{\"text\": \"The first section is summarised.\", \"section\": 1, \"sid\": 3},");
    row.append("{\"text\": \"The last section is summarised.\", \"section\": 4, \"sid\": 9}],");
    row.append("\"sections\": [{\"heading\": \"Abstract\", \"sentences\": []}");
    for (int i = 1; i <= 4; i++) {
      row.append(",{\"heading\": \"%d\", \"sentences\": [{\"sid\": %d, \"text\": ".formatted(i, i));
      row.append("\"Sentence number %d of the paper is here.\"}]}".formatted(i));
    }
    Path file = folder.resolve("rows.jsonl");
    Files.writeString(file, row.append("]}").toString());
    SectionedDocument document = read(SectionFormat.SCISUMMNET, file, 2).get(0);
    assertEquals(
        List.of("1", "3"),
        document.sections().stream().map(SectionedDocument.Section::heading).toList());
    assertEquals(
        List.of(
            "Sentence number 1 of the paper is here.",
            "2",
            "Sentence number 2 of the paper is here."),
        document.sections().get(0).sentences());
    assertEquals(List.of(0, 1), document.alignment());
    assertEquals(1, report.path("documents_with_merged_sections").asInt());
  }

  @Test
  void highlightsAlignAclSum() throws IOException {
    SectionedDocument document =
        read(
                SectionFormat.ACLSUM,
                """
                {"id": "P1", "summary": {"challenge": "Existing systems translate terms badly.", "approach": "They propose two methods for it.", "outcome": "Both methods improve translation."},
                 "sentences": {"abstract": ["Terms matter much in translation ."], "introduction": ["Systems translate many terms badly .", "We propose two new methods ."], "conclusion": ["Both of them improve translation ."]},
                 "highlights": {"challenge": {"abstract": [0], "introduction": [1, 0], "conclusion": [0]}, "approach": {"abstract": [0], "introduction": [0, 0], "conclusion": [0]}, "outcome": {"abstract": [0], "introduction": [0, 0], "conclusion": [1]}}}
                """)
            .get(0);
    assertEquals(3, document.sections().size());
    assertEquals(List.of(1, -1, 2), document.alignment());
  }

  private static final String MEETING =
      """
      {"id": "m1", "domain": "Committee",
       "topic_list": [{"topic": "School buses", "relevant_text_span": [["1", "2"]]}, {"topic": "Supplement: library roof", "relevant_text_span": [["2", "3"], ["5", "5"]]}],
       "general_query_list": [{"query": "Summarize the meeting", "answer": "They discussed buses for the school. They will mend the library's roof."}],
       "specific_query_list": [
        {"query": "What of the roof?", "answer": "The roof leaks and will be mended.", "relevant_text_span": [["2", "5"]]},
        {"query": "What of buses?", "answer": "Two more buses are to run. They start in spring.", "relevant_text_span": [["1", "2"]]},
        {"query": "Who wrote?", "answer": "Nobody said who was writing.", "relevant_text_span": []},
        {"query": "Why wait?", "answer": "Nobody knew what to wait for.", "relevant_text_span": [["4", "4"]]}],
       "meeting_transcripts": [
        {"speaker": "Chair", "content": "Good morning to all of you."},
        {"speaker": "Anna", "content": "{vocalsound} We need two more buses. {disfmarker} They could start in spring."},
        {"speaker": "Ben", "content": "The county would pay for both of them."},
        {"speaker": "Anna", "content": "The roof of the library leaks again."},
        {"speaker": "Ben", "content": "Shall we wait for a moment?"},
        {"speaker": "Chair", "content": "{pause} We have it mended before winter."}]}
      """;

  @Test
  void aMeetingsTopicsAreItsSections() throws IOException {
    SectionedDocument document = read(SectionFormat.QMSUM, MEETING).get(0);
    assertEquals(
        List.of("School buses", "Supplement: library roof"),
        document.sections().stream().map(SectionedDocument.Section::heading).toList());
    assertEquals(
        List.of(
            "Anna: We need two more buses.",
            "They could start in spring.",
            "Ben: The county would pay for both of them."),
        document.sections().get(0).sentences());
    assertEquals(
        List.of(
            "Anna: The roof of the library leaks again.",
            "Chair: We have it mended before winter."),
        document.sections().get(1).sentences());
    assertEquals(
        List.of("They discussed buses for the school.", "They will mend the library's roof."),
        document.summary());
    assertEquals(List.of(), document.alignment());
  }

  @Test
  void answersAboutPartsOfAMeetingAreAlignedByTheirTurns() throws IOException {
    SectionedDocument document = read(SectionFormat.QMSUM_PARTS, MEETING).get(0);
    assertEquals(
        List.of(
            "Two more buses are to run.",
            "They start in spring.",
            "The roof leaks and will be mended.",
            "Nobody knew what to wait for.",
            "Nobody said who was writing."),
        document.summary());
    assertEquals(List.of(0, 0, 1, -1, -1), document.alignment());
  }

  @Test
  void aSpanThatIsNotOfTheMeetingIsABadRow() throws IOException {
    assertEquals(
        List.of(),
        read(SectionFormat.QMSUM_PARTS, MEETING.replace("[\"5\", \"5\"]", "[\"5\", \"6\"]")));
    assertTrue(
        report.path("first_bad_rows").get(0).asText().contains("none of a meeting of 6 turns"));
  }

  @Test
  void aStorysScenesAreItsSections() throws IOException {
    SectionedDocument document =
        read(
                SectionFormat.SQUALITY,
                """
                {"metadata": {"passage_id": "12"},
                 "document": "The ship left the harbour at dawn.\\n \\n Nobody on board had slept that night.\\n \\n \\n \\n The island was smaller than they had thought.\\n II\\n They stayed on it for eleven years.",
                 "questions": [{"question_text": "What is the plot of the story?", "responses": [
                   {"response_text": "A crew leaves for an island. They stay there for eleven years."},
                   {"response_text": "Another reader told it in other words."}]}]}
                """)
            .get(0);
    assertEquals(
        List.of(
            List.of("The ship left the harbour at dawn.", "Nobody on board had slept that night."),
            List.of("The island was smaller than they had thought."),
            List.of("They stayed on it for eleven years.")),
        document.sections().stream().map(SectionedDocument.Section::sentences).toList());
    assertEquals(
        List.of("A crew leaves for an island.", "They stay there for eleven years."),
        document.summary());
  }

  private List<SectionedDocument> read(SectionFormat format, String rows) throws IOException {
    Path file = folder.resolve("rows.jsonl");
    // Rows are written over several lines here, for reading.
    Files.writeString(file, rows.replaceAll("\n\\s+", " ").replaceAll(",\n \"", ", \""));
    return read(format, file, 25);
  }

  private List<SectionedDocument> read(SectionFormat format, Path input, int maxSections)
      throws IOException {
    SectionConversion conversion =
        new SectionConversion(format, new MultilingualSentenceSplitter(), maxSections);
    List<SectionedDocument> documents = new ArrayList<>();
    conversion.read(input, documents::add);
    report = conversion.report();
    return documents;
  }
}
