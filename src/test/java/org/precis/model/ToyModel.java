package org.precis.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A language model that is a function: from a source and what has been decoded to the next token's
 * logits. Its sessions hold their callers to the contract of {@link DecodeSession} and count
 * themselves. Thread-safe if the function is.
 */
public final class ToyModel implements Seq2SeqModel {
  /** The next token's logits. */
  @FunctionalInterface
  public interface Network {
    /**
     * Logits over the vocabulary. May throw, or sleep, to play a model that fails or is slow.
     *
     * @param source token ids of the source
     * @param prefix ids decoded so far, with the decoder start token
     */
    float[] logits(int[] source, int[] prefix);
  }

  private final ModelSpec spec;
  private final Network network;
  private final List<ToySession> sessions = new ArrayList<>();
  private final AtomicInteger open = new AtomicInteger();

  public ToyModel(ModelSpec spec, Network network) {
    this.spec = spec;
    this.network = network;
  }

  /** A model of {@code vocabularySize} tokens with pad 0, end 1, start 2. */
  public static ToyModel of(int vocabularySize, Network network) {
    return new ToyModel(new ModelSpec("toy", vocabularySize, 0, 1, 2, Integer.MAX_VALUE), network);
  }

  /**
   * A language model made of noise: any change to source or prefix changes all logits. The end gets
   * likelier as a sequence grows.
   */
  public static Network randomNetwork(int vocabularySize, long seed) {
    return (source, prefix) -> {
      long mixed = 31L * Arrays.hashCode(source) + Arrays.hashCode(prefix);
      SplittableRandom random = new SplittableRandom(seed ^ (mixed * 0x9E3779B97F4A7C15L));
      float[] logits = new float[vocabularySize];
      for (int token = 0; token < vocabularySize; token++) {
        logits[token] = (float) (6 * random.nextDouble() - 3);
      }
      logits[1] += 0.3f * prefix.length;
      return logits;
    };
  }

  @Override
  public ModelSpec spec() {
    return spec;
  }

  @Override
  public DecodeSession start(List<int[]> sources) {
    if (sources.isEmpty() || sources.stream().anyMatch(source -> source.length == 0)) {
      throw new IllegalArgumentException("no source, or an empty one");
    }
    ToySession session = new ToySession(spec, network, sources, open::decrementAndGet);
    open.incrementAndGet();
    synchronized (sessions) {
      sessions.add(session);
    }
    return session;
  }

  /** Sessions started and not closed. */
  public int openSessions() {
    return open.get();
  }

  /** Every session ever started, in order. */
  public List<ToySession> sessions() {
    synchronized (sessions) {
      return List.copyOf(sessions);
    }
  }

  @Override
  public void close() {
    if (openSessions() > 0) {
      throw new IllegalStateException("closed with " + openSessions() + " sessions open");
    }
  }
}
