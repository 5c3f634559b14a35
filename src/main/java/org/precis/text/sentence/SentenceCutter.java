package org.precis.text.sentence;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.precis.text.Span;
import org.precis.text.WhiteSpace;

/** Cuts the paragraphs of one text into sentences. One per text; not thread-safe. */
final class SentenceCutter {
  private final String text;
  private final StopRules rules;
  private final Supplier<StopModel> models;

  /** The model, once it was needed; null before. */
  private StopModel model;

  SentenceCutter(String text, StopRules rules, Supplier<StopModel> models) {
    this.text = text;
    this.rules = rules;
    this.models = models;
  }

  /** The sentences of a paragraph, without white space around them. */
  List<Span> cut(Span paragraph) {
    Joiner sentences = new Joiner();
    int to = paragraph.end();
    boolean thai = ThaiSentences.isThai(text, paragraph.start(), to);
    int start = paragraph.start();
    int i = start;
    while (i < to) {
      int end = -1;
      int next = i + 1;
      if (rules.isStop(text.charAt(i))) {
        StopContext stop = StopContext.at(text, paragraph.start(), to, start, i);
        next = stop.end();
        end = ends(stop, thai) ? next : -1;
      } else if (thai && WhiteSpace.is(text.charAt(i))) {
        next = skipWhite(i, to);
        end = ThaiSentences.endsAt(text, start, i, next, to) ? i : -1;
      }
      if (end >= 0) {
        sentences.add(start, end);
        start = skipWhite(end, to);
        next = start;
      }
      i = next;
    }
    if (start < to) {
      sentences.add(start, to);
    }
    return sentences.spans();
  }

  private boolean ends(StopContext stop, boolean thai) {
    if (thai && Punctuation.isPeriod(text.charAt(stop.stop()))) {
      return false; // in Thai it abbreviates
    }
    if (thai && stop.closes() && ThaiSentences.goesOn(text, stop.next(), stop.to())) {
      return false; // what was asked stands inside the sentence
    }
    return switch (rules.judge(stop)) {
      case ENDS -> true;
      case GOES_ON -> false;
      case ASK -> model().ends(stop);
    };
  }

  private StopModel model() {
    if (model == null) {
      model = models.get();
    }
    return model;
  }

  private int skipWhite(int from, int to) {
    int i = from;
    while (i < to && WhiteSpace.is(text.charAt(i))) {
      i++;
    }
    return i;
  }

  /** Joins what has neither letter nor digit with what stands before it, or after it at first. */
  private final class Joiner {
    private final List<Span> joined = new ArrayList<>();
    private boolean lastHasWord;

    void add(int start, int end) {
      boolean hasWord = hasWord(start, end);
      int last = joined.size() - 1;
      if (last >= 0 && !(hasWord && lastHasWord)) {
        joined.set(last, new Span(joined.get(last).start(), end));
        lastHasWord |= hasWord;
      } else {
        joined.add(new Span(start, end));
        lastHasWord = hasWord;
      }
    }

    List<Span> spans() {
      List<Span> spans = new ArrayList<>();
      joined.forEach(sentence -> LongSentences.cut(text, sentence, spans));
      return spans;
    }

    private boolean hasWord(int start, int end) {
      for (int i = start; i < end; i++) {
        if (Character.isLetterOrDigit(text.codePointAt(i))) {
          return true;
        }
      }
      return false;
    }
  }
}
