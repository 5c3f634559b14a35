package org.precis.model.io.hub;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Name of a model on a hub.
 *
 * @param repository {@code OWNER/NAME}, or {@code NAME} for models of the hub's first days
 * @param revision a branch, tag or commit
 */
public record HubModelId(String repository, String revision) {
  private static final String PART = "[A-Za-z0-9_][A-Za-z0-9._-]{0,95}";
  private static final Pattern REPOSITORY = Pattern.compile("(" + PART + "/)?(" + PART + ")");
  private static final Pattern REVISION = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._/-]{0,200}");
  private static final String DEFAULT_REVISION = "main";

  public HubModelId {
    require(REPOSITORY, repository, "a model is named OWNER/NAME");
    require(REVISION, revision, "a revision is a branch, tag or commit");
  }

  private static void require(Pattern pattern, String text, String rule) {
    if (!pattern.matcher(text).matches() || text.contains("..") || text.contains("//")) {
      throw new IllegalArgumentException(rule + "; this is '" + text + "'");
    }
  }

  /**
   * Reads {@code OWNER/NAME} or {@code OWNER/NAME@REVISION}.
   *
   * @throws IllegalArgumentException if it is anything else
   */
  public static HubModelId parse(String text) {
    int at = text.indexOf('@');
    return at < 0
        ? new HubModelId(text, DEFAULT_REVISION)
        : new HubModelId(text.substring(0, at), text.substring(at + 1));
  }

  /** The name without its owner. */
  public String name() {
    Matcher matcher = REPOSITORY.matcher(repository);
    return matcher.matches() ? matcher.group(2) : repository;
  }

  @Override
  public String toString() {
    return repository + "@" + revision;
  }
}
