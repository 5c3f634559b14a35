package org.precis.train;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.precis.decode.BeamSearch;
import org.precis.decode.DecodeOptions;
import org.precis.decode.Hypothesis;
import org.precis.decode.SentenceLimits;
import org.precis.decode.StopCheck;
import org.precis.model.SentenceCounter;
import org.precis.model.Seq2SeqModel;
import org.precis.summarize.section.SectionPlanner;
import org.precis.summarize.section.TrigramBlocking;
import org.precis.token.Tokenizer;
import org.precis.train.data.SectionedExample;
import org.precis.train.data.TokenizedExample;

/**
 * Summaries of examples that are sectioned documents, section by section as engines make them
 * (UOTSumm, Algorithm 3): the counter says of how many sentences, and a sentence that repeats three
 * words in a row of an earlier one is dropped.
 *
 * @param sentenceEnd token at the end of each sentence
 * @param options how to search; the length is that of what is written for one section
 * @param batch sections that are decoded together
 */
public record SectionSummarizer(
    Seq2SeqModel model,
    Tokenizer tokenizer,
    SentenceCounter counter,
    int sentenceEnd,
    DecodeOptions options,
    int batch)
    implements ExampleSummarizer {

  /** A section that is selected, and how many sentences it deserves. */
  private record Selected(int document, int[] section, int sentences) {}

  @Override
  public List<Written> summarize(List<TokenizedExample> examples) {
    List<SectionedExample> documents = examples.stream().map(SectionedExample::of).toList();
    List<Selected> selected = new ArrayList<>();
    for (int d = 0; d < documents.size(); d++) {
      List<int[]> sections = documents.get(d).sections();
      int[] numbers = SectionPlanner.numbers(counter.counts(sections));
      for (int i = 0; i < numbers.length; i++) {
        if (numbers[i] > 0) {
          selected.add(new Selected(d, sections.get(i), numbers[i]));
        }
      }
    }
    List<List<String>> sentences = new ArrayList<>();
    documents.forEach(document -> sentences.add(new ArrayList<>()));
    for (int from = 0; from < selected.size(); from += batch) {
      List<Selected> part = selected.subList(from, Math.min(selected.size(), from + batch));
      List<List<Hypothesis>> found = search(part);
      for (int i = 0; i < part.size(); i++) {
        sentences.get(part.get(i).document()).addAll(texts(found.get(i).get(0)));
      }
    }
    List<Written> written = new ArrayList<>();
    for (int d = 0; d < documents.size(); d++) {
      TrigramBlocking blocking = new TrigramBlocking();
      String kept =
          sentences.get(d).stream().filter(blocking::keeps).collect(Collectors.joining(" "));
      String expected =
          documents.get(d).sentences().stream()
              .map(sentence -> tokenizer.decode(sentence).strip())
              .collect(Collectors.joining(" "));
      written.add(new Written(expected, kept));
    }
    return written;
  }

  private List<List<Hypothesis>> search(List<Selected> part) {
    SentenceLimits limits =
        new SentenceLimits(
            sentenceEnd,
            part.stream().map(Selected::sentences).toList(),
            SentenceLimits.USUAL_TOKENS);
    return BeamSearch.search(
        model, part.stream().map(Selected::section).toList(), options, limits, StopCheck.NEVER);
  }

  private List<String> texts(Hypothesis best) {
    return SentenceLimits.sentences(best.tokens(), sentenceEnd).stream()
        .map(sentence -> tokenizer.decode(sentence).strip())
        .filter(sentence -> !sentence.isEmpty())
        .toList();
  }
}
