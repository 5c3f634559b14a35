package org.precis.text.sentence;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import opennlp.tools.sentdetect.SentenceModel;
import org.precis.text.Document;
import org.precis.text.LanguageTags;
import org.precis.text.Sentence;
import org.precis.text.SentenceSplitter;
import org.precis.text.Span;

/**
 * Cuts texts of any language into sentences. Immutable and thread-safe; make one and share it,
 * since it loads OpenNLP's models (some 50 kB, a tenth of a second).
 *
 * <p>A blank line always ends a sentence, a single line end does not, save in Thai. Quotes and
 * brackets that close with a sentence belong to it. What has neither letter nor digit joins its
 * neighbour. Sentences of more than {@link #LONGEST_SENTENCE} characters are cut at a comma or
 * space. Time grows linearly with the text.
 */
public final class MultilingualSentenceSplitter implements SentenceSplitter {
  /** Longest sentence in characters. */
  public static final int LONGEST_SENTENCE = LongSentences.LONGEST;

  private final Map<String, Abbreviations> abbreviations = Abbreviations.load();
  private final Map<String, SentenceModel> models = new TreeMap<>();

  /** A splitter of all languages. */
  public MultilingualSentenceSplitter() {
    OpenNlpStopModel.RESOURCES.forEach(
        (language, resource) -> models.put(language, OpenNlpStopModel.load(resource)));
  }

  @Override
  public List<Sentence> split(String text, String language) {
    String code = LanguageTags.language(LanguageTags.normalise(language));
    Abbreviations known =
        abbreviations.getOrDefault(code, abbreviations.get(Document.UNDETERMINED));
    SentenceModel model = models.get(code);
    StopRules rules = new StopRules(code, known, model != null);
    Supplier<StopModel> source =
        () -> model == null ? new IcuStopModel(code) : new OpenNlpStopModel(model);
    SentenceCutter cutter = new SentenceCutter(text, rules, source);
    List<Sentence> sentences = new ArrayList<>();
    for (Span paragraph : Paragraphs.of(text)) {
      for (Span span : cutter.cut(paragraph)) {
        sentences.add(new Sentence(text.substring(span.start(), span.end()), span));
      }
    }
    return sentences;
  }
}
