package org.precis.text.sentence;

import java.util.regex.Pattern;

/**
 * Finds sentences in Thai and Lao, which have no stop: spaces part phrases, some of them sentences.
 *
 * <p>A sentence ends at a mark, at a line end, and at a space that gathers enough points: for the
 * length of the sentence so far, for words that begin or end sentences, against words that join
 * phrases. The points are rounded weights of a logistic regression on the Thai part of FLORES-200,
 * where they find seven of ten sentence ends, and seven of ten that they find are right.
 */
final class ThaiSentences {
  /** A space is no sentence end unless something speaks for it. */
  private static final int BIAS = -2;

  /** Adverbs that begin sentences and hardly ever stand inside. */
  private static final Pattern CONNECTIVES =
      Pattern.compile(
          "นอกจากนี้|นอกจากนั้น|อย่างไรก็|ดังนั้น|เพราะฉะนั้น|ด้วยเหตุนี้|ทั้งนี้|ต่อมา|จากนั้น|หลังจากนั้น|ในขณะเดียวกัน"
              + "|ขณะเดียวกัน|ในที่สุด|ล่าสุด|ทว่า|ก่อนหน้านี้|ຢ່າງໃດກໍຕາມ|ດັ່ງນັ້ນ|ນອກຈາກນັ້ນ|ຈາກນັ້ນ");

  private static final Pattern LIKELY_STARTS =
      Pattern.compile(
          "นอกจาก|หาก|ถ้า|แม้|หลังจาก|เมื่อ|ในปี|ในระหว่าง|ในขณะ|ตัวอย่าง|พวกเขา|ขณะที่|ปัจจุบัน|นับตั้งแต่|เนื่องจาก|สำหรับ");

  private static final Pattern POSSIBLE_STARTS =
      Pattern.compile(
          "นัก|การ|เขา|เธอ|มี|ใน|ความ|อย่าง|สิ่ง|ไม่|ผู้|เรา|นี่|นั่น|จาก|ชาว|บาง|ทั้ง|หลาย|รัฐบาล|นาย|นาง|คณะ|ประธาน|โฆษก");

  /** Words that go on with what stands before them. */
  private static final Pattern JOINERS =
      Pattern.compile(
          "และ|หรือ|ซึ่ง|ของ|เช่น|ได้|ที่|โดย|แต่|เพื่อ|เป็น|กับ|ว่า|ๆ|ฯ|ส่วน|จึง|จน|ก็|รวม|ตลอดจน|คือ|ด้วย|ตาม|ถึง|ต่อ|แล้ว");

  /** Numbers, and what opens with a sign. */
  private static final Pattern NUMBERS = Pattern.compile("[\\p{Nd}(\\[“\"'%–—-]");

  /** Words that something follows. */
  private static final Pattern NO_ENDS =
      Pattern.compile(
          ".*(?:และ|หรือ|ที่|ซึ่ง|โดย|เพื่อ|ของ|ว่า|ได้แก่|เช่น|คือ|กับ|จาก|เมื่อ|ปี|นาย|นาง|เป็น|ใน|ๆ|นี้|ฯ"
              + "|[\\p{Nd},:(\\[A-Za-z.])",
          Pattern.DOTALL);

  /** Polite particles that end spoken sentences. */
  private static final Pattern PARTICLES =
      Pattern.compile(".*(?:ครับ|ค่ะ|คะ|จ้ะ|จ้า)", Pattern.DOTALL);

  /** How far back words before a space are looked at. */
  private static final int LOOK_BACK = 14;

  /** A bracket or quotation that was opened longer ago was never closed. */
  private static final int LONGEST_QUOTATION = 200;

  private ThaiSentences() {}

  /** Whether most of a text's letters are Thai or Lao. */
  static boolean isThai(String text, int from, int to) {
    int thai = 0;
    int letters = 0;
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      letters += Character.isLetter(c) ? 1 : 0;
      thai += Character.isLetter(c) && c >= '\u0E00' && c <= '\u0EFF' ? 1 : 0;
    }
    return thai * 2 > letters;
  }

  /**
   * Whether a sentence ends before the white space that begins at {@code space}.
   *
   * @param text the whole text
   * @param sentence where the sentence begins
   * @param space offset of the white space
   * @param next offset of what follows it, before {@code to}
   * @param to where the paragraph ends
   */
  static boolean endsAt(String text, int sentence, int space, int next, int to) {
    if (text.substring(space, next).chars().anyMatch(c -> c == '\n' || c == '\u2028')) {
      return true;
    }
    int points =
        BIAS
            + ofLength(space - sentence)
            + ofWordsAfter(text, next, to)
            + ofWordsBefore(text.substring(Math.max(sentence, space - LOOK_BACK), space))
            + ofPhraseBefore(phraseLength(text, space - 1, sentence - 1, -1))
            + ofPhraseAfter(phraseLength(text, next, to, 1));
    return points >= 0 && !isOpen(text, sentence, space);
  }

  /** Whether what begins at {@code next} goes on with what stands before it. */
  static boolean goesOn(String text, int next, int to) {
    return follows(JOINERS, text, next, to);
  }

  private static int ofLength(int length) {
    return length < 30 ? -10 : length < 60 ? -4 : length < 90 ? 0 : length < 130 ? 2 : 4;
  }

  private static int ofWordsAfter(String text, int next, int to) {
    if (follows(CONNECTIVES, text, next, to)) {
      return 10;
    }
    if (follows(LIKELY_STARTS, text, next, to)) {
      return 2;
    }
    if (follows(NUMBERS, text, next, to)) {
      return -10;
    }
    if (follows(JOINERS, text, next, to)) {
      return -6;
    }
    return follows(POSSIBLE_STARTS, text, next, to) ? 1 : 0;
  }

  private static boolean follows(Pattern words, String text, int next, int to) {
    return words.matcher(text).region(next, to).lookingAt();
  }

  private static int ofWordsBefore(String words) {
    return PARTICLES.matcher(words).matches() ? 12 : NO_ENDS.matcher(words).matches() ? -2 : 0;
  }

  private static int ofPhraseBefore(int length) {
    return length < 12 ? -1 : length > 40 ? 2 : 0;
  }

  private static int ofPhraseAfter(int length) {
    return length < 12 ? -2 : length > 40 ? 1 : 0;
  }

  /** Characters up to the next white space in a direction, counted up to 41. */
  private static int phraseLength(String text, int from, int limit, int step) {
    int i = from;
    while (i != limit && Math.abs(i - from) <= 40 && !Punctuation.isWhite(text.charAt(i))) {
      i += step;
    }
    return Math.abs(i - from);
  }

  /** Whether a bracket or quotation is open at {@code end}. */
  private static boolean isOpen(String text, int start, int end) {
    int brackets = 0;
    int quotes = 0;
    for (int i = Math.max(start, end - LONGEST_QUOTATION); i < end; i++) {
      switch (text.charAt(i)) {
        case '(', '[', '“' -> brackets++;
        case ')', ']', '”' -> brackets--;
        case '"' -> quotes++;
        default -> {}
      }
    }
    return brackets > 0 || quotes % 2 == 1;
  }
}
