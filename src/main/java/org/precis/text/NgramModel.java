package org.precis.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import opennlp.tools.langdetect.LanguageDetectorContextGenerator;
import opennlp.tools.langdetect.LanguageDetectorME;
import opennlp.tools.langdetect.LanguageDetectorModel;
import opennlp.tools.ml.model.MaxentModel;

/**
 * OpenNLP's maximum entropy model of character 1- to 3-grams, trained on the Leipzig corpora.
 *
 * <p>Immutable and thread-safe: evaluation reads the model's tables and writes to arrays of its
 * own. The model takes some two seconds to load and 40 MB, so that there is one in a JVM.
 */
final class NgramModel {
  private static final String RESOURCE = "/langdetect-183.bin";

  /** Loads the model when it is first needed. */
  private static final class Holder {
    static final NgramModel MODEL = load();
  }

  private final MaxentModel model;
  private final LanguageDetectorContextGenerator contexts;

  /** The languages that the model tells apart, BCP 47; some by two names. */
  private final List<String> tags;

  /** Which tag each of the model's outcomes stands for. */
  private final int[] tagOfOutcome;

  private NgramModel(LanguageDetectorModel loaded) {
    model = loaded.getMaxentModel();
    contexts = loaded.getFactory().getContextGenerator();
    Set<String> distinct = new LinkedHashSet<>();
    for (int outcome = 0; outcome < model.getNumOutcomes(); outcome++) {
      distinct.add(LanguageTags.normalise(model.getOutcome(outcome)));
    }
    tags = List.copyOf(distinct);
    tagOfOutcome = new int[model.getNumOutcomes()];
    for (int outcome = 0; outcome < tagOfOutcome.length; outcome++) {
      tagOfOutcome[outcome] = tags.indexOf(LanguageTags.normalise(model.getOutcome(outcome)));
    }
  }

  /** The model of this JVM. */
  static NgramModel shared() {
    return Holder.MODEL;
  }

  private static NgramModel load() {
    try (InputStream in = LanguageDetectorME.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException(
            RESOURCE + " is not on the class path; is opennlp-models-langdetect installed?");
      }
      return new NgramModel(new LanguageDetectorModel(in));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + RESOURCE, e);
    }
  }

  /** The languages that the model knows, BCP 47. */
  List<String> tags() {
    return tags;
  }

  /**
   * The model's log-probabilities of a text's language, by {@link #tags}.
   *
   * <p>Training stopped early, so that they differ far less than they should.
   */
  double[] logProbabilities(String text) {
    CharSequence[] found = contexts.getContext(text);
    Set<String> ngrams = new LinkedHashSet<>();
    for (CharSequence ngram : found) {
      ngrams.add(ngram.toString());
    }
    double[] probabilities = model.eval(ngrams.toArray(String[]::new));
    double[] logs = new double[tags.size()];
    Arrays.fill(logs, Double.NEGATIVE_INFINITY);
    for (int outcome = 0; outcome < probabilities.length; outcome++) {
      int tag = tagOfOutcome[outcome];
      logs[tag] =
          Math.max(logs[tag], Math.log(Math.max(probabilities[outcome], Double.MIN_NORMAL)));
    }
    return logs;
  }
}
