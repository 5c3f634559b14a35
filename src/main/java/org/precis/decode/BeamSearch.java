package org.precis.decode;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.precis.model.Candidates;
import org.precis.model.DecodeSession;
import org.precis.model.ModelSpec;
import org.precis.model.ScoreEdits;
import org.precis.model.Seq2SeqModel;

/**
 * Beam search with Hugging Face's exact bookkeeping; with one beam, greedy search.
 *
 * <p>The first step runs one row a source. Afterwards every source has as many rows as the source
 * with the most running beams; a source with fewer repeats its best beam in dead rows, whose sum is
 * −∞. Finished and stopped sources leave the session, so that they cost nothing more.
 *
 * <p>A source's result does not depend on the rest of the batch, up to the model's own rounding.
 */
public final class BeamSearch {
  private final DecodeSession session;
  private final DecodeOptions options;
  private final ProcessorChain processors;
  private final StopCheck stop;
  private final List<SourceSearch> live;
  private int width;

  private BeamSearch(
      DecodeSession session,
      DecodeOptions options,
      ProcessorChain processors,
      StopCheck stop,
      List<SourceSearch> searches) {
    this.session = session;
    this.options = options;
    this.processors = processors;
    this.stop = stop;
    this.live = new ArrayList<>(searches);
  }

  /**
   * The best sequences of each source, best first: {@code numReturnSequences} of them, or as many
   * as were found, but at least one. A source whose search was stopped, or got stuck because
   * everything was ruled out, answers with the hypotheses it has finished, or if there are none
   * with its best unfinished one, which then is not {@code complete}.
   *
   * <p>May be called from several threads at once, as the model is thread-safe.
   *
   * @param sources token ids of each source, special tokens included, none empty
   * @param stop asked before each step for every source that is not finished
   * @throws IllegalArgumentException if the model refuses the sources, or an option names a token
   *     outside the model's vocabulary, or a length beyond what it can decode
   * @throws org.precis.model.ModelException if the model fails; the session is closed then, too
   */
  public static List<List<Hypothesis>> search(
      Seq2SeqModel model, List<int[]> sources, DecodeOptions options, StopCheck stop) {
    EndOfSequence end = new EndOfSequence(model.spec().eosToken(), options.maxLength());
    return search(model, sources, options, DecodeOptions.NO_TOKEN, source -> end, stop);
  }

  /**
   * The same for sequences of as many sentences as each source deserves. The options' least length
   * rules out the model's end token as ever, which may be the sentence end: set it to 0.
   *
   * @param limits with a count for each source
   * @throws IllegalArgumentException as there, or if there are not as many counts as sources
   */
  public static List<List<Hypothesis>> search(
      Seq2SeqModel model,
      List<int[]> sources,
      DecodeOptions options,
      SentenceLimits limits,
      StopCheck stop) {
    if (limits.counts().size() != sources.size()) {
      throw new IllegalArgumentException(
          "each source needs its number of sentences, got "
              + limits.counts().size()
              + " numbers for "
              + sources.size()
              + " sources");
    }
    int eos = model.spec().eosToken();
    return search(
        model,
        sources,
        options,
        limits.endToken(),
        source -> limits.endOf(source, eos, options.maxLength()),
        stop);
  }

  private static List<List<Hypothesis>> search(
      Seq2SeqModel model,
      List<int[]> sources,
      DecodeOptions options,
      int sentenceEnd,
      IntFunction<EndOfSequence> ends,
      StopCheck stop) {
    ModelSpec spec = model.spec();
    ProcessorChain processors = ProcessorChain.of(options, spec, sources, sentenceEnd);
    List<SourceSearch> searches =
        IntStream.range(0, sources.size())
            .mapToObj(
                source -> searchFor(source, spec.decoderStartToken(), options, ends.apply(source)))
            .toList();
    try (DecodeSession session = model.start(sources)) {
      new BeamSearch(session, options, processors, stop, searches).run();
    }
    return searches.stream().map(SourceSearch::hypotheses).toList();
  }

  private static SourceSearch searchFor(
      int source, int startToken, DecodeOptions options, EndOfSequence end) {
    return options.isGreedy()
        ? new GreedySourceSearch(source, startToken, end)
        : new BeamSourceSearch(source, startToken, options, end);
  }

  private void run() {
    while (true) {
      live.removeIf(search -> search.isDone() || stop.shouldStop(search.source()));
      if (live.isEmpty()) {
        return;
      }
      layOutRows();
      advance(step());
    }
  }

  /** Gives every live source {@code width} rows, in order, each continuing its beam's state. */
  private void layOutRows() {
    width = live.stream().mapToInt(search -> search.running().size()).max().orElseThrow();
    int[] parents = new int[live.size() * width];
    for (int row = 0; row < parents.length; row++) {
      List<Beam> beams = beamsOf(row);
      parents[row] = beams.get(isDead(row) ? 0 : row % width).row();
    }
    int[] unchanged = IntStream.range(0, session.rows()).toArray();
    if (!Arrays.equals(parents, unchanged)) {
      session.reorder(parents);
    }
  }

  private Candidates step() {
    int rows = live.size() * width;
    int[] lastTokens = new int[rows];
    float[] sums = new float[rows];
    StepEdits edits = new StepEdits(rows, options.repetitionPenalty());
    for (int row = 0; row < rows; row++) {
      List<Beam> beams = beamsOf(row);
      if (isDead(row)) {
        lastTokens[row] = beams.get(0).lastToken();
        sums[row] = Float.NEGATIVE_INFINITY;
      } else {
        Beam beam = beams.get(row % width);
        lastTokens[row] = beam.lastToken();
        sums[row] = beam.sum();
        processors.edit(live.get(row / width).source(), beam.tokens(), edits.row(row));
      }
    }
    ScoreEdits scoreEdits = edits.toScoreEdits();
    boolean greedy = options.isGreedy();
    // Twice the beams: even if every beam's best token ends it, enough are left to go on with.
    int count = greedy ? 1 : 2 * options.numBeams();
    return session.step(lastTokens).top(sums, width, count, !greedy, scoreEdits);
  }

  private void advance(Candidates candidates) {
    for (int group = 0; group < live.size(); group++) {
      live.get(group).advance(candidates, group, group * width);
    }
  }

  private List<Beam> beamsOf(int row) {
    return live.get(row / width).running();
  }

  private boolean isDead(int row) {
    return row % width >= beamsOf(row).size();
  }
}
