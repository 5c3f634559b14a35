package org.precis.cli;

import java.util.List;

/** What to do about a model directory that is refused. */
final class Remedy {
  private record Rule(String mark, String remedy) {}

  private static final String PULL = "'precis model pull OWNER/NAME'";

  /** The first rule whose mark is in the message holds. */
  private static final List<Rule> RULES =
      List.of(
          new Rule(
              "no part of a state dict",
              "Do not load this file anywhere unless you trust its origin; if you do, save it again with"
                  + " save_pretrained(…, safe_serialization=True) in Python."),
          new Rule(
              "save model.state_dict()",
              "In Python, save the model with save_pretrained(…, safe_serialization=True)."),
          new Rule("model_type", "Take a model of a family that docs/models.md lists."),
          new Rule(
              "is no directory",
              "Name the directory that holds config.json, or get one with " + PULL + "."),
          new Rule("do they belong together", "Take tokenizer and config.json from one origin."),
          new Rule("finite", "Take the weights from their origin again; these are damaged."),
          new Rule(
              "has neither model.safetensors",
              "Put the weights there, or get the whole directory with " + PULL + "."),
          new Rule("config.json", "Take config.json from where the weights come from."),
          new Rule("token", "Take the tokenizer's files from where the weights come from."),
          new Rule("spiece", "Take the tokenizer's files from where the weights come from."),
          new Rule("", "Get the weights again, with " + PULL + " or from where they came."));

  private Remedy() {}

  /** A sentence for the message of a refusal. */
  static String of(String problem) {
    return RULES.stream()
        .filter(rule -> problem.contains(rule.mark()))
        .findFirst()
        .orElseThrow()
        .remedy();
  }
}
