package org.precis.summarize;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.precis.decode.BeamSearch;
import org.precis.decode.DecodeOptions;
import org.precis.decode.Hypothesis;
import org.precis.decode.SentenceLimits;
import org.precis.decode.StopCheck;
import org.precis.model.io.LoadedModel;
import org.precis.model.session.OutputVocabulary;
import org.precis.summarize.SectionSettings.Counter;
import org.precis.summarize.check.CheckedSummary;
import org.precis.summarize.check.SummaryChecks;
import org.precis.summarize.section.SectionCounter;
import org.precis.summarize.source.EvidenceFinder;
import org.precis.summarize.source.Extract;
import org.precis.summarize.source.LeadSummarizer;
import org.precis.summarize.source.SummarySentence;
import org.precis.text.Document;
import org.precis.text.Sentence;
import org.precis.text.SentenceSplitter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Summarises documents with an encoder–decoder, in the model's language whatever theirs. Immutable
 * and thread-safe; owns the model and closes it.
 */
final class ModelSummarizer implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(ModelSummarizer.class);
  private static final int HASH_SHOWN = 8;
  private static final int MOST_WARNINGS = 100;

  /**
   * Where a checkpoint says nothing: the length and beams of the mT5 models fine-tuned on XL-Sum
   * and CrossSum. Hugging Face's 20 tokens and greedy search would cut every summary.
   */
  private static final DecodeOptions UNSAID =
      DecodeOptions.builder().numBeams(4).maxNewTokens(84).build();

  private final EngineConfig config;
  private final LoadedModel loaded;
  private final SentenceSplitter splitter;
  private final SummaryChecks checks;
  private final EvidenceFinder evidence;
  private final DecodeOptions modelDefaults;
  private final int maxSourceTokens;
  private final int leadSentences;
  private final LeadSummarizer lead;
  private final Set<String> unknownLanguages = ConcurrentHashMap.newKeySet();
  private final int sentenceEnd;
  private final String outputsHash;

  /**
   * A summarizer with a model.
   *
   * @throws IllegalArgumentException if the model does not know the engine's language, or its
   *     generation settings do not fit together
   */
  ModelSummarizer(EngineConfig config, LoadedModel loaded, LanguageTools tools) {
    this.config = config;
    this.loaded = loaded;
    this.splitter = tools.splitter();
    this.checks = new SummaryChecks(tools.splitter(), tools.detector());
    this.evidence = new EvidenceFinder(tools.splitter());
    Map<String, String> generation = new HashMap<>(loaded.generation(config.language()));
    // What is returned is one summary, whatever the model's author asked for.
    generation.remove("num_return_sequences");
    this.sentenceEnd = loaded.sentenceEnd().orElse(DecodeOptions.NO_TOKEN);
    this.leadSentences = loaded.leadSentences().orElse(0);
    this.lead = new LeadSummarizer(tools.splitter());
    if (sentenceEnd != DecodeOptions.NO_TOKEN && leadSentences > 0) {
      throw new IllegalArgumentException(
          "generation_config.json: %s and %s exclude each other; remove one"
              .formatted(LoadedModel.SENTENCE_END, LoadedModel.LEAD_SENTENCES));
    }
    if (sentenceEnd != DecodeOptions.NO_TOKEN && !loaded.outputs().contains(sentenceEnd)) {
      throw new IllegalArgumentException(
          "the output vocabulary lacks %d, the model's %s; decode all tokens"
              .formatted(sentenceEnd, LoadedModel.SENTENCE_END));
    }
    this.outputsHash = loaded.outputs().hash();
    this.modelDefaults = DecodeOptions.parse(generation, UNSAID);
    this.maxSourceTokens =
        Math.min(config.maxSourceTokens(), loaded.model().spec().maxSourceTokens());
  }

  /** The model's name and the start of its hash. */
  String label() {
    return loaded.name() + "@" + shortened(loaded.hash());
  }

  /** Start of the tokenizer's hash. */
  String tokenizerLabel() {
    return shortened(loaded.tokenizer().hash());
  }

  String device() {
    return loaded.device();
  }

  /** Which tokens the model may decode. */
  String outputsLabel() {
    OutputVocabulary outputs = loaded.outputs();
    return outputs.isAll()
        ? "all"
        : "%d of %d (%s)"
            .formatted(outputs.size(), outputs.vocabulary(), shortened(outputs.hash()));
  }

  private static String shortened(String hash) {
    return hash.substring(0, Math.min(HASH_SHOWN, hash.length()));
  }

  /** All that decides the output besides the document and {@link #decodeOptions}. */
  String identity() {
    return String.join(
        "|",
        loaded.hash(),
        loaded.tokenizer().hash(),
        loaded.device(),
        outputsHash,
        config.precision().label(),
        config.prefix(),
        Integer.toString(maxSourceTokens),
        Integer.toString(leadSentences),
        config.language(),
        Boolean.toString(config.checks()),
        counter().map(SectionCounter::identity).orElse(""));
  }

  /** What the model says of the sentences that sections deserve, where it is asked. */
  Optional<SectionCounter> counter() {
    return config.sections().counter() == Counter.MODEL
        ? loaded.counter().map(counter -> new LearnedCounter(counter, this))
        : Optional.empty();
  }

  /**
   * How to search: the model's own settings, below the engine's, below the request's.
   *
   * @throws IllegalArgumentException if they do not fit together
   */
  DecodeOptions decodeOptions(SummaryOptions wanted) {
    DecodeOptions.Builder options = modelDefaults.toBuilder();
    if (config.noRepeatNgram() != SummaryOptions.MODEL_DEFAULT) {
      options.noRepeatNgramSize(config.noRepeatNgram());
    }
    int maxLength =
        Math.min(
            loaded.model().spec().maxTargetTokens(),
            wanted.maxLength() == SummaryOptions.MODEL_DEFAULT
                ? Math.min(modelDefaults.maxNewTokens(), config.caps().maxLength())
                : wanted.maxLength());
    int minLength =
        wanted.minLength() == SummaryOptions.MODEL_DEFAULT
            ? modelDefaults.minNewTokens()
            : wanted.minLength();
    options.maxNewTokens(maxLength).minNewTokens(Math.max(0, Math.min(minLength, maxLength)));
    options.numBeams(
        wanted.beams() == SummaryOptions.MODEL_DEFAULT
            ? Math.min(modelDefaults.numBeams(), config.caps().beams())
            : wanted.beams());
    if (!Float.isNaN(wanted.lengthPenalty())) {
      options.lengthPenalty(wanted.lengthPenalty());
    }
    return options.build();
  }

  /**
   * How to search for the summary of a section, whose sentences are counted where the model marks
   * their ends: then neither the least nor the greatest length of a whole summary matters.
   *
   * @throws IllegalArgumentException if the settings do not fit together
   */
  DecodeOptions sectionOptions(SummaryOptions wanted) {
    DecodeOptions options = decodeOptions(wanted);
    if (sentenceEnd == DecodeOptions.NO_TOKEN) {
      return options;
    }
    int longest = Math.min(loaded.model().spec().maxTargetTokens(), config.caps().maxLength());
    return options.toBuilder().minLength(0).maxNewTokens(longest).build();
  }

  /** Whether the model can make something of a document's language. */
  boolean reads(Document document) {
    return loaded.tokenizer().reads(document.language());
  }

  /** What the model reads of a document. */
  SourceText read(Document document) {
    return read(document, leadSentences);
  }

  /** What the model reads of a section for a summary of so many sentences. */
  SourceText readSection(Document alone, int sentences) {
    return read(alone, leadSentences > 0 ? sentences : 0).withSentences(sentences);
  }

  private SourceText read(Document document, int sentences) {
    warnOfUnknown(document.language());
    if (sentences > 0) {
      Extract extract = lead.summarize(document, sentences);
      if (!extract.sentences().isEmpty()) {
        return SourceText.ofSentences(
            document, extract, config.prefix(), loaded.tokenizer(), maxSourceTokens);
      }
    }
    return SourceText.of(document, config.prefix(), loaded.tokenizer(), maxSourceTokens);
  }

  /** Tokens of a document's beginning, cut to what the model reads. */
  int[] tokens(Document document) {
    return read(document, 0).passages().get(0).ids();
  }

  /** Says once of each language that the model is to be told and does not know. */
  private void warnOfUnknown(String language) {
    boolean unknown =
        loaded.tokenizer().languages().map(known -> known.code(language).isEmpty()).orElse(false);
    if (unknown && unknownLanguages.size() < MOST_WARNINGS && unknownLanguages.add(language)) {
      log.warn(
          "The model {} has no token for the language '{}': its documents are read as the source "
              + "language that the tokenizer's files name",
          loaded.name(),
          language);
    }
  }

  /**
   * Summarises a batch.
   *
   * @param stop asked between steps for each source; a stopped one has the outcome {@code stopped}
   * @return an outcome for each source, in order
   */
  List<Outcome> summarize(List<SourceText> sources, DecodeOptions options, StopCheck stop) {
    long start = System.nanoTime();
    int[] owners =
        IntStream.range(0, sources.size())
            .flatMap(i -> IntStream.generate(() -> i).limit(sources.get(i).passages().size()))
            .toArray();
    boolean[] stopped = new boolean[sources.size()];
    List<List<Hypothesis>> found =
        search(
            sources,
            options,
            passage -> stopped[owners[passage]] |= stop.shouldStop(owners[passage]));
    long millis = (System.nanoTime() - start) / 1_000_000;
    List<Outcome> outcomes = new ArrayList<>();
    int first = 0;
    for (int i = 0; i < sources.size(); i++) {
      int next = first + sources.get(i).passages().size();
      List<Hypothesis> best =
          found.subList(first, next).stream().map(hypotheses -> hypotheses.get(0)).toList();
      // What a stopped search has found by then depends on when it was stopped: never a summary.
      outcomes.add(
          stopped[i] ? Outcome.failed(Reasons.STOPPED) : outcome(sources.get(i), best, millis));
      first = next;
    }
    return outcomes;
  }

  /** Sections and whole documents are never in one batch. */
  private List<List<Hypothesis>> search(
      List<SourceText> sources, DecodeOptions options, StopCheck stop) {
    List<int[]> ids =
        sources.stream()
            .flatMap(source -> source.passages().stream())
            .map(SourceText.Passage::ids)
            .toList();
    if (sentenceEnd == DecodeOptions.NO_TOKEN || !sources.get(0).isSection()) {
      return BeamSearch.search(loaded.model(), ids, options, stop);
    }
    List<Integer> counts = sources.stream().map(SourceText::sentences).toList();
    SentenceLimits limits = new SentenceLimits(sentenceEnd, counts, SentenceLimits.USUAL_TOKENS);
    return BeamSearch.search(loaded.model(), ids, options, limits, stop);
  }

  /** What the model wrote; a mark at the end of a sentence is a space between two. */
  private String textOf(SourceText source, SourceText.Passage passage, Hypothesis best) {
    String language = source.document().language();
    int end = source.isSection() ? sentenceEnd : DecodeOptions.NO_TOKEN;
    return SentenceLimits.sentences(best.tokens(), end).stream()
        .map(piece -> loaded.tokenizer().decode(piece, passage.text(), language).strip())
        .collect(Collectors.joining(" "))
        .strip();
  }

  private Outcome outcome(SourceText source, List<Hypothesis> best, long millis) {
    List<SummarySentence> sentences = new ArrayList<>();
    List<String> unsupported = new ArrayList<>();
    for (int i = 0; i < best.size(); i++) {
      SourceText.Passage passage = source.passages().get(i);
      CheckedSummary checked = checked(textOf(source, passage, best.get(i)), source);
      if (!checked.passed()) {
        return Outcome.failed(Reasons.CHECK + checked.failure());
      }
      unsupported.addAll(checked.unsupported());
      sentences.addAll(
          passage
              .quoted()
              .map(quoted -> rendered(checked.sentences(), quoted))
              .orElseGet(
                  () ->
                      evidence.find(
                          first(checked.sentences(), source),
                          config.language(),
                          source.document())));
    }
    return Outcome.of(
        new Summary(
            Summary.Status.OK,
            Summary.Source.MODEL,
            "",
            sentences.stream().map(SummarySentence::text).collect(Collectors.joining(" ")),
            source.document().language(),
            config.language(),
            config.name(),
            label(),
            source.truncated(),
            source.coverage(),
            millis,
            sentences,
            List.of(),
            unsupported.stream().distinct().toList()));
  }

  private CheckedSummary checked(String text, SourceText source) {
    return config.checks()
        ? checks.check(text, source.document(), config.language())
        : new CheckedSummary(
            splitter.split(text, config.language()).stream().map(Sentence::text).toList(),
            List.of(),
            "");
  }

  /** What the model made of one sentence; that is its evidence. */
  private static List<SummarySentence> rendered(List<String> sentences, SummarySentence quoted) {
    return List.of(
        new SummarySentence(String.join(" ", sentences), quoted.section(), quoted.evidence()));
  }

  /** Of a section's sentences, as many as are wanted. */
  private static List<String> first(List<String> sentences, SourceText source) {
    return source.isSection()
        ? sentences.subList(0, Math.min(source.sentences(), sentences.size()))
        : sentences;
  }

  /** The numbers among those of a section's summary that the whole document has not either. */
  List<String> unsupported(List<String> sentences, Document document) {
    return config.checks() ? checks.unsupported(sentences, document) : List.of();
  }

  @Override
  public void close() {
    loaded.close();
  }
}
