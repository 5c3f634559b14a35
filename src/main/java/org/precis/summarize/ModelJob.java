package org.precis.summarize;

import java.util.function.BooleanSupplier;

/** A model's summary of a document, or what the request wants instead. */
final class ModelJob implements SummaryJob {
  private final SummaryRequest request;
  private final FlightWait wait;
  private final ExtractiveAnswers answers;

  ModelJob(SummaryRequest request, FlightWait wait, ExtractiveAnswers answers) {
    this.request = request;
    this.wait = wait;
    this.answers = answers;
  }

  @Override
  public boolean isDone() {
    return wait.isDone();
  }

  @Override
  public Summary await(BooleanSupplier stop) {
    try {
      Outcome outcome = wait.await(stop);
      return outcome.summary().orElseGet(() -> answers.fallback(request, outcome.failure()));
    } finally {
      cancel();
    }
  }

  @Override
  public void cancel() {
    wait.leave();
  }
}
