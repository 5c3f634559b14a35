package org.precis.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DecodeOptionsTest {
  @Test
  void defaultsAreThoseOfHuggingFace() {
    DecodeOptions defaults = DecodeOptions.builder().build();
    assertEquals(
        new DecodeOptions(
            1, 21, 0, 1f, EarlyStopping.FALSE, 0, 0, 1f, -1, -1, List.of(), List.of(), 1),
        defaults);
    assertEquals(20, defaults.maxNewTokens());
    assertEquals(0, defaults.minNewTokens());
    assertTrue(defaults.isGreedy());
    assertEquals(defaults, DecodeOptions.parse(Map.of()));
  }

  private static final DecodeOptions ALL =
      new DecodeOptions(
          5,
          84,
          7,
          .6f,
          EarlyStopping.NEVER,
          3,
          4,
          1.2f,
          6,
          1,
          List.of(List.of(7), List.of(8, 9)),
          List.of(10, 11),
          2);

  private static final Map<String, String> ALL_SETTINGS =
      Map.ofEntries(
          Map.entry("num_beams", "5"),
          Map.entry("max_length", "84"),
          Map.entry("min_length", "7"),
          Map.entry("length_penalty", "0.6"),
          Map.entry("early_stopping", "never"),
          Map.entry("no_repeat_ngram_size", "3"),
          Map.entry("encoder_no_repeat_ngram_size", "4"),
          Map.entry("repetition_penalty", "1.2"),
          Map.entry("forced_bos_token_id", "6"),
          Map.entry("forced_eos_token_id", "1"),
          Map.entry("bad_words_ids", "[[7], [8, 9]]"),
          Map.entry("suppress_tokens", "[10, 11]"),
          Map.entry("num_return_sequences", "2"));

  @Test
  void everySettingIsReadUnderItsName() {
    assertEquals(ALL, DecodeOptions.parse(ALL_SETTINGS));
  }

  @Test
  void aBuilderStartsFromWhatItWasMadeOf() {
    assertEquals(ALL, ALL.toBuilder().build());
    DecodeOptions changed = ALL.toBuilder().numBeams(2).build();
    assertEquals(2, changed.numBeams());
    assertEquals(ALL, changed.toBuilder().numBeams(5).build());
  }

  @Test
  void settingsAreReadOverTheGivenDefaults() {
    DecodeOptions expected = ALL.toBuilder().numBeams(8).lengthPenalty(-1).build();
    assertEquals(
        expected, DecodeOptions.parse(Map.of("num_beams", " 8 ", "length_penalty", "-1"), ALL));
  }

  @Test
  void newTokensDoNotCountTheStartAndWinOverLengths() {
    DecodeOptions options =
        DecodeOptions.parse(
            Map.of(
                "max_length", "50",
                "max_new_tokens", "30",
                "min_length", "20",
                "min_new_tokens", "10"));
    assertEquals(31, options.maxLength());
    assertEquals(30, options.maxNewTokens());
    assertEquals(11, options.minLength());
    assertEquals(10, options.minNewTokens());
  }

  @Test
  void earlyStoppingHasThreeValues() {
    assertEquals(EarlyStopping.TRUE, parsed("early_stopping", "true").earlyStopping());
    assertEquals(EarlyStopping.FALSE, parsed("early_stopping", "False").earlyStopping());
    assertEquals(EarlyStopping.NEVER, parsed("early_stopping", "never").earlyStopping());
  }

  @Test
  void listsAreReadAsInJson() {
    assertEquals(List.of(), parsed("bad_words_ids", "[]").badWords());
    assertEquals(List.of(List.of(62517)), parsed("bad_words_ids", " [ [ 62517 ] ] ").badWords());
    assertEquals(
        List.of(List.of(1), List.of(2, 3), List.of(4)),
        parsed("bad_words_ids", "[[1],[2,3] , [4]]").badWords());
    assertEquals(List.of(), parsed("suppress_tokens", "[ ]").suppressTokens());
    assertEquals(2, parsed("forced_eos_token_id", "[2]").forcedEosToken());
  }

  @Test
  void listsMayBeLong() {
    String list = "[5" + ",6".repeat(50_000) + "]";
    assertEquals(50_001, parsed("suppress_tokens", list).suppressTokens().size());
    assertEquals(50_001, parsed("bad_words_ids", "[" + list + "]").badWords().get(0).size());
  }

  private static DecodeOptions parsed(String name, String value) {
    return DecodeOptions.parse(Map.of(name, value));
  }

  @Test
  void settingsThatCannotChangeTheResultAreIgnored() {
    Map<String, String> file =
        Map.of(
            "_from_model_config", "true",
            "transformers_version", "4.57.6",
            "do_sample", "true",
            "temperature", "0.7",
            "pad_token_id", "0",
            "eos_token_id", "1",
            "decoder_start_token_id", "0",
            "num_beam_groups", "1",
            "diversity_penalty", "0.0",
            "renormalize_logits", "false");
    assertEquals(DecodeOptions.builder().build(), DecodeOptions.parse(file));
  }

  private static Arguments refused(String part, UnaryOperator<DecodeOptions.Builder> change) {
    return Arguments.of(part, change);
  }

  static Stream<Arguments> rules() {
    return Stream.of(
        refused("num_beams must be at least 1; it is 0", b -> b.numBeams(0)),
        refused("max_length must be at least 2", b -> b.maxLength(1)),
        refused("max_new_tokens must be at least 1; it is 0", b -> b.maxNewTokens(0)),
        refused("max_new_tokens", b -> b.maxNewTokens(Integer.MAX_VALUE)),
        refused("min_length must not be negative; it is -1", b -> b.minLength(-1)),
        refused("min_new_tokens must not be negative; it is -1", b -> b.minNewTokens(-1)),
        refused("max_length (21); lower one or raise the other; it is 22", b -> b.minLength(22)),
        refused("length_penalty must be finite; it is NaN", b -> b.lengthPenalty(Float.NaN)),
        refused("no_repeat_ngram_size must be 0 (off) or positive", b -> b.noRepeatNgramSize(-1)),
        refused("encoder_no_repeat_ngram_size", b -> b.encoderNoRepeatNgramSize(-2)),
        refused("repetition_penalty must be finite and positive", b -> b.repetitionPenalty(0)),
        refused("repetition_penalty", b -> b.repetitionPenalty(Float.POSITIVE_INFINITY)),
        refused("forced_bos_token_id must be a token id, or -1", b -> b.forcedBosToken(-2)),
        refused("forced_eos_token_id must be a token id, or -1", b -> b.forcedEosToken(-2)),
        refused("empty sequence; it is []", b -> b.badWords(List.of(List.of()))),
        refused("bad_words_ids must hold token ids", b -> b.badWords(List.of(List.of(3, -1)))),
        refused("suppress_tokens must hold token ids", b -> b.suppressTokens(List.of(-1))),
        refused(
            "forced_bos_token_id must not be in suppress_tokens",
            b -> b.forcedBosToken(5).suppressTokens(List.of(5))),
        refused(
            "forced_eos_token_id must not be in suppress_tokens",
            b -> b.forcedEosToken(5).suppressTokens(List.of(5))),
        refused("from 1 to num_beams (2); it is 3", b -> b.numBeams(2).numReturnSequences(3)),
        refused("num_return_sequences", b -> b.numReturnSequences(0)));
  }

  @ParameterizedTest
  @MethodSource("rules")
  void aBrokenRuleIsNamedWithTheValue(String part, UnaryOperator<DecodeOptions.Builder> change) {
    IllegalArgumentException refusal =
        assertThrows(
            IllegalArgumentException.class, () -> change.apply(DecodeOptions.builder()).build());
    assertTrue(refusal.getMessage().contains(part), refusal.getMessage());
  }

  static Stream<Arguments> unreadable() {
    return Stream.of(
        Arguments.of("num_beams", "four", "num_beams must be a whole number; it is four"),
        Arguments.of("num_beams", "4.0", "num_beams must be a whole number; it is 4.0"),
        Arguments.of("length_penalty", "", "length_penalty must be a number"),
        Arguments.of("early_stopping", "maybe", "true, false or never; it is maybe"),
        Arguments.of("suppress_tokens", "5", "a list of token ids such as [5, 6]; it is 5"),
        Arguments.of("suppress_tokens", "[1 2]", "a list of token ids"),
        Arguments.of("suppress_tokens", "[99999999999]", "32 bits"),
        Arguments.of("bad_words_ids", "[1, 2]", "such as [[5], [6, 7]]; it is [1, 2]"),
        Arguments.of("bad_words_ids", "[[1], 2]", "a list of lists"),
        Arguments.of("bad_words_ids", "[[1]", "a list of lists"),
        Arguments.of("bad_words_ids", "", "a list of lists"),
        Arguments.of("bad_words_ids", "[[]]", "empty sequence"),
        Arguments.of("forced_eos_token_id", "[1, 2]", "one token id; it is [1, 2]"),
        Arguments.of("eos_token_id", "[1, 106]", "eos_token_id must be one token id"),
        Arguments.of(
            "num_beam_groups", "2", "num_beam_groups is not supported but for the value 1"),
        Arguments.of("renormalize_logits", "true", "is true; remove it"),
        Arguments.of("begin_suppress_tokens", "[220]", "begin_suppress_tokens is not supported;"),
        Arguments.of("num_beans", "4", "'num_beans' is no generation setting"));
  }

  @ParameterizedTest
  @MethodSource("unreadable")
  void aSettingThatCannotBeReadIsNamed(String name, String value, String part) {
    IllegalArgumentException refusal =
        assertThrows(IllegalArgumentException.class, () -> parsed(name, value));
    assertTrue(refusal.getMessage().contains(part), refusal.getMessage());
  }

  @Test
  void anUnknownSettingIsRefusedWithTheKnownOnes() {
    String message =
        assertThrows(IllegalArgumentException.class, () -> parsed("beams", "4")).getMessage();
    ALL_SETTINGS.keySet().forEach(name -> assertTrue(message.contains(name), name));
    assertTrue(message.contains("max_new_tokens"), message);
  }

  @Test
  void optionsDoNotChangeWithTheListsTheyWereMadeOf() {
    List<Integer> word = new ArrayList<>(List.of(7, 8));
    List<Integer> suppressed = new ArrayList<>(List.of(9));
    DecodeOptions options =
        DecodeOptions.builder().badWords(Arrays.asList(word)).suppressTokens(suppressed).build();
    word.set(0, 5);
    suppressed.set(0, 5);
    assertEquals(List.of(List.of(7, 8)), options.badWords());
    assertEquals(List.of(9), options.suppressTokens());
    assertFalse(options.toString().contains("5"), options.toString());
  }
}
