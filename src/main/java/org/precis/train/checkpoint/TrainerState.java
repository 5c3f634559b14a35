package org.precis.train.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.precis.train.data.BatchPosition;
import org.precis.train.optim.LossScale;

/**
 * Where training stands, but for weights and optimizer. Random choices need no state: each step's
 * seed is a function of the settings and the step.
 *
 * @param step steps done
 * @param position batches done
 * @param targetTokens target tokens seen
 * @param evaluations validations so far, in their order
 * @param lossScale of the next step, where training scales its loss
 * @param settings what training was started with, as flat keys and values
 */
public record TrainerState(
    long step,
    BatchPosition position,
    long targetTokens,
    List<Evaluated> evaluations,
    Optional<LossScale> lossScale,
    Map<String, String> settings) {
  static final String FILE = "state.json";

  /**
   * A validation.
   *
   * @param step steps done before
   * @param score what decides about the best; higher is better
   */
  public record Evaluated(long step, double score) {}

  public TrainerState {
    evaluations = List.copyOf(evaluations);
    settings = new TreeMap<>(settings);
  }

  /**
   * Before the first step.
   *
   * @param lossScale of that step, where training scales its loss
   */
  public static TrainerState start(Optional<LossScale> lossScale, Map<String, String> settings) {
    return new TrainerState(0, BatchPosition.START, 0, List.of(), lossScale, settings);
  }

  /** After a step. */
  public TrainerState advanced(
      BatchPosition newPosition, long tokens, Optional<LossScale> nextScale) {
    return new TrainerState(
        step + 1, newPosition, targetTokens + tokens, evaluations, nextScale, settings);
  }

  /** Updates of the weights: steps that were not left out. */
  public long updates() {
    return step - lossScale.map(LossScale::leftOut).orElse(0L);
  }

  /** After a validation. */
  public TrainerState evaluated(double score) {
    List<Evaluated> all = new ArrayList<>(evaluations);
    all.add(new Evaluated(step, score));
    return new TrainerState(step, position, targetTokens, all, lossScale, settings);
  }

  /** Number of validations since the best one; 0 if that was the last, or there is none. */
  public int evaluationsSinceBest() {
    int best = 0;
    for (int i = 1; i < evaluations.size(); i++) {
      if (evaluations.get(i).score() > evaluations.get(best).score()) {
        best = i;
      }
    }
    return evaluations.isEmpty() ? 0 : evaluations.size() - 1 - best;
  }

  void write(Path file) throws IOException {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("step", step).put("epoch", position.epoch()).put("batch", position.batch());
    json.put("target_tokens", targetTokens);
    var list = json.putArray("evaluations");
    evaluations.forEach(e -> list.addObject().put("step", e.step()).put("score", e.score()));
    lossScale.ifPresent(
        scale ->
            json.putObject("loss_scale")
                .put("value", scale.value())
                .put("steps", scale.steps())
                .put("left_out", scale.leftOut()));
    ObjectNode flat = json.putObject("settings");
    settings.forEach(flat::put);
    new ObjectMapper().writerWithDefaultPrettyPrinter().writeValue(file.toFile(), json);
  }

  static TrainerState read(Path file) throws IOException {
    JsonNode json = new ObjectMapper().readTree(file.toFile());
    for (String key : List.of("step", "epoch", "batch", "evaluations", "settings")) {
      if (!json.has(key)) {
        throw new IOException(file + " lacks '" + key + "'; it is no trainer's state");
      }
    }
    List<Evaluated> evaluations = new ArrayList<>();
    json.get("evaluations")
        .forEach(
            e -> evaluations.add(new Evaluated(e.get("step").asLong(), e.get("score").asDouble())));
    Map<String, String> settings = new TreeMap<>();
    json.get("settings")
        .fields()
        .forEachRemaining(f -> settings.put(f.getKey(), f.getValue().asText()));
    return new TrainerState(
        json.get("step").asLong(),
        new BatchPosition(json.get("epoch").asLong(), json.get("batch").asInt()),
        json.path("target_tokens").asLong(),
        evaluations,
        Optional.ofNullable(json.get("loss_scale"))
            .map(
                scale ->
                    new LossScale(
                        scale.get("value").asDouble(),
                        scale.get("steps").asLong(),
                        scale.get("left_out").asLong())),
        settings);
  }
}
