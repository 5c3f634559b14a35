package org.precis.summarize;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.precis.summarize.section.PlannedSection;
import org.precis.summarize.section.SectionPlan;
import org.precis.text.Document;

/**
 * A summary by sections, each of which is a computation of the model. Sections that are done in
 * time are kept; the others get what the request wants instead, and say so.
 */
final class SectionsJob implements SummaryJob {
  private final SummaryRequest request;
  private final SectionPlan plan;
  private final List<FlightWait> waits;
  private final Answering answering;

  /**
   * What turns outcomes into an answer.
   *
   * @param config of the engine
   * @param answers makes what the model has not
   * @param counters told once a request, if anything fell back
   * @param unsupported the numbers of sentences that a document has not
   * @param keep takes a summary that is all the model's
   */
  record Answering(
      EngineConfig config,
      SectionAnswers answers,
      EngineCounters counters,
      BiFunction<List<String>, Document, List<String>> unsupported,
      Consumer<Summary> keep) {}

  /**
   * @param waits one for each section of the plan, in order
   */
  SectionsJob(
      SummaryRequest request, SectionPlan plan, List<FlightWait> waits, Answering answering) {
    this.request = request;
    this.plan = plan;
    this.waits = List.copyOf(waits);
    this.answering = answering;
  }

  @Override
  public boolean isDone() {
    return waits.stream().allMatch(FlightWait::isDone);
  }

  @Override
  public Summary await(BooleanSupplier stop) {
    try {
      SectionSummary summary = new SectionSummary(request, answering.config());
      Map<String, List<PlannedSection>> missing = new LinkedHashMap<>();
      for (int i = 0; i < waits.size(); i++) {
        PlannedSection section = plan.sections().get(i);
        Outcome outcome = waits.get(i).await(stop);
        outcome
            .summary()
            .ifPresentOrElse(
                made -> summary.addModels(section, made),
                () ->
                    missing
                        .computeIfAbsent(outcome.failure(), reason -> new ArrayList<>())
                        .add(section));
      }
      missing.forEach(
          (reason, sections) ->
              answering
                  .answers()
                  .addOwn(summary, plan, sections, request.options().fallback(), reason));
      List<String> doubtful = summary.doubtfulSentences();
      Summary made =
          summary.build(
              doubtful.isEmpty()
                  ? List.of()
                  : answering.unsupported().apply(doubtful, request.document()));
      if (missing.isEmpty()) {
        answering.keep().accept(made);
      } else {
        answering.counters().fellBack(missing.keySet().iterator().next());
      }
      return made;
    } finally {
      cancel();
    }
  }

  @Override
  public void cancel() {
    waits.forEach(FlightWait::leave);
  }
}
